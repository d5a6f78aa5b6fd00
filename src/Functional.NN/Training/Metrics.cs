using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>What was measured on some samples; averages, which join by the number of terms they are over.</summary>
/// <param name="Samples">how many samples</param>
/// <param name="Count">how many terms the averages are over (samples, or unmasked steps, or their weights)</param>
/// <param name="Loss">the objective: data's loss plus penalty</param>
/// <param name="DataLoss">the data's loss: the empirical risk</param>
/// <param name="Penalty">what is added to it: structural risk minus empirical risk</param>
/// <param name="GradientNorm">the Euclidean norm of the gradient of one step; of several, the last one's; 0 in evaluation</param>
/// <param name="Values">further measures by name, such as <c>accuracy</c></param>
public sealed record Metrics(int Samples, double Count, double Loss, double DataLoss, double Penalty, double GradientNorm, ImmutableSortedDictionary<string, double> Values)
{
    /// <summary>Nothing measured yet.</summary>
    public static Metrics None { get; } = new(0, 0, 0, 0, 0, 0, ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal));

    /// <summary>What each of the further measures is an average over; <see cref="Count"/> for those that are not named.</summary>
    public ImmutableSortedDictionary<string, double> Counts { get; init; } = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>The fraction of right decisions, where the objective measures it.</summary>
    public double? Accuracy => Values.TryGetValue("accuracy", out double accuracy) ? accuracy : null;

    /// <summary>True when loss and gradient are finite.</summary>
    public bool IsFinite => double.IsFinite(Loss) && double.IsFinite(GradientNorm);

    /// <summary>These and further samples together.</summary>
    public Metrics And(Metrics next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (Samples == 0) return next;
        double Mean(double a, double b) => Joined(Count, a, next.Count, b);
        return new(Samples + next.Samples, Count + next.Count, Mean(Loss, next.Loss), Mean(DataLoss, next.DataLoss), Mean(Penalty, next.Penalty), next.GradientNorm,
            next.Values.ToImmutableSortedDictionary(v => v.Key, v => Joined(CountOf(v.Key), Values.GetValueOrDefault(v.Key), next.CountOf(v.Key), v.Value), StringComparer.Ordinal))
        {
            Counts = next.Counts.ToImmutableSortedDictionary(c => c.Key, c => CountOf(c.Key) + c.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>What a further measure is an average over.</summary>
    internal double CountOf(string measure) => Counts.GetValueOrDefault(measure, Count);

    /// <summary>The mean of so many terms and so many others.</summary>
    internal static double Joined(double count, double mean, double nextCount, double nextMean) => count + nextCount == 0 ? 0 : (count * mean + nextCount * nextMean) / (count + nextCount);

    /// <summary>True when all measures are equal, number by number.</summary>
    public bool Equals(Metrics? other) =>
        other is not null && Samples == other.Samples && Count.Equals(other.Count) && Loss.Equals(other.Loss) && DataLoss.Equals(other.DataLoss) && Penalty.Equals(other.Penalty)
        && GradientNorm.Equals(other.GradientNorm) && Values.SequenceEqual(other.Values) && Counts.SequenceEqual(other.Counts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Samples, Count, Loss, DataLoss, Penalty, GradientNorm, Values.Count);

    /// <summary>The measures in one line, the same under every culture.</summary>
    public override string ToString() =>
        Sentence.Of($"loss {Loss:0.0000}") + string.Concat(Values.Select(v => Sentence.Of($", {v.Key} {v.Value:0.0000}"))) + (Penalty == 0 ? "" : Sentence.Of($", penalty {Penalty:0.0000}"));
}
