using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>ε_k = ε₀·γᵏ.</summary>
/// <param name="Initial">ε₀</param>
/// <param name="Factor">γ, per step</param>
public sealed record ExponentialDecay(double Initial, double Factor) : Schedule
{
    /// <summary>ε₀, not negative.</summary>
    public double Initial { get; init => field = Rates.Rate(value, nameof(ExponentialDecay)); } = Rates.Rate(Initial, nameof(ExponentialDecay));

    /// <summary>γ, above 0 and at most 1.</summary>
    public double Factor { get; init => field = Rates.Shrinking(value, nameof(ExponentialDecay)); } = Rates.Shrinking(Factor, nameof(ExponentialDecay));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public ExponentialDecay With(double? initial = null, double? factor = null) => this with { Initial = initial ?? Initial, Factor = factor ?? Factor };

    /// <inheritdoc/>
    public override double At(long step) => Initial * Elementary.Pow(Factor, step);

    /// <summary>The decay by a factor for every epoch, step by step: γ = factor^(1/steps per epoch).</summary>
    public static ExponentialDecay OverEpochs(double initial, double factor, long stepsPerEpoch) =>
        new(initial, Elementary.Pow(Rates.Shrinking(factor, nameof(ExponentialDecay)), 1.0 / Rates.Steps(stepsPerEpoch, nameof(ExponentialDecay))));

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => RobbinsMonroConditions.Staying(Factor < 1 ? 0 : Initial);

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"ExponentialDecay({Initial}, {Factor})");
}
