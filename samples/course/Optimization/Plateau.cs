using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>A hole in a plain, J(θ) = 1 − e^(−½θ²): far out the gradient θe^(−½θ²) is next to nothing and the curvature negative. Descent creeps, momentum gathers speed, steps of the gradient over its own size walk straight in, and Newton's method walks away.</summary>
/// <remarks>
/// From θ = 4.5 to J &lt; 10⁻³. Newton's step is −θ/(1 − θ²), outwards wherever |θ| &gt; 1. Descent and momentum have the rate 1, the best there is for descent at the bottom, where the curvature is 1.
/// </remarks>
public sealed record Plateau() : Sample("plateau", "A plateau: who crosses it, and who walks away", "Goodfellow et al. 2016, sections 8.2.3 and 8.6.1")
{
    private const int Most = 10_000;
    private const double Start = 4.5;

    /// <summary>Newton's method as it is derived.</summary>
    public IMinimizer Newton { get; init; } = new Newton(NewtonCurvature.AsIs, Search: new FullStep());

    /// <summary>Momentum.</summary>
    public IMinimizer HeavyBall { get; init; } = new Momentum(1, 0.9);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var newton = Minimize.Steps(Objective, Tensor.Vector(Start), Newton).Take(20).Select(now => now.Parameters).ToImmutableArray();
        var methods = ImmutableArray.Create<(string Name, IMinimizer Method)>(("descent", new Sgd(1)), ("momentum", HeavyBall), ("RMSProp", new RmsProp(0.1)), ("Adam", new Adam(0.1)), ("saddle-free Newton", new Newton(NewtonCurvature.Absolute)))
            .Select(method => (method.Name, Losses: Losses(method.Method))).ToImmutableArray();
        int descent = Steps("descent"), momentum = Steps("momentum");
        double moved = newton[^1].Vector.ToScalar() - Start;
        return new(
        [
            Claim.Of("plateau.newton-walks-away", "On a plateau that curves downwards Newton's method walks away from the minimum, uphill.", newton.Prepend(Parameters<double>.Of(Tensor.Vector(Start))).Zip(newton).All(step => Objective.Value(step.Second) >= Objective.Value(step.First)) && moved > 1,
                $"20 steps from θ = {Written.Short(Start)} end at θ = {Written.Short(newton[^1].Vector.ToScalar())}, the loss rising in each", ("moved outwards by", moved)),
            Claim.Of("plateau.momentum-gathers-speed", "Momentum crosses a plateau in far fewer steps than descent at the same rate, as small gradients of one sign add up.", 3 * momentum < descent,
                $"steps to J < 10⁻³: momentum {momentum}, descent {descent}", ("momentum", momentum), ("descent", descent)),
            Claim.Of("plateau.size-does-not-matter", "Methods whose step does not depend on the gradient's size, or that divide by the size of the curvature, cross a plateau in fewer steps than momentum.", methods.Skip(2).All(method => Steps(method.Name) < momentum),
                $"steps to J < 10⁻³: {string.Join(", ", methods.Select(method => $"{method.Name} {Written.Short(method.Losses.Length - 1, 5)}"))}; the first gradient is {Written.Short(Objective.ValueAndGradient(Parameters<double>.Of(Tensor.Vector(Start))).Gradient.Norm)}",
                methods.Select(method => (method.Name, method.Losses.Length - 1.0))),
        ],
        [
            Plot.Lines("Loss on a plateau", "All losses stay near 1 and then fall: RMSProp, Adam and saddle-free Newton first, momentum later, descent last of all.", new PlotAxis("step", Logarithmic: true), "J",
                methods.Select(method => Curve.Of(method.Name, method.Losses.Select((loss, k) => ((double)k, loss)).Skip(1)))),
        ]);

        int Steps(string name) => methods.Single(method => method.Name == name).Losses.Length - 1;
    }

    /// <summary>The losses until one is below 10⁻³.</summary>
    private static double[] Losses(IMinimizer method)
    {
        double[] losses = [.. Minimize.Steps(Objective, Tensor.Vector(Start), method).Take(Most).Select(now => Objective.Value(now.Parameters)).TakeWhile(loss => loss >= 1e-3)];
        return [Objective.Value(Parameters<double>.Of(Tensor.Vector(Start))), .. losses, 0];
    }

    private static ObjectiveFunction<double> Objective => ObjectiveFunction.Of<double>(θ => -Var.Expm1(-0.5 * Var.Square(θ)).Sum());
}
