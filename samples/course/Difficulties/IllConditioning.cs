using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>Descent on an ill-conditioned loss: the loss falls at every step while the gradient's norm grows.</summary>
/// <remarks>
/// A step −εg changes the loss by −εgᵀg + ½ε²gᵀHg + O(ε³). Where ½εgᵀHg comes near gᵀg the gradient points mostly across a narrow valley: the step is lost in swinging from wall to wall, no longer one would help,
/// and the best is ε* = gᵀg/gᵀHg. The net has eight tanh units and learns two moons by descent on the whole batch, at a rate so large that it first swings. Looked at is what comes after the last step that raised the loss.
/// </remarks>
public sealed record IllConditioning() : Sample("ill-conditioning", "A gradient that grows while the loss falls", "Goodfellow et al. 2016, section 8.2.1 and figure 8.1")
{
    private const int Hidden = 8, Steps = 120, Samples = 60;

    /// <summary>ε, the length of a step.</summary>
    public double Rate { get; init; } = 4;

    /// <inheritdoc/>
    public override Findings Show()
    {
        var path = Descent();
        int settled = Enumerable.Range(1, Steps - 1).LastOrDefault(step => path[step].Loss > path[step - 1].Loss);
        int Lowest(int before) => Enumerable.Range(settled, before - settled + 1).MinBy(step => path[step].Norm);
        int peak = Enumerable.Range(settled, Steps - settled).MaxBy(step => path[step].Norm / path[Lowest(step)].Norm), low = Lowest(peak);
        var (from, to) = (path[low], path[peak]);
        return new(
        [
            Claim.Of("ill-conditioning.the-gradient-grows", "The loss may fall at every step while the norm of the gradient grows: a slow stretch need not be a flat one.", to.Loss < from.Loss && to.Norm > 1.5 * from.Norm,
                $"from step {low} to {peak} the loss falls from {Written.Short(from.Loss)} to {Written.Short(to.Loss)} and ‖g‖ grows from {Written.Short(from.Norm)} to {Written.Short(to.Norm)}", ("loss before", from.Loss), ("loss after", to.Loss), ("norm before", from.Norm), ("norm after", to.Norm)),
            Claim.Of("ill-conditioning.curvature-eats-the-step", "Where a loss is ill-conditioned, curvature takes back most of what the slope promises: ½εgᵀHg comes near gᵀg.", to.Lost > 0.5,
                $"½εgᵀHg is {Written.Percent(from.Lost, 0)} of gᵀg at step {low} and {Written.Percent(to.Lost, 0)} at step {peak}, where the best step is ε* = {Written.Short(to.Best)} and ε = {Rate} is taken", ("before", from.Lost), ("at the largest gradient", to.Lost)),
        ],
        [
            Plot.Lines("The loss falls", "After some swings at the beginning the loss falls at every step.", "step", new PlotAxis("J", Logarithmic: true), Curve.Of("J", path.Select(at => at.Loss))),
            Plot.Lines("The gradient grows meanwhile", "After the swings, the norm of the gradient rises for thirty steps before it falls.", "step", new PlotAxis("‖g‖", Logarithmic: true), Curve.Of("‖g‖", path.Select(at => at.Norm))),
            Plot.Lines("The part of a step that curvature takes back", "The part of the promised descent that curvature takes back rises to nine tenths and falls again.", "step", "½εgᵀHg / gᵀg", Curve.Of("½εgᵀHg / gᵀg", path.Select(at => at.Lost))),
        ]);
    }

    /// <summary>A point of the descent.</summary>
    /// <param name="Loss">J</param>
    /// <param name="Norm">‖g‖</param>
    /// <param name="Lost">½εgᵀHg / gᵀg</param>
    /// <param name="Best">ε*</param>
    private readonly record struct Point(double Loss, double Norm, double Lost, double Best);

    private ImmutableArray<Point> Descent() => [.. Minimize.Steps(Objective, Start, new Sgd(Rate)).Take(Steps).Select(now => At(now.Parameters))];

    private Point At(Parameters<double> θ)
    {
        var step = PredictedStep.Of(Objective, θ);
        return new(Objective.Value(θ), Math.Sqrt(step.GradientSquared), step.CurvatureTerm(Rate) / step.GradientSquared, step.BestStep);
    }

    private static Tensor<double> Start { get; } = RandomKey.FromSeed(1).Normal<double>([4 * Hidden + 1], 0, 0.1);

    private static Batch<double> Data { get; } = SyntheticData.TwoMoons<double>(Samples, RandomKey.FromSeed(1)).All();

    private static ObjectiveFunction<double> Objective { get; } = ObjectiveFunction.Of<double>(θ => Loss(θ, Data.Inputs, Data.Targets));

    /// <summary>The cross-entropy of σ(tanh(XW + b)v + c), with θ = (W, b, v, c).</summary>
    private static Var Loss(Var θ, Tensor<double> inputs, Tensor<double> targets)
    {
        var hidden = Var.Tanh(Var.Affine(Var.Of(inputs), θ.Slice(0, 0, 2 * Hidden).Reshape(2, Hidden), θ.Slice(0, 2 * Hidden, Hidden)));
        var z = Var.Affine(hidden, θ.Slice(0, 3 * Hidden, Hidden).Reshape(Hidden, 1), θ.Slice(0, 4 * Hidden, 1)).Reshape(Samples);
        return (Var.Softplus(z) - Var.Of(targets) * z).Mean();
    }
}
