using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>ε_k = ε₀·γ^⌊k/s⌋: the rate times γ every s steps.</summary>
/// <param name="Initial">ε₀</param>
/// <param name="Steps">s</param>
/// <param name="Factor">γ</param>
public sealed record StepDecay(double Initial, long Steps, double Factor = 0.1) : Schedule
{
    /// <summary>ε₀, not negative.</summary>
    public double Initial { get; init => field = Rates.Rate(value, nameof(StepDecay)); } = Rates.Rate(Initial, nameof(StepDecay));

    /// <summary>s, positive.</summary>
    public long Steps { get; init => field = Rates.Steps(value, nameof(StepDecay)); } = Rates.Steps(Steps, nameof(StepDecay));

    /// <summary>γ, above 0 and at most 1.</summary>
    public double Factor { get; init => field = Rates.Shrinking(value, nameof(StepDecay)); } = Rates.Shrinking(Factor, nameof(StepDecay));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public StepDecay With(double? initial = null, long? steps = null, double? factor = null) =>
        this with { Initial = initial ?? Initial, Steps = steps ?? Steps, Factor = factor ?? Factor };

    /// <inheritdoc/>
    public override double At(long step) => Initial * Elementary.Pow(Factor, step / Steps);

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => RobbinsMonroConditions.Staying(Factor < 1 ? 0 : Initial);

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"StepDecay({Initial}, {Steps}, {Factor})");
}
