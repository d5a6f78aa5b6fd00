using Functional.NN.Primitives;
using static Functional.NN.Properties.Mutants.AlteredRule;
using static Functional.NN.Properties.Mutants.ArrangingMutants;
using static Functional.NN.Properties.Mutants.RuleMutants;

namespace Functional.NN.Properties.Mutants;

/// <summary>Wrong derivative rules of convolutions and poolings.</summary>
internal static class ImageMutants
{
    private const int Rows = 2, Columns = 3;

    public static IEnumerable<Mutant> All =>
    [
        .. On(nameof(Primitives.Conv2D), RuleChecks.Adjoint,
            ("a convolution's input gradient has its kernel turned round", Of<Primitives.Conv2D>((rule, b) => Var.Apply(new Conv2DInputGradient(rule.Geometry, b.X[0].Shape), b.Ȳ, b.X[1].Reverse(Rows).Reverse(Columns)))),
            ("a convolution's input gradient is off by a column", PullFirst(b => OneOn(b.Right[0]!))),
            ("a convolution's weight gradient lacks the last sample", PullSecond(WithoutLastSample)),
            ("a convolution's weight gradient has its groups swapped", PullSecond(b => HalvesSwapped(b.Right[1]!))),
            ("a convolution passes 0.999 back to its weights", PullSecond(b => 0.999 * b.Right[1]!)),
            ("a convolution's tangent forgets its weights", rule => Push(a => a.Ẋ[0] is { } ẋ ? Var.Apply(rule, ẋ, a.X[1]) : null)(rule))),
        .. On(nameof(Primitives.Conv2D), RuleChecks.SecondDifferences, ("a convolution takes its weights for constants in its derivative", Of<Primitives.Conv2D>((rule, b) => rule.PullbackA(b.X[0], Var.StopGradient(b.X[1]), b.Y, b.Ȳ)))),
        .. On(nameof(Conv2DInputGradient), RuleChecks.Adjoint, ("a transposed convolution passes nothing back to its weights", PullSecond(_ => null))),
        .. On(nameof(Primitives.MaxPool2D), RuleChecks.Adjoint,
            ("max pooling passes back one cell further on", PullFirst(b => OneOn(b.Right[0]!))),
            ("max pooling passes back by an old map of the largest", Of<Primitives.MaxPool2D>((rule, b) => Var.Apply(new MaxPoolPull(rule.Windows), b.X[0].Reverse(Columns), b.Ȳ))),
            ("max pooling passes back to the smallest", Of<Primitives.MaxPool2D>((rule, b) => Var.Apply(new MaxPoolPull(rule.Windows), -b.X[0], b.Ȳ)))),
        .. On(nameof(Primitives.MaxPool2D), RuleChecks.Differences, ("max pooling spreads the mean over its window", rule => new AlteredRule(rule)
        {
            Pulls = b => [Var.Apply(Mean(rule, b.X[0].Shape), b.Ȳ)],
            Pushes = a => Var.Apply(new AveragePool2D(((Primitives.MaxPool2D)rule).Windows, WindowDivisor.Image), a.Ẋ[0]!),
        })),
        .. On(nameof(AveragePool2D), RuleChecks.Adjoint,
            ("mean pooling passes back whole sums", Of<AveragePool2D>((rule, b) => Var.Apply(new AverageSpread(rule.Windows, WindowDivisor.One, b.X[0].Shape), b.Ȳ))),
            ("mean pooling counts the padding on one way only", Of<AveragePool2D>((rule, b) => Var.Apply(new AverageSpread(rule.Windows, Other(rule.Divisor), b.X[0].Shape), b.Ȳ)))),
    ];

    private static AverageSpread Mean(Primitive pooling, Shape input) => new(((Primitives.MaxPool2D)pooling).Windows, WindowDivisor.Image, input);

    private static WindowDivisor Other(WindowDivisor divisor) => divisor switch { WindowDivisor.Window => WindowDivisor.Image, WindowDivisor.Image => WindowDivisor.Window, _ => divisor };

    /// <summary>Everything one column further on, a zero coming in.</summary>
    private static Var OneOn(Var images) => images.Pad(Columns, 1, 0).Slice(Columns, 0, images.Shape[Columns]);

    private static Var? WithoutLastSample(Back b) =>
        Var.Apply(new Conv2DWeightGradient(((Primitives.Conv2D)((AlteredRule)b.Y.Origin!).Right).Geometry, b.X[1].Shape), b.X[0], b.Ȳ * ArrangingMutants.Rows(b.Ȳ.Shape, n => n == b.Ȳ.Shape[0] - 1 ? 0 : 1));

    private static Var HalvesSwapped(Var weights)
    {
        int half = weights.Shape[0] / 2;
        return half == 0 ? weights : Var.Concat(0, weights.Slice(0, weights.Shape[0] - half, half), weights.Slice(0, half, weights.Shape[0] - 2 * half), weights.Slice(0, 0, half));
    }
}
