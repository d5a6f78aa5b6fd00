using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>RMSProp, r ← ρr + (1 − ρ)g²; θ ← θ − εg/(√r + δ), against two rules that are printed in its place: one without the root, one without the gradient.</summary>
/// <remarks>
/// J(θ) = ½(θ₁² + 10θ₂²) from (−3, 2), ε = 0.01, ρ = 0.9. With the root, numerator and denominator have the unit of a gradient, so the step has the size of ε whatever the loss is measured in; that is checked to the bit
/// with a loss 1024 times as large and δ = 0. Without it the step goes with 1/g, longest where the gradient is smallest. In the end both swing about the minimum: RMSProp between ±ε/2, where J = Σλᵢε²/8; without the root between ±√(ε/2λᵢ), where J = ε/4 for each direction.
/// Without the gradient the step has no direction.
/// </remarks>
public sealed record RmsPropSlips() : Sample("rmsprop-slips", "RMSProp, and two slips that circulate", "Tieleman and Hinton 2012; Goodfellow et al. 2016, algorithm 8.5")
{
    private const int Most = 3000, Scale = 1024;
    private const double Rate = 0.01;

    /// <summary>RMSProp as it is.</summary>
    public IOptimizer Right { get; init; } = new RmsProp(Rate, Decay: 0.9, Epsilon: 0);

    /// <summary>The slip without the root.</summary>
    public IOptimizer WithoutRoot { get; init; } = new RmsPropWithoutRoot(Rate, Decay: 0.9);

    /// <summary>The slip without the gradient.</summary>
    public IOptimizer WithoutGradient { get; init; } = new RmsPropWithoutGradient(Rate, Decay: 0.9);

    /// <inheritdoc/>
    public override Findings Show()
    {
        double[] right = Losses(Right), withoutRoot = Losses(WithoutRoot), withoutGradient = Losses(WithoutGradient);
        int soon = StepsTo(right), late = StepsTo(withoutRoot);
        bool same = Path(Right, Scale).SequenceEqual(Path(Right, 1));
        double rightStep = FirstStep(Right, Scale) / FirstStep(Right, 1), slipStep = FirstStep(WithoutRoot, Scale) / FirstStep(WithoutRoot, 1);
        return new(
        [
            Claim.Of("rmsprop-slips.the-root-makes-it-free-of-scale", "RMSProp takes the same path whatever unit the loss is measured in, as its step is the gradient over its own size; without the root it does not.", same && slipStep < 0.01,
                $"a loss {Scale} times as large: first step times {Written.Short(rightStep)}, {(same ? Written.Of($"and all {Most} steps equal to the bit") : "other steps")}; without the root times {Written.Short(slipStep)}",
                ("right: step on the large loss over step", rightStep), ("without root: step on the large loss over step", slipStep), ("paths equal", same ? 1 : 0)),
            Claim.Of("rmsprop-slips.without-root-steps-are-upside-down", "Without the root the step is longest where the gradient is smallest: it creeps where the slope is steep, and swings widely about the minimum.", late > 3 * soon && withoutRoot[^1] > 10 * right[^1],
                $"steps to J < 1: {soon} with the root, {late} without; in the end J = {Written.Short(right[^1])} (by the formula {Written.Short(11 * Rate * Rate / 8)}) and {Written.Short(withoutRoot[^1])} (by the formula {Written.Short(Rate / 2)})",
                ("steps with the root", soon), ("steps without", late), ("end with the root", right[^1]), ("end without", withoutRoot[^1])),
            Claim.Of("rmsprop-slips.without-gradient-it-only-falls", "Without the gradient in the numerator every number of θ falls in every step, wherever the minimum is, and the loss rises in the end.", right[^1] < right[0] && withoutGradient[^1] > withoutGradient[0] && OnlyFalls(WithoutGradient),
                $"loss after {Most} steps from {Written.Short(right[0])}: RMSProp {Written.Short(right[^1])}, without the gradient {Written.Short(withoutGradient[^1])}", ("RMSProp", right[^1]), ("without the gradient", withoutGradient[^1])),
        ],
        [
            Plot.Lines("RMSProp and two slips", "The loss of RMSProp falls fast and low; without the root it falls late and stays higher; without the gradient it rises.", "step", new PlotAxis("J", Logarithmic: true),
                Curve.Of("RMSProp", right), Curve.Of("without the root", withoutRoot), Curve.Of("without the gradient", withoutGradient)),
        ]);
    }

    private static ImmutableArray<Parameters<double>> Path(IOptimizer method, double scale) => [.. Minimize.Steps(Objective(scale), Start, method).Take(Most).Select(now => now.Parameters)];

    private static double[] Losses(IOptimizer method) => [.. Path(method, 1).Select(Objective(1).Value).Prepend(Objective(1).Value(Parameters<double>.Of(Start)))];

    private static double FirstStep(IOptimizer method, double scale) => (Path(method, scale)[0] - Parameters<double>.Of(Start)).Norm;

    private static bool OnlyFalls(IOptimizer method) => Path(method, 1).Select(θ => θ.Vector).Prepend(Start) is var path && path.Zip(path.Skip(1)).All(step => step.Second[0] < step.First[0] && step.Second[1] < step.First[1]);

    private static int StepsTo(double[] losses) => Array.FindIndex(losses, loss => loss < 1) is >= 0 and var step ? step : Most;

    private static Tensor<double> Start => Tensor.Vector(-3.0, 2.0);

    private static ObjectiveFunction<double> Objective(double scale) => ObjectiveFunction.Of<double>(θ => 0.5 * scale * (Var.Square(θ) * Var.Constant(Tensor.Vector(1.0, 10))).Sum());
}
