namespace Functional.NN.Tests.Optimizers.SecondOrder;

/// <summary>Functions whose minima are known.</summary>
internal static class Functions
{
    public static readonly RandomKey Key = RandomKey.FromSeed(41);

    /// <summary>½xᵀAx − bᵀx with A positive definite of condition some hundred.</summary>
    public static Quadratic Bowl(int n, int seed = 0)
    {
        var root = Key.Fold(seed).Normal<double>([n, n]);
        return new(root.MatMul(root, transposeOther: true) + 0.05 * Tensor.Identity<double>(n), Key.Fold(seed).Fold("b").Normal<double>([n]));
    }

    public static Tensor<double> Start(int n) => Key.Fold("start").Normal<double>([n]);

    /// <summary>100(y − x²)² + (1 − x)², with its minimum at (1, 1) (Rosenbrock 1960).</summary>
    public static Var Rosenbrock(Var v) => 100 * Var.Square(v.At(0, 1) - Var.Square(v.At(0, 0))) + Var.Square(1 - v.At(0, 0));

    /// <summary>Its residuals, ½rᵀr.</summary>
    public static Var RosenbrockResiduals(Var v) => Var.Stack(0, Math.Sqrt(200) * (v.At(0, 1) - Var.Square(v.At(0, 0))), Math.Sqrt(2) * (1 - v.At(0, 0)));

    public static readonly Tensor<double> RosenbrockStart = Tensor.Vector(-1.2, 1.0);

    /// <summary>x² − y² + ¼y⁴: a saddle at 0, minima at (0, ±√2).</summary>
    public static Var Saddle(Var v) => Var.Square(v.At(0, 0)) - Var.Square(v.At(0, 1)) + 0.25 * Var.Pow(v.At(0, 1), 4);

    /// <summary>θ after so many steps, and the state.</summary>
    public static Updated<double> After(int steps, ObjectiveFunction<double> objective, Tensor<double> start, IMinimizer method) => Minimize.Steps(objective, start, method).ElementAt(steps - 1);

    public static Updated<double> After(int steps, Func<Var, Var> f, Tensor<double> start, IMinimizer method) => After(steps, ObjectiveFunction.Of<double>(f), start, method);

    public static double Distance(Tensor<double> a, Tensor<double> b) => Parameters<double>.Of(a - b).Norm;

    internal sealed record Quadratic(Tensor<double> A, Tensor<double> B)
    {
        public Var Value(Var x) => 0.5 * (x * Var.MatMul(Var.Of(A), x.Reshape(-1, 1)).Reshape(-1)).Sum() - (Var.Of(B) * x).Sum();

        /// <summary>A⁻¹b, by MathNet.</summary>
        public Tensor<double> Minimum => Tensor.FromMathNet(A.ToMathNetMatrix().Cholesky().Solve(B.ToMathNetVector()));
    }
}
