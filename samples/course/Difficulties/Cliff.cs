namespace Functional.NN.Course;

/// <summary>A cliff in the loss of a recurrent unit: a step by the gradient at its wall is thrown far away, a clipped one goes over the edge.</summary>
/// <remarks>
/// The unit x_t = w·σ(x_{t−1}) + b starts at x₀ = ½ and should have σ(x₅₀) = 0.7. With w > 4 it has two states to end in; where x₀ lies on the border between them, a small change of w or b is multiplied
/// in each step, and the loss has a wall. Descent begins at the wall, at a rate that suits the plains at both sides; the limit 1 is several times the norm that the gradient has there, so clipping acts at the wall alone. Each descent that stays falls off
/// the edge and is sent back over it many times on its way to smaller w, where the wall is lower: the picture shows means of 20 steps.
/// </remarks>
public sealed record Cliff() : Sample("cliff", "A step at a cliff, with and without clipping", "Pascanu, Mikolov and Bengio 2013, figure 6; Goodfellow et al. 2016, section 10.11.1")
{
    private const double Rate = 0.1, Limit = 1;
    private const int Steps = 300;

    /// <summary>Descent by the gradient as it is.</summary>
    public IMinimizer Plain { get; init; } = new Sgd(Rate);

    /// <summary>Descent by the gradient shortened to a norm.</summary>
    public IMinimizer ByNorm { get; init; } = new Sgd(Rate).ClippedByGlobalNorm(Limit);

    /// <summary>Descent by the gradient with every number kept within bounds.</summary>
    public IMinimizer ByValue { get; init; } = new Sgd(Rate).ClippedByValue(Limit);

    /// <inheritdoc/>
    public override Findings Show()
    {
        double[] plain = Losses(Plain), norm = Losses(ByNorm), value = Losses(ByValue);
        var (loss, gradient) = Objective.ValueAndGradient(Start);
        double beside = Objective.ValueAndGradient(Along(gradient, -0.1)).Gradient.Norm, far = (First(Plain) - Start).Norm, near = (First(ByNorm) - Start).Norm;
        return new(
        [
            Claim.Of("cliff.the-gradient-is-huge-at-the-wall", "At the wall of a cliff the gradient is thousands of times what it is beside it, so a step by it is thrown far away.", gradient.Norm > 1000 * beside && far > 10,
                $"gradient norm {Written.Short(gradient.Norm)} at the wall, {Written.Short(beside)} a tenth beside it; the first step has the length {Written.Short(far)}, clipped {Written.Short(near)}", ("at the wall", gradient.Norm), ("beside", beside), ("step", far), ("clipped step", near)),
            Claim.Of("cliff.clipping-stays", "With the gradient clipped, descent stays near the cliff and comes down, though it meets the wall again and again; one step without clipping throws the parameters to a plain where nothing is learned any more.", Late(norm) < 0.5 * Late(plain) && Late(value) < 0.5 * Late(plain),
                $"mean loss of the last 100 of {Steps} steps: clipped by norm {Written.Short(Late(norm))}, by value {Written.Short(Late(value))}, not clipped {Written.Short(Late(plain))} (at the start {Written.Short(loss)})",
                ("by norm", Late(norm)), ("by value", Late(value)), ("plain", Late(plain))),
        ],
        [
            Plot.Surface("The loss over w and b", "A wall runs through the plane; with clipping the way goes along its foot, and without it leaves the picture in one step.", new(4, 5.5, -3.2, -1.7), (w, b) => Objective.Value(At(w, b)), "J", "w", "b",
                Way("clipped by norm", ByNorm, Steps), Way("not clipped", Plain, 1)),
            Plot.Lines("The loss along the gradient", "The loss is high on one side, drops in a wall, and rises slowly on the other side.", "distance along −g/‖g‖", "J",
                Curve.Of("J", Enumerable.Range(-200, 601).Select(i => i * 0.0002).Select(distance => (distance, Objective.Value(Along(gradient, distance)))))),
            Plot.Lines("Descent from the wall, means of 20 steps", "Without clipping the loss stands still on a plain; with clipping it goes up and down at first and then becomes small.", "step", "J", Means("not clipped", plain), Means("clipped by norm", norm), Means("clipped by value", value)),
        ]);
    }

    private static Curve Way(string label, IMinimizer method, int steps) =>
        Curve.Of(label, Minimize.Steps(Objective, Start.Vector, method).Take(steps).Select(now => now.Parameters).Prepend(Start).Select(θ => (θ.Vector[0], θ.Vector[1])));

    private static double[] Losses(IMinimizer method) => [.. Minimize.Steps(Objective, Start.Vector, method).Take(Steps).Select(now => Objective.Value(now.Parameters)).Prepend(Objective.Value(Start))];

    private static Parameters<double> First(IMinimizer method) => Minimize.Steps(Objective, Start.Vector, method).First().Parameters;

    private static Curve Means(string label, double[] losses) => Curve.Of(label, losses.Skip(1).Chunk(20).Select((some, i) => (20.0 * i + 10, some.Average())));

    private static double Late(double[] losses) => losses[^100..].Average();

    private static Parameters<double> Along(Parameters<double> gradient, double distance) => Start - distance / gradient.Norm * gradient;

    /// <summary>w = 5, and b a little below ½ − 5σ(½), where x₀ is the border between the two states.</summary>
    private static Parameters<double> Start { get; } = At(5, -2.61237);

    private static Parameters<double> At(double w, double b) => Parameters<double>.Of(Tensor.Vector(w, b));

    private static ObjectiveFunction<double> Objective { get; } = ObjectiveFunction.Of<double>(θ => Var.Square(Var.Sigmoid(After(50, θ.At(0, 0), θ.At(0, 1))) - 0.7));

    private static Var After(int steps, Var w, Var b) => Enumerable.Range(0, steps).Aggregate(Var.Constant(0.5), (x, _) => w * Var.Sigmoid(x) + b);
}
