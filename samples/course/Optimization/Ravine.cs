namespace Functional.NN.Course;

/// <summary>A ravine J(θ) = ½(θ₁² + κθ₂²): descent swings across it and creeps along it, momentum rolls down.</summary>
/// <remarks>
/// Gradient descent multiplies the error along an axis of curvature λ by 1 − ελ in each step; its best rate is ε = 2/(1 + κ), with the factor (κ − 1)/(κ + 1). Polyak's heavy ball
/// has (√κ − 1)/(√κ + 1) with ε = (2/(1 + √κ))² and momentum ((√κ − 1)/(√κ + 1))².
/// </remarks>
public sealed record Ravine() : Sample("ravine", "A ravine with and without momentum", "Polyak 1964; Goodfellow et al. 2016, section 8.3.2")
{
    /// <summary>κ: how much steeper the walls are than the floor.</summary>
    public const double Condition = 100;

    private const int Most = 5000;

    /// <summary>Descent at the best rate that it has here.</summary>
    public IMinimizer Descent { get; init; } = new Sgd(2 / (1 + Condition));

    /// <summary>The heavy ball at the best rate and momentum that it has here.</summary>
    public IMinimizer HeavyBall { get; init; } = new Momentum(4 / 121.0, 81 / 121.0);

    /// <inheritdoc/>
    public override Findings Show()
    {
        double[] descent = Losses(Descent), ball = Losses(HeavyBall);
        double factor = descent[200] / descent[199], formula = (Condition - 1) / (Condition + 1) * ((Condition - 1) / (Condition + 1));
        int slow = StepsTo(descent), fast = StepsTo(ball);
        return new(
        [
            Claim.Of("ravine.momentum-is-faster", "In a ravine, momentum needs far fewer steps than gradient descent, each at its best rate.", fast * 3 < slow,
                $"to 10⁻⁸ of the first loss: momentum {fast} steps, gradient descent {slow} (condition number {Condition})", ("momentum steps", fast), ("descent steps", slow)),
            Claim.Of("ravine.the-factor-is-the-formula", "At its best rate gradient descent multiplies the loss in a ravine by ((κ − 1)/(κ + 1))² in each step: the narrower it is, the closer to 1.", Math.Abs(factor - formula) < 1e-9,
                $"the loss of step 200 over that of step 199: {Written.Short(factor, 6)}, by the formula {Written.Short(formula, 6)}", ("measured", factor), ("formula", formula)),
        ],
        [
            Plot.Surface("The first steps in a ravine, at one rate", "Gradient descent swings from wall to wall and hardly comes along; momentum swings as well and comes along twice as far.", new(-1, 11, -1.5, 1.5), (x, y) => 0.5 * (x * x + Condition * y * y), "J", "θ₁", "θ₂", Way("gradient descent", new Sgd(0.018)), Way("momentum", new Momentum(0.018, 0.7))),
            Plot.Lines("Loss in a ravine", "Both losses fall in straight lines on a logarithmic axis, that of momentum many times as steeply.", "step", new PlotAxis("J", Logarithmic: true),
                Curve.Of("gradient descent", descent.Take(400)), Curve.Of("momentum", ball.Take(200))),
        ]);
    }

    private static double[] Losses(IMinimizer method) => [.. Minimize.Steps(Objective, Start, method).Take(Most).Select(now => Objective.Value(now.Parameters)).Prepend(Objective.Value(Parameters<double>.Of(Start)))];

    private static Curve Way(string label, IMinimizer method) => Curve.Of(label, Minimize.Steps(Objective, Start, method).Take(25).Select(now => now.Parameters.Vector).Prepend(Start).Select(θ => (θ[0], θ[1])));

    private static int StepsTo(double[] losses) => Array.FindIndex(losses, loss => loss < 1e-8 * losses[0]) is >= 0 and var step ? step : Most;

    private static Tensor<double> Start => Tensor.Vector(10.0, 1.0);

    private static ObjectiveFunction<double> Objective => ObjectiveFunction.Of<double>(θ => 0.5 * (Var.Square(θ) * Var.Constant(Tensor.Vector(1, Condition))).Sum());
}
