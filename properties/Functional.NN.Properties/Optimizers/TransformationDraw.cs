using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Every transformation, by the name of its class, with random constants around some optimizer.</summary>
internal static class TransformationDraw
{
    private static readonly Gen<double> Limit = RuleDraw.Between(1e-2, 10), Fraction = Gen.Choose(0, 10).Select(i => i / 10.0);

    private static readonly Gen<BlockSelection> Blocks = Gen.Elements(BlockSelection.All, BlockSelection.Weights, BlockSelection.OfRole(ParameterRole.Bias), BlockSelection.Weights.Inverse());

    private static readonly Gen<int> Few = Gen.Choose(1, 4);

    public static ImmutableSortedDictionary<string, Gen<IOptimizer>> Around(Gen<IOptimizer> inner) => new Dictionary<string, Gen<IOptimizer>>
    {
        [nameof(ClipByValue)] = from o in inner from c in Limit select (IOptimizer)o.ClippedByValue(c),
        [nameof(ClipByNorm)] = from o in inner from c in Limit from ε in Gen.Elements(0, 1e-6) select (IOptimizer)o.ClippedByNorm(c, ε),
        [nameof(ClipByGlobalNorm)] = from o in inner from c in Limit from ε in Gen.Elements(0, 1e-6) select (IOptimizer)o.ClippedByGlobalNorm(c, ε),
        [nameof(WeightDecay)] = from o in inner from λ in RuleDraw.Decay from b in Blocks select (IOptimizer)o.WithWeightDecay(λ, b),
        [nameof(DecoupledWeightDecay)] = from o in inner from α in RuleDraw.AnyRate from λ in RuleDraw.Decay from b in Blocks select (IOptimizer)o.WithDecoupledWeightDecay(α, λ, b),
        [nameof(ScaledStep)] = from o in inner from f in RuleDraw.Between(0.1, 3) from b in Blocks select (IOptimizer)o.WithRateFactor(f, b),
        [nameof(ParameterGroups)] = from rest in inner from o in inner from b in Blocks select (IOptimizer)rest.WithGroup(b, o),
        [nameof(GradientNoise)] = from o in inner from η in RuleDraw.Between(1e-4, 1) from γ in Fraction from seed in Gen.Choose(0, 1000) select (IOptimizer)o.WithGradientNoise(η, γ, seed),
        [nameof(GradientCentralization)] = from o in inner select (IOptimizer)o.Centralized(),
        [nameof(GradientAccumulation)] = from o in inner from k in Few select (IOptimizer)o.Accumulated(k),
        [nameof(SkipNotFinite)] = from o in inner select (IOptimizer)o.SkippingNotFinite(),
        [nameof(Ema)] = from o in inner from β in RuleDraw.Beta from debiased in Draw.Coin select (IOptimizer)o.WithEma(β, debiased),
        [nameof(Swa)] = from o in inner from n in Gen.Choose(0, 4) from c in Few select (IOptimizer)o.WithSwa(n, c),
        [nameof(Lookahead)] = from o in inner from k in Few from α in Fraction select (IOptimizer)o.WithLookahead(k, α),
        [nameof(MaxNorm)] = from o in inner from c in Limit select (IOptimizer)o.WithMaxNorm(c),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Around any optimizer that is none.</summary>
    public static ImmutableSortedDictionary<string, Gen<IOptimizer>> All { get; } = Around(RuleDraw.Any);

    public static Gen<IOptimizer> Any { get; } = Gen.OneOf(All.Values);

    /// <summary>Around each other, two deep.</summary>
    public static Gen<IOptimizer> Nested { get; } = Gen.OneOf(Around(Any).Values);
}
