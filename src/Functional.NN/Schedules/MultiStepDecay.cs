using System.Collections.Immutable;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>ε_k = ε₀·γⁿ, where n is the number of milestones ≤ k: the rate times γ at each milestone.</summary>
public sealed record MultiStepDecay : Schedule
{
    /// <summary>A rate that falls at given steps.</summary>
    /// <param name="Initial">ε₀</param>
    /// <param name="Milestones">the steps from which on it is smaller, ascending</param>
    /// <param name="Factor">γ</param>
    public MultiStepDecay(double Initial, IEnumerable<long> Milestones, double Factor = 0.1) =>
        (this.Initial, this.Milestones, this.Factor) = (Initial, [.. Milestones], Factor);

    /// <summary>ε₀, not negative.</summary>
    public double Initial { get; init => field = Rates.Rate(value, nameof(MultiStepDecay)); }

    /// <summary>The steps from which on the rate is smaller, ascending.</summary>
    public ImmutableArray<long> Milestones { get; init => field = Checked(value); }

    /// <summary>γ, above 0 and at most 1.</summary>
    public double Factor { get; init => field = Rates.Shrinking(value, nameof(MultiStepDecay)); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public MultiStepDecay With(double? initial = null, ImmutableArray<long>? milestones = null, double? factor = null) =>
        this with { Initial = initial ?? Initial, Milestones = milestones ?? Milestones, Factor = factor ?? Factor };

    /// <inheritdoc/>
    public override double At(long step) => Initial * Elementary.Pow(Factor, Milestones.Count(milestone => milestone <= step));

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => RobbinsMonroConditions.Staying(Milestones.IsEmpty ? Initial : At(Milestones[^1]));

    /// <inheritdoc/>
    public bool Equals(MultiStepDecay? other) => other is not null && Initial == other.Initial && Factor == other.Factor && Milestones.SequenceEqual(other.Milestones);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Initial, Factor, Milestones.Length);

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"MultiStepDecay({Initial}, [{string.Join(", ", Milestones.Select(m => Sentence.Of($"{m}")))}], {Factor})");

    private static ImmutableArray<long> Checked(ImmutableArray<long> milestones)
    {
        for (int i = 0; i < milestones.Length; i++)
            if (milestones[i] < 0 || i > 0 && milestones[i] <= milestones[i - 1])
                throw new NNException(Sentence.Of($"MultiStepDecay: the milestones must be ascending steps from 0 on, got {string.Join(", ", milestones.Select(m => Sentence.Of($"{m}")))}."));
        return milestones;
    }
}
