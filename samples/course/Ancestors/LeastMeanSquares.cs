namespace Functional.NN.Course;

/// <summary>A linear neuron and its squared error J = ½·mean (w·x + b − t)²: descent, the closed form, and the rule that takes a sample at a time.</summary>
/// <remarks>
/// J is a quadratic with the Hessian H = mean x̃x̃ᵀ, x̃ = (x, 1). Descent multiplies the error along an eigenvector of H by 1 − ελ in each step, so it converges exactly for 0 &lt; ε &lt; 2/λ_max. Its limit solves the
/// normal equations H·w = mean x̃t. A sample at a time it stays near that, at a distance that falls with the rate.
/// </remarks>
public sealed record LeastMeanSquares() : Sample("lms", "The linear neuron: LMS, descent and the closed form", "Widrow and Hoff 1960; Haykin 2002, chapter 5")
{
    private const int Samples = 50, Steps = 2000, Epochs = 100;

    /// <summary>Descent with a rate ε.</summary>
    public Func<double, IMinimizer> Descent { get; init; } = ε => new Sgd(ε);

    /// <summary>The rule that takes a sample at a time, with a rate.</summary>
    public Func<double, LmsRule> Rule { get; init; } = rate => new LmsRule(rate);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var (x, t) = Data;
        var exact = Weights(new LinearRegression().Fit(x, t).Map);
        var error = SquaredError(x, t);
        double limit = 2 / LargestCurvature(error);
        double[] below = Distances(error, 0.99 * limit, exact), above = Distances(error, 1.01 * limit, exact), half = Distances(error, 0.5 * limit, exact);
        double[] rates = [0.08, 0.04, 0.02], far = [.. rates.Select(rate => Norm(Weights(Rule(rate).Fit(x, t, Epochs)) - exact))];
        return new(
        [
            Claim.Of("lms.rate-limit", "Descent on a squared error converges for every rate below 2/λ_max of the Hessian and diverges above it.", below[^1] < 1e-6 && above[^1] > below[0],
                $"distance from the minimum after {Steps} steps: {Written.Short(below[^1])} with 0.99·2/λ_max, {Written.Short(above[^1])} with 1.01·2/λ_max (at the start {Written.Short(below[0])})", ("below", below[^1]), ("above", above[^1])),
            Claim.Of("lms.closed-form", "The limit of descent is the closed form, the solution of the normal equations.", half[^1] < 1e-12,
                $"‖w_descent − w_closed‖ = {Written.Short(half[^1])} after {Steps} steps at half the limit", ("distance", half[^1])),
            Claim.Of("lms.sample-at-a-time", "Taking one sample at a time at a constant rate, LMS comes near the closed form and stays at a distance that falls with the rate.",
                far.Zip(far.Skip(1)).All(pair => pair.Second < 0.75 * pair.First) && far[0] < below[0] / 5,
                $"‖w_LMS − w_closed‖ after {Epochs} epochs: {string.Join(", ", rates.Zip(far, (rate, d) => Written.Of($"{Written.Short(d)} at ε = {rate}")))}", rates.Zip(far, (rate, d) => (Written.Of($"at {rate}"), d))),
        ],
        [
            Plot.Lines("Distance from the closed form", "Below the limit the distance falls in a straight line on a logarithmic axis, above it rises.", "step", new PlotAxis("‖w − w*‖", Logarithmic: true),
                Curve.Of("ε = 0.5·2/λ_max", half.Take(200).TakeWhile(d => d > 1e-12)), Curve.Of("ε = 0.99·2/λ_max", below.Take(200)), Curve.Of("ε = 1.01·2/λ_max", above.Take(200))),
        ]);
    }

    /// <summary>t = 2x₁ − x₂ + ½ + noise, with x₂ three times as wide as x₁.</summary>
    private static (Tensor<double> X, Tensor<double> T) Data
    {
        get
        {
            var key = RandomKey.FromSeed(1);
            var x = key.Fold("x").Normal<double>(Shape.Of(Samples, 2)) * Tensor.Vector(0.5, 1.5);
            return (x, x.MatMul(Tensor.Matrix(new[,] { { 2.0 }, { -1 } })).Reshape(Samples) + 0.5 + key.Fold("noise").Normal<double>(Shape.Of(Samples), 0, 0.5));
        }
    }

    private static ObjectiveFunction<double> SquaredError(Tensor<double> x, Tensor<double> t)
    {
        Var inputs = Var.Of(Tensor.Concat(1, x, Tensor.Full(Shape.Of(Samples, 1), 1.0))), targets = Var.Of(t.Reshape(-1, 1));
        return ObjectiveFunction.Of<double>(w => 0.5 * Var.Square(Var.MatMul(inputs, w.Reshape(-1, 1)) - targets).Mean());
    }

    private double[] Distances(ObjectiveFunction<double> error, double rate, Tensor<double> exact) =>
        [.. Minimize.Steps(error, Start, Descent(rate)).Take(Steps).Select(now => Norm(now.Parameters.Vector - exact)).Prepend(Norm(Start - exact))];

    /// <summary>λ_max by power iteration: v ← Hv/‖Hv‖.</summary>
    private static double LargestCurvature(ObjectiveFunction<double> error)
    {
        var w = Parameters<double>.Of(Start);
        var v = Enumerable.Range(0, 200).Aggregate(w.Filled(1), (v, _) => error.HessianVector(w, v) is var hv ? hv / hv.Norm : v);
        return error.HessianVector(w, v).Norm;
    }

    private static Tensor<double> Start => Tensor.Zeros<double>(Shape.Of(3));

    private static Tensor<double> Weights(AffineFunction map) => Tensor.Concat(0, map.Weight.Reshape(-1), map.Bias);

    private static double Norm(Tensor<double> v) => Math.Sqrt((v * v).Sum().ToScalar());
}
