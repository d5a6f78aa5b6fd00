using FsCheck.Fluent;
using Functional.NN.Primitives;
using static Functional.NN.Properties.Mutants.AlteredRule;

namespace Functional.NN.Properties.Mutants;

/// <summary>Wrong derivative rules of elementwise primitives.</summary>
internal static class RuleMutants
{
    public static IEnumerable<Mutant> All =>
    [
        .. On(nameof(Exp), RuleChecks.Adjoint, ("exp passes back with another sign", PullFirst(b => -b.Right[0]!)), ("exp passes nothing back", PullFirst(_ => null)), ("exp has a tangent of 0.999 of its own", Push(a => 0.999 * a.Right!))),
        .. On(nameof(Exp), RuleChecks.Differences, ("exp passes back 0.999 of its cotangent", PullFirst(b => 0.999 * b.Right[0]!))),
        .. On(nameof(Exp), RuleChecks.Linear, ("exp passes back a constant besides", PullFirst(b => b.Right[0]! + 0.001))),
        .. On(nameof(Exp), RuleChecks.SecondDifferences, ("exp has a derivative that is constant", PullFirst(b => b.Ȳ * Var.StopGradient(b.Y)))),
        .. On(nameof(Primitives.Tanh), RuleChecks.Differences, ("tanh has the derivative 1 − y", Derivative((_, y) => 1 - y)), ("tanh has the derivative 1 − x²", Derivative((x, _) => 1 - x * x))),
        .. On(nameof(Primitives.Tanh), RuleChecks.SecondDifferences, ("tanh has half a second derivative", PullFirst(b => b.Ȳ * (1 - b.Y * Var.StopGradient(b.Y))))),
        .. On(nameof(Primitives.Sigmoid), RuleChecks.Differences, ("σ lacks the factor 1 − y", Derivative((_, y) => y)), ("σ has 0.999 of its derivative", Derivative((_, y) => 0.999 * y * (1 - y)))),
        .. On(nameof(Primitives.Softplus), RuleChecks.Differences, ("softplus has the derivative σ(−x)", Derivative((x, _) => Var.Sigmoid(-x)))),
        .. On(nameof(Primitives.Softsign), RuleChecks.Differences, ("softsign lacks the square", Derivative((x, _) => 1 / (1 + Var.Abs(x))))),
        .. On(nameof(Sqrt), RuleChecks.Differences, ("√x has the derivative 1/√x", Derivative((_, y) => 1 / y))),
        .. On(nameof(Log1p), RuleChecks.Differences, ("ln(1 + x) has the derivative of ln x", Derivative((x, _) => 1 / x))),
        .. On(nameof(Erf), RuleChecks.Differences, ("erf lacks 2/√π", Derivative((x, _) => Var.Exp(-(x * x))))),
        .. On(nameof(Power), RuleChecks.Differences, ("xᵖ keeps its exponent", rule => Derivative((x, _) => ((Power)rule).Exponent * Var.Pow(x, ((Power)rule).Exponent))(rule))),
        .. On(nameof(Primitives.Relu), RuleChecks.Differences, ("relu lets 0.001 through where x is negative", Derivative((x, _) => Var.Step(x) + 0.001 * Var.Step(-x))), ("relu has its kink at −0.1 in the derivative", Derivative((x, _) => Var.Step(x + 0.1)))),
        .. On(nameof(Primitives.Relu), RuleChecks.Adjoint, ("relu passes back where x is negative", PullFirst(b => b.Ȳ * Var.Step(-b.X[0])))),
        .. On(nameof(Abs), RuleChecks.Differences, ("|x| has the derivative 1", Derivative((x, _) => 1 + 0 * x))),
        .. On(nameof(Cos), RuleChecks.Adjoint, ("cos has a tangent without its sign", Push(a => -a.Right!))),
        .. On(nameof(Multiply), RuleChecks.Adjoint,
            ("a·b passes each factor to itself", Pull(b => [(b.Ȳ * b.X[0]).SumTo(b.X[0].Shape), (b.Ȳ * b.X[1]).SumTo(b.X[1].Shape)])),
            ("a·b averages over what was broadcasted", PullFirst(b => b.Right[0]! * ((double)b.X[0].Shape.Size / b.Y.Shape.Size))),
            ("a·b has a tangent by way of a alone", Push(a => a.Ẋ[0] is { } ȧ ? (ȧ * a.X[1]).BroadcastTo(a.Y.Shape) : null)),
            ("a·b passes 0.999 back to b", PullSecond(b => 0.999 * b.Right[1]!))),
        .. On(nameof(Multiply), RuleChecks.SecondDifferences, ("a·b takes b for a constant in its derivative", PullFirst(b => (b.Ȳ * Var.StopGradient(b.X[1])).SumTo(b.X[0].Shape)))),
        .. On(nameof(Divide), RuleChecks.Adjoint, ("a/b passes back to b without its sign", PullSecond(b => -b.Right[1]!)), ("a/b passes −ȳa/b back to b", PullSecond(b => -(b.Ȳ * b.X[0] / b.X[1]).SumTo(b.X[1].Shape)))),
        .. On(nameof(Subtract), RuleChecks.Adjoint, ("a − b passes back to b without its sign", PullSecond(b => -b.Right[1]!))),
        .. On(nameof(Add), RuleChecks.Adjoint, ("a + b passes back the first of repeated rows alone", PullFirst(b => FirstOfRepeated(b.Ȳ, b.X[0].Shape, b.Right[0]!)))),
        .. On(nameof(Maximum), RuleChecks.Adjoint, ("max(a, b) passes back to the smaller", Pull(b => [(b.Ȳ * Var.Greater(b.X[1], b.X[0])).SumTo(b.X[0].Shape), (b.Ȳ * Var.Greater(b.X[0], b.X[1])).SumTo(b.X[1].Shape)]))),
        .. On(nameof(Minimum), RuleChecks.Adjoint, ("min(a, b) has half a tangent", Push(a => 0.5 * a.Right!))),
        .. On(nameof(Where), RuleChecks.Adjoint, ("where has its branches swapped on the way back", Pull(b => [null, b.Right[2], b.Right[1]]))),
    ];

    /// <summary>Mutants of a primitive that a check must catch over the primitive's own cases.</summary>
    public static IEnumerable<Mutant> On(string primitive, Action<PrimitiveCase> check, (string Name, Func<Primitive, Primitive> Change) first, params (string Name, Func<Primitive, Primitive> Change)[] more) =>
        Mutant.Of("rule", Check(primitive, check), rule => rule, [first, .. more]);

    /// <summary>Some mutants show in few of the shapes: a transposition done twice, rows that are repeated along the first axis.</summary>
    private static NamedCheck<Func<Primitive, Primitive>> Check(string primitive, Action<PrimitiveCase> check, int tests = 300) =>
        new($"{nameof(RuleChecks)}.{check.Method.Name} of {primitive}", change => Trial.Over(PrimitiveCases.Of(primitive).Select(c => c.With(change(c.Rule))), check, tests));

    /// <summary>Only the first of the rows along the first axis that were repeated, where they were.</summary>
    private static Var FirstOfRepeated(Var ȳ, Shape to, Var right) => ȳ.Shape.Rank == to.Rank && to.Rank > 0 && to[0] == 1 && ȳ.Shape[0] > 1 ? ȳ.Slice(0, 0, 1).SumTo(to) : right;
}
