using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A rate from a step on.</summary>
/// <param name="Step">the first step that uses it</param>
/// <param name="Rate">the rate</param>
public readonly record struct RateFrom(long Step, double Rate);

/// <summary>ε_k = the rate of the last change at or before step k, and ε₀ before the first: constant in pieces.</summary>
public sealed record Piecewise : Schedule
{
    /// <summary>A rate that is constant in pieces.</summary>
    /// <param name="Initial">ε₀</param>
    /// <param name="Changes">the rates from their steps on, ascending by step</param>
    public Piecewise(double Initial, params IEnumerable<RateFrom> Changes) => (this.Initial, this.Changes) = (Initial, [.. Changes]);

    /// <summary>ε₀, not negative.</summary>
    public double Initial { get; init => field = Rates.Rate(value, nameof(Piecewise)); }

    /// <summary>The rates from their steps on, ascending by step.</summary>
    public ImmutableArray<RateFrom> Changes { get; init => field = Checked(value); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Piecewise With(double? initial = null, ImmutableArray<RateFrom>? changes = null) => this with { Initial = initial ?? Initial, Changes = changes ?? Changes };

    /// <inheritdoc/>
    public override double At(long step) => Changes.TakeWhile(change => change.Step <= step).Select(change => change.Rate).LastOrDefault(Initial);

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => RobbinsMonroConditions.Staying(At(long.MaxValue));

    /// <inheritdoc/>
    public bool Equals(Piecewise? other) => other is not null && Initial == other.Initial && Changes.SequenceEqual(other.Changes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Initial, Changes.Length);

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"Piecewise({Initial}{string.Concat(Changes.Select(c => Sentence.Of($", {c.Rate} from {c.Step}")))})");

    private static ImmutableArray<RateFrom> Checked(ImmutableArray<RateFrom> changes)
    {
        for (int i = 0; i < changes.Length; i++)
            if (changes[i].Step < 0 || i > 0 && changes[i].Step <= changes[i - 1].Step)
                throw new NNException(Sentence.Of($"Piecewise: the rates must change at ascending steps from 0 on, got {string.Join(", ", changes.Select(c => Sentence.Of($"{c.Step}")))}."));
        return [.. changes.Select(change => change with { Rate = Rates.Rate(change.Rate, nameof(Piecewise)) })];
    }
}
