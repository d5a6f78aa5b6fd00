using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>The saddle of J = x² − y² + ½y⁴ at the origin, and its two minima at y = ±1: descent leaves it, slowly; Newton's method goes to it; Newton's method with the curvatures by their size leaves at once.</summary>
/// <remarks>
/// Near the saddle descent multiplies y by 1 + 2ε in each step, so that every thousandth part of y costs the same number of steps more. Newton's step goes to where the gradient of the quadratic model is 0, be it a maximum, a minimum or a saddle.
/// From (1, 0.01) unless said otherwise; a method has left the saddle when |y| &gt; ½. All methods with a rate have the rate 0.1.
/// </remarks>
public sealed record Saddle() : Sample("saddle", "A saddle: descent, momentum and Newton's method", "Dauphin et al. 2014; Goodfellow et al. 2016, section 8.2.3")
{
    private const int Most = 200;
    private const double Rate = 0.1;

    private static readonly ImmutableArray<double> Heights = [1e-3, 1e-6, 1e-9];

    /// <summary>Newton's method as it is derived.</summary>
    public IMinimizer Newton { get; init; } = new Newton(NewtonCurvature.AsIs, Search: new FullStep());

    /// <summary>Newton's method with the eigenvalues of the Hessian by their size.</summary>
    public IMinimizer SaddleFree { get; init; } = new Newton(NewtonCurvature.Absolute, Search: new FullStep());

    /// <summary>Newton's method with 3 added to every eigenvalue, more than the most negative one takes away.</summary>
    public IMinimizer Damped { get; init; } = new Newton(NewtonCurvature.AsIs, Damping: 3, Search: new FullStep());

    private ImmutableArray<(string Name, IMinimizer How)> Methods =>
    [
        ("descent", new Sgd(Rate)), ("momentum", new Momentum(Rate, 0.9)), ("RMSProp", new RmsProp(Rate)), ("Adam", new Adam(Rate)), ("damped Newton", Damped), ("saddle-free Newton", SaddleFree), ("Newton", Newton),
    ];

    /// <inheritdoc/>
    public override Findings Show()
    {
        var newton = Path(Newton, 0.01)[50];
        var methods = Methods.Select(method => (method.Name, Steps: StepsToLeave(method.How, 0.01), Path: Path(method.How, 0.01))).ToImmutableArray();
        int[] descent = [.. Heights.Select(y => StepsToLeave(new Sgd(Rate), y))];
        int perThousand = Enumerable.Range(1, Most).First(k => Powers.Of(1 + 2 * Rate, k) >= 1000);
        var ridge = new IMinimizer[] { new Sgd(Rate), new Momentum(Rate, 0.9), new RmsProp(Rate), SaddleFree }.Select(method => Path(method, 0)[^1]).ToImmutableArray();
        int[] kicked = [.. Enumerable.Range(0, 5).Select(seed => StepsToLeave(new Sgd(Rate).WithGradientNoise(variance: 1e-12, decay: 0, seed: seed), 0))];
        return new(
        [
            Claim.Of("saddle.newton-goes-to-it", "Newton's method is drawn to a saddle: there the gradient is zero, and that is all it looks for.", newton.Norm < 1e-6,
                $"after 50 steps from (1, 0.01): {Written.Short(newton.Norm)} away from the saddle, where the gradient is {Written.Short(Objective.ValueAndGradient(newton).Gradient.Norm)}", ("distance", newton.Norm)),
            Claim.Of("saddle.curvatures-by-size-leave", "With the curvatures by their size, or enough damping, Newton's method leaves the saddle, in fewer steps than descent.", Leaves("saddle-free Newton") < Leaves("descent") && Leaves("damped Newton") < Leaves("descent"),
                $"steps to |y| > ½: {string.Join(", ", methods.Select(method => $"{method.Name} {Count(method.Steps)}"))}", methods.Select(method => (method.Name, (double)method.Steps))),
            Claim.Of("saddle.momentum-leaves-sooner", "Momentum leaves a saddle sooner than descent at the same rate.", Leaves("momentum") < Leaves("descent"),
                $"steps to |y| > ½: momentum {Count(Leaves("momentum"))}, descent {Count(Leaves("descent"))}", ("momentum", Leaves("momentum")), ("descent", Leaves("descent"))),
            Claim.Of("saddle.descent-leaves-exponentially", "Descent leaves a saddle exponentially: a start a thousand times closer to the ridge costs a fixed number of steps more, ln 1000/ln(1 + 2ε).",
                descent.Zip(descent.Skip(1), (a, b) => b - a).All(more => Math.Abs(more - perThousand) <= 1),
                $"steps from y = 10⁻³, 10⁻⁶ and 10⁻⁹: {descent[0]}, {descent[1]} and {descent[2]}; by the formula {perThousand} more each time", ("10⁻³", descent[0]), ("10⁻⁶", descent[1]), ("10⁻⁹", descent[2]), ("formula", perThousand)),
            Claim.Of("saddle.noise-leaves-the-ridge", "From the ridge itself, where the gradient has no part along the way out, none of these methods leaves; a little noise on the gradient is enough.", ridge.All(end => end.Vector[1] == 0) && kicked.Max() < Most,
                $"from (1, 0): descent, momentum, RMSProp and saddle-free Newton all stay at y = {Written.Short(ridge.Max(end => Math.Abs(end.Vector[1])))}; descent with noise of 10⁻⁶ leaves in {kicked.Min()} to {kicked.Max()} steps (5 seeds)", ("largest |y|", ridge.Max(end => Math.Abs(end.Vector[1]))), ("steps with noise, at most", kicked.Max())),
        ],
        [
            Plot.Surface("Ways past a saddle", "Descent and momentum come down to the saddle and turn off to a minimum, each in its own way; saddle-free Newton turns off at once; Newton's method ends in the saddle.", new(-0.8, 1.1, -1.4, 1.45),
                (x, y) => Objective.Value(Parameters<double>.Of(Tensor.Vector(x, y))), "J", "x", "y", methods.Where(method => method.Name is "descent" or "momentum" or "saddle-free Newton" or "Newton").Select(method => Curve.Of(method.Name, method.Path.Take(40).Select(θ => (θ.Vector[0], θ.Vector[1]))))),
            Plot.Lines("Loss on the way past a saddle", "The losses of all methods but Newton's stay near 0 for a while and then fall to −½; Newton's stays at 0.", "step", "J", methods.Select(method => Curve.Of(method.Name, method.Path.Take(40).Select(Objective.Value)))),
        ]);

        int Leaves(string name) => methods.Single(method => method.Name == name).Steps;
    }

    private static ImmutableArray<Parameters<double>> Path(IMinimizer method, double y) =>
        [.. Minimize.Steps(Objective, Tensor.Vector(1, y), method).Take(Most).Select(now => now.Parameters).Prepend(Parameters<double>.Of(Tensor.Vector(1, y)))];

    private static int StepsToLeave(IMinimizer method, double y) => Array.FindIndex([.. Path(method, y)], θ => Math.Abs(θ.Vector[1]) > 0.5) is >= 0 and var step ? step : Most;

    private static string Count(int steps) => steps < Most ? Written.Short(steps) : "never";

    private static ObjectiveFunction<double> Objective => ObjectiveFunction.Of<double>(θ => (Var.Constant(Tensor.Vector(1.0, -1)) * Var.Square(θ) + Var.Constant(Tensor.Vector(0, 0.5)) * Var.Square(Var.Square(θ))).Sum());
}
