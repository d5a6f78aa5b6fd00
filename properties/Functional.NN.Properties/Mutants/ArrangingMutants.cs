using Functional.NN.Primitives;
using static Functional.NN.Properties.Mutants.AlteredRule;
using static Functional.NN.Properties.Mutants.RuleMutants;

namespace Functional.NN.Properties.Mutants;

/// <summary>Wrong derivative rules of products, softmax, sums, arrangements and tables.</summary>
internal static class ArrangingMutants
{
    public static IEnumerable<Mutant> All =>
    [
        .. On(nameof(MatMul), RuleChecks.Adjoint,
            ("A·B passes 0.999 back to B", PullSecond(b => 0.999 * b.Right[1]!)),
            ("A·B reads B untransposed on the way back to A", Of<MatMul>((rule, b) => Untransposed(rule, b))),
            ("A·B forgets A in its tangent", rule => Push(a => a.Ẋ[1] is { } ḃ ? Var.Apply(rule, a.X[0], ḃ) : null)(rule))),
        .. On(nameof(MatMul), RuleChecks.SecondDifferences, ("A·B takes B for a constant in its derivative", Of<MatMul>((rule, b) => rule.PullbackA(b.X[0], Var.StopGradient(b.X[1]), b.Y, b.Ȳ)))),
        .. On(nameof(Primitives.Softmax), RuleChecks.Differences, ("softmax lacks the term −y·⟨y, ȳ⟩", Derivative((_, y) => y))),
        .. On(nameof(Primitives.Softmax), RuleChecks.Adjoint,
            ("softmax passes back ȳ − ⟨y, ȳ⟩ without the factor y", PullFirst(b => b.Ȳ - (b.Y * b.Ȳ).Sum([-1], keep: true))),
            ("softmax sums its tangent over the first axis", Push(a => a.Y * (a.Ẋ[0]! - (a.Y * a.Ẋ[0]!).Sum([0], keep: true))))),
        .. On(nameof(Primitives.Softmax), RuleChecks.SecondDifferences, ("softmax takes y for a constant in its derivative", PullFirst(b => Var.StopGradient(b.Y) * (b.Ȳ - (b.Y * b.Ȳ).Sum([-1], keep: true))))),
        .. On(nameof(Primitives.LogSoftmax), RuleChecks.Adjoint, ("log softmax passes back ȳ alone", PullFirst(b => b.Ȳ)), ("log softmax weighs each ȳ by its own share", PullFirst(b => b.Ȳ - Var.Softmax(b.X[0]) * b.Ȳ))),
        .. On(nameof(Sum), RuleChecks.Adjoint, ("a sum passes back the share of a mean", PullFirst(b => b.Right[0]! * ((double)b.Y.Shape.Size / b.X[0].Shape.Size)))),
        .. On(nameof(BroadcastTo), RuleChecks.Adjoint, ("a broadcast passes back a mean", PullFirst(b => b.Right[0]! * ((double)b.X[0].Shape.Size / b.Y.Shape.Size)))),
        .. On(nameof(Slice), RuleChecks.Adjoint, ("a slice passes back one place too early", Of<Slice>((rule, b) => rule.Start == 0 ? b.Right[0] : b.Ȳ.Pad(rule.Axis, rule.Start - 1, b.X[0].Shape[rule.Axis] - rule.Start - rule.Length + 1)))),
        .. On(nameof(Pad), RuleChecks.Adjoint, ("padding passes back what stands at the very front", Of<Pad>((rule, b) => b.Ȳ.Slice(rule.Axis, 0, b.X[0].Shape[rule.Axis])))),
        .. On(nameof(Reverse), RuleChecks.Adjoint, ("a reversal is not reversed on the way back", PullFirst(b => b.Ȳ))),
        .. On(nameof(Transpose), RuleChecks.Adjoint, ("a transposition is done again instead of undone", Of<Transpose>((rule, b) => b.Ȳ.Transpose(rule.Order) is var again && again.Shape == b.X[0].Shape ? again : b.Right[0]))),
        .. On(nameof(Concat), RuleChecks.Adjoint, ("a join gives its parts back in opposite order", Pull(b => [.. b.Right.Zip(b.Right.Reverse(), (own, other) => own!.Shape == other!.Shape ? other : own)]))),
        .. On(nameof(Gather), RuleChecks.Adjoint, ("a row gathered twice gets one cotangent, not the sum", Of<Gather>(OnceEach))),
        .. On(nameof(ScatterAdd), RuleChecks.Adjoint, ("rows added up pass back half each", PullFirst(b => 0.5 * b.Right[0]!))),
        .. On(nameof(Lookup), RuleChecks.Adjoint, ("the first row of a table gets nothing", PullFirst(b => b.Right[0]! * Rows(b.X[0].Shape, row => row == 0 ? 0 : 1)))),
        .. On(nameof(WindowSum), RuleChecks.Adjoint, ("a sum over windows looks the same way on the way back", rule => PullFirst(b => Var.Apply(rule, b.Ȳ))(rule))),
        .. On(nameof(MaxAlong), RuleChecks.Adjoint, ("a maximum passes back to all places", Of<MaxAlong>((rule, b) => b.Ȳ.Reshape(b.X[0].Shape.With(rule.Axis, 1)).BroadcastTo(b.X[0].Shape)))),
        .. On(nameof(VarianceAboutMean), RuleChecks.Adjoint, ("a variance is divided by n − 1 on the way back", Pull(b => [null, b.Right[1]! * Bessel((double)b.X[1].Shape.Size / b.Y.Shape.Size), null]))),
        .. On(nameof(ScaledDeviation), RuleChecks.Adjoint, ("a scaled deviation passes back to the mean without its sign", Pull(b => [null, b.Right[1], -b.Right[2]!, .. b.Right.Skip(3)]))),
    ];

    /// <summary>Another pullback to the first input, which looks at the rule's own constants.</summary>
    public static Func<Primitive, Primitive> Of<TRule>(Func<TRule, Back, Var?> pulls) where TRule : Primitive => rule => PullFirst(back => pulls((TRule)rule, back))(rule);

    /// <summary>A number for each place of the first axis, to be broadcasted.</summary>
    public static Var Rows(Shape shape, Func<int, double> number) => Var.Constant(Tensor.Generate(Shape.Of([shape[0], .. Enumerable.Repeat(1, shape.Rank - 1)]), i => number(i)));

    private static Var? Untransposed(MatMul rule, Back b)
    {
        var shape = b.X[1].Shape;
        return rule.TransposeA || shape[^1] != shape[^2] ? b.Right[0] : Var.MatMul(b.Ȳ, b.X[1], transposeB: rule.TransposeB);
    }

    private static Var OnceEach(Gather rule, Back b) =>
        Var.Apply(new ScatterAdd(rule.Places, b.X[0].Shape[0]), b.Ȳ * Rows(b.Ȳ.Shape, i => Array.IndexOf(rule.Places, rule.Places[i]) == i ? 1 : 0));

    private static double Bessel(double n) => n > 1 ? n / (n - 1) : 1;
}
