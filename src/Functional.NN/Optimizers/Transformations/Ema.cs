using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>An exponential moving average of θ beside training: a ← a + (1 − β)(θ′ − a), from a = θ₀; debiased, with (1 − β)/(1 − βᵗ) in place of 1 − β, so that θ₀ has no weight.</summary>
/// <remarks>
/// Polyak and Juditsky 1992; the usual β is 0.999 or more. Training itself does not notice. <see cref="ParameterAverage.Of"/> reads a from the state, and <c>model.With(ParameterAverage.Of(state.Optimizer))</c>
/// is the averaged model; where it has batch normalisation, <see cref="BatchNormStatistics.Reestimate"/> gives it the statistics of its own. The weight is computed in double and rounded once.
/// </remarks>
/// <param name="Inner">the optimizer that trains</param>
/// <param name="Decay">β</param>
/// <param name="Debiased">whether θ₀ has no weight</param>
public sealed record Ema(IOptimizer Inner, double Decay = 0.999, bool Debiased = false) : OptimizerTransformation(Inner)
{
    /// <summary>β, from 0 to below 1.</summary>
    public double Decay { get; init => field = Constants.Decay(value, nameof(Ema)); } = Constants.Decay(Decay, nameof(Ema));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Ema With(IOptimizer? inner = null, double? decay = null, bool? debiased = null) => this with { Inner = inner ?? Inner, Decay = decay ?? Decay, Debiased = debiased ?? Debiased };

    /// <inheritdoc/>
    public override OptimizerState<T> Start<T>(Parameters<T> θ) => base.Start(θ).With(ParameterAverage.Vector, θ);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Ema({Inner}, {Decay}{(Debiased ? ", debiased" : "")})");

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new ParameterAverage.Run<T>(Weight, inner, layout);

    private double Weight(long t) => !Debiased ? 1 - Decay : t == 1 ? 1 : (1 - Decay) / (1 - Elementary.Pow(Decay, t));
}
