namespace Functional.NN.Properties.Optimizers;

/// <summary>½(θ − c)ᵀA(θ − c) with A = QΛQᵀ, whose eigenvalues and minimum are known.</summary>
internal sealed class Quadratic
{
    private readonly double[][] _directions;

    /// <param name="eigenvalues">Λ</param>
    /// <param name="key">gives Q, two reflections one after the other, and c</param>
    public Quadratic(double[] eigenvalues, RandomKey key)
    {
        Eigenvalues = eigenvalues;
        int n = eigenvalues.Length;
        double[][] reflected = Reflected([.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0).ToArray())], key.Fold("u").Normal<double>([n]).ToArray());
        _directions = Reflected(reflected, key.Fold("w").Normal<double>([n]).ToArray());
        Minimum = Parameters<double>.Of(key.Fold("c").Normal<double>([n]));
    }

    public double[] Eigenvalues { get; }

    public double Largest => Eigenvalues.Max();

    /// <summary>c.</summary>
    public Parameters<double> Minimum { get; }

    public Parameters<double> Direction(int i) => Minimum.OfVector(Tensor.Vector(_directions[i]));

    /// <summary>How far θ is from the minimum along each eigenvector.</summary>
    public double[] Modes(Parameters<double> θ) => [.. _directions.Select(q => (θ - Minimum).Vector.ToArray().Zip(q, (x, y) => x * y).Sum())];

    public double Value(Parameters<double> θ) => 0.5 * Modes(θ).Zip(Eigenvalues, (e, λ) => λ * e * e).Sum();

    public Parameters<double> Gradient(Parameters<double> θ) => Modes(θ).Select((e, i) => Eigenvalues[i] * e * Direction(i)).Aggregate(θ.Zero, (sum, g) => sum + g);

    /// <summary>The same as an objective that differentiates itself.</summary>
    public ObjectiveFunction<double> Objective => ObjectiveFunction.Of<double>(θ => 0.5 * Modes(θ).Select((e, i) => Eigenvalues[i] * Var.Square(e)).Aggregate((a, b) => a + b));

    /// <summary>The same as half a sum of squares, which takes positive eigenvalues.</summary>
    public ObjectiveFunction<double> Residuals => ObjectiveFunction.OfResiduals<double>(θ => Var.Stack(0, [.. Modes(θ).Select((e, i) => Math.Sqrt(Eigenvalues[i]) * e)]));

    private Var[] Modes(Var θ) => [.. _directions.Select(q => ((θ - Var.Of(Minimum.Vector)) * Var.Of(Tensor.Vector(q))).Sum())];

    /// <summary>I − 2uuᵀ/uᵀu of each row.</summary>
    private static double[][] Reflected(double[][] rows, double[] u)
    {
        double square = u.Sum(x => x * x);
        return [.. rows.Select(row => { double along = 2 * row.Zip(u, (a, b) => a * b).Sum() / square; return row.Zip(u, (a, b) => a - along * b).ToArray(); })];
    }
}
