using System.Collections.Immutable;

namespace Functional.NN.Properties.Optimizers;

/// <summary>A transformation with constants at which it does nothing.</summary>
/// <param name="Kind">its class</param>
/// <param name="Name">what is neutral about it</param>
/// <param name="Around">puts it around an optimizer</param>
/// <param name="Inner">the name of the inner state; none where that is of other blocks</param>
/// <param name="WithoutMatrices">whether it is neutral only where no block has two axes</param>
internal sealed record NeutralForm(string Kind, string Name, Func<IOptimizer, IOptimizer> Around, string? Inner = "inner", bool WithoutMatrices = false)
{
    public override string ToString() => Name;
}

/// <summary>Every transformation where it is neutral.</summary>
internal static class NeutralForms
{
    public static ImmutableArray<NeutralForm> All { get; } =
    [
        new(nameof(ClipByValue), "values clipped at ∞", o => o.ClippedByValue(double.PositiveInfinity)),
        new(nameof(ClipByValue), "values clipped far away", o => o.ClippedByValue(1e200)),
        new(nameof(ClipByNorm), "norms of blocks clipped at ∞", o => o.ClippedByNorm(double.PositiveInfinity)),
        new(nameof(ClipByNorm), "norms of blocks clipped far away", o => o.ClippedByNorm(1e160)),
        new(nameof(ClipByGlobalNorm), "the norm clipped at ∞", o => o.ClippedByGlobalNorm(double.PositiveInfinity)),
        new(nameof(ClipByGlobalNorm), "the norm clipped far away", o => o.ClippedByGlobalNorm(1e160)),
        new(nameof(WeightDecay), "a decay of 0", o => o.WithWeightDecay(0)),
        new(nameof(WeightDecay), "a decay of no block", o => o.WithWeightDecay(1, BlockSelection.None)),
        new(nameof(DecoupledWeightDecay), "a decoupled decay of 0", o => o.WithDecoupledWeightDecay(1, 0)),
        new(nameof(DecoupledWeightDecay), "a decoupled decay at a rate of 0", o => o.WithDecoupledWeightDecay(0, 1)),
        new(nameof(DecoupledWeightDecay), "a decoupled decay of no block", o => o.WithDecoupledWeightDecay(1, 1, BlockSelection.None)),
        new(nameof(ScaledStep), "steps times 1", o => o.WithRateFactor(1)),
        new(nameof(ScaledStep), "steps of no block scaled", o => o.WithRateFactor(2, BlockSelection.None)),
        new(nameof(GradientNoise), "noise of variance 0", o => o.WithGradientNoise(0)),
        new(nameof(GradientAccumulation), "one gradient accumulated", o => o.Accumulated(1)),
        new(nameof(SkipNotFinite), "nothing to skip", o => o.SkippingNotFinite()),
        new(nameof(Ema), "an average beside", o => o.WithEma()),
        new(nameof(Ema), "a debiased average beside", o => o.WithEma(0.5, debiased: true)),
        new(nameof(Swa), "a mean beside", o => o.WithSwa(1, 2)),
        new(nameof(Lookahead), "slow weights that follow all the way", o => o.WithLookahead(2, 1)),
        new(nameof(Lookahead), "slow weights that never follow", o => o.WithLookahead(1000)),
        new(nameof(MaxNorm), "a bound of ∞", o => o.WithMaxNorm(double.PositiveInfinity)),
        new(nameof(MaxNorm), "a bound on no block", o => o.WithMaxNorm(1e-3, BlockSelection.None)),
        new(nameof(MaxNorm), "a bound where there are only vectors", o => o.WithMaxNorm(1e-3), WithoutMatrices: true),
        new(nameof(GradientCentralization), "centralisation where there are only vectors", o => o.Centralized(), WithoutMatrices: true),
        new(nameof(ParameterGroups), "no groups", o => new ParameterGroups(o), "rest"),
        new(nameof(ParameterGroups), "groups of one and the same optimizer", o => o.WithGroup(BlockSelection.OfRole(ParameterRole.Bias), o).WithGroup(BlockSelection.OfRole(ParameterRole.Other), o), null),
    ];
}
