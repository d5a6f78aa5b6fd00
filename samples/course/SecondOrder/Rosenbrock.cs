namespace Functional.NN.Course;

/// <summary>The banana-shaped valley J(x, y) = (1 − x)² + 100(y − x²)² from (−1.2, 1): easy to enter, hard to follow.</summary>
/// <remarks>Descent and momentum have the best rate of a grid, 10⁻⁴ to 2·10⁻³, and momentum the best coefficient of four as well. Near the minimum Newton's method squares the error up to a factor: ‖θ₊ − θ*‖ ≤ C‖θ − θ*‖².</remarks>
public sealed record Rosenbrock() : Sample("rosenbrock", "A curved valley by methods of first and second order", "Rosenbrock 1960; Nocedal and Wright 2006, theorem 3.5")
{
    private const int Most = 10000;

    private static readonly double[] Rates = [1e-4, 2e-4, 5e-4, 1e-3, 2e-3], Coefficients = [0.9, 0.95, 0.98, 0.99];

    /// <summary>Newton's method.</summary>
    public IMinimizer Newton { get; init; } = new Newton();

    /// <summary>L-BFGS.</summary>
    public IMinimizer QuasiNewton { get; init; } = new Lbfgs();

    /// <inheritdoc/>
    public override Findings Show()
    {
        int newton = Steps(Newton), quasi = Steps(QuasiNewton), descent = Rates.Min(rate => Steps(new Sgd(rate))), momentum = Rates.Min(rate => Coefficients.Min(η => Steps(new Momentum(rate, η))));
        double[] errors = [.. Minimize.Steps(Valley, Start, Newton).Take(40).Select(now => Error(now.Parameters)).TakeWhile(error => error > 1e-14)];
        double constant = errors.TakeLast(4).Zip(errors.TakeLast(3), (before, after) => after / (before * before)).Max();
        return new(
        [
            Claim.Of("rosenbrock.second-order", "In a curved valley, methods that know or learn the curvature need less than a fifth of the steps of those of first order.", 5 * Math.Max(newton, quasi) < Math.Min(descent, momentum),
                $"to ‖θ − θ*‖ < 10⁻³: Newton {newton}, L-BFGS {quasi}, momentum {momentum:N0}, descent {(descent == Most ? "more than " : "")}{descent:N0} steps, the last two each at the best rate of five (momentum with the best coefficient of four)", ("Newton", newton), ("L-BFGS", quasi), ("momentum", momentum), ("descent", descent)),
            Claim.Of("rosenbrock.quadratic-convergence", "Near a minimum a step of Newton's method leaves no more than a constant times the square of the error.", errors[^2] > 1e-7 && constant < 100 && errors[^1] < 1e-3 * errors[^2],
                $"‖θ − θ*‖: {string.Join(", ", errors.TakeLast(4).Select(error => Written.Short(error, 2)))}; each over the square of the one before at most {Written.Short(constant, 2)}", ("ratio", constant), ("last error", errors[^1]), ("error before", errors[^2])),
        ],
        [
            Plot.Surface("Ways through the curved valley", "Newton's method follows the valley's floor in long strides, momentum swings about it.", new(-1.6, 1.6, -0.6, 2), (x, y) => Valley.Value(Parameters<double>.Of(Tensor.Vector(x, y))), new PlotAxis("J", Logarithmic: true), "x", "y",
                Way("Newton", Newton, 23), Way("L-BFGS", QuasiNewton, 40), Way("momentum, 300 steps", new Momentum(1e-3, 0.9), 300)),
            Plot.Lines("Distance from the minimum of the curved valley", "Newton's method falls faster and faster at the end, L-BFGS nearly so.", "step", new PlotAxis("‖θ − θ*‖", Logarithmic: true),
            Curve.Of("Newton", errors), Curve.Of("L-BFGS", Minimize.Steps(Valley, Start, QuasiNewton).Take(60).Select(now => Error(now.Parameters)).TakeWhile(error => error > 1e-14)), Curve.Of("momentum", Minimize.Steps(Valley, Start, new Momentum(1e-3, 0.9)).Take(60).Select(now => Error(now.Parameters)))),
        ]);
    }

    /// <summary>The first step that ends within 10⁻³ of the minimum; the most where there is none, as where it diverges.</summary>
    private static int Steps(IMinimizer method)
    {
        int far = Minimize.Steps(Valley, Start, method).Take(Most).Select(now => Error(now.Parameters)).TakeWhile(error => error >= 1e-3 && double.IsFinite(error)).Count();
        return far < Most && Error(Minimize.Steps(Valley, Start, method).ElementAt(far).Parameters) < 1e-3 ? far + 1 : Most;
    }

    private static Curve Way(string label, IMinimizer method, int steps) =>
        Curve.Of(label, Minimize.Steps(Valley, Start, method).Take(steps).Select(now => now.Parameters.Vector).Prepend(Start).Select(θ => (θ[0], θ[1])));

    private static double Error(Parameters<double> θ) => (θ - Parameters<double>.Of(Tensor.Vector(1.0, 1.0))).Norm;

    private static Tensor<double> Start => Tensor.Vector(-1.2, 1.0);

    private static ObjectiveFunction<double> Valley { get; } = ObjectiveFunction.Of<double>(θ => Var.Square(1 - θ.At(0, 0)) + 100 * Var.Square(θ.At(0, 1) - Var.Square(θ.At(0, 0))));
}
