using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>How a trial stands.</summary>
public enum TrialEnd
{
    /// <summary>It has not been run to its end yet.</summary>
    Missing,

    /// <summary>It was run to its end, and its figures are finite.</summary>
    Complete,

    /// <summary>It failed: a number was not finite, or the process ended with an error.</summary>
    Failed,

    /// <summary>Halving gave its setting up.</summary>
    GivenUp,
}

/// <summary>A figure of a run.</summary>
/// <param name="Metric">its name: <c>test accuracy</c></param>
/// <param name="Value">what it is</param>
public sealed record Figure(string Metric, double Value);

/// <summary>What came of a trial.</summary>
/// <param name="Trial">the trial</param>
/// <param name="End">how it stands</param>
/// <param name="Epochs">how many epochs it was run</param>
/// <param name="Figures">the figures of its last epoch, or of its model where it is complete</param>
/// <param name="Why">what went wrong, where it failed</param>
/// <param name="StateSha256">the hash of its state; none where there is none</param>
/// <param name="ChainSha256">the hash chain of its run; none where there is none</param>
public sealed record TrialOutcome(SweepTrial Trial, TrialEnd End, int Epochs, ImmutableArray<Figure> Figures, string? Why = null, string? StateSha256 = null, string? ChainSha256 = null)
{
    /// <summary>The figure of a name; none where there is none or it is not finite.</summary>
    public double? Of(string metric) => Figures.FirstOrDefault(figure => figure.Metric == metric) is { } found && double.IsFinite(found.Value) ? found.Value : null;

    /// <summary>True when everything is the same.</summary>
    public bool Equals(TrialOutcome? other) => other is not null && Trial.Equals(other.Trial) && End == other.End && Epochs == other.Epochs && Figures.SequenceEqual(other.Figures)
        && Why == other.Why && StateSha256 == other.StateSha256 && ChainSha256 == other.ChainSha256;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Trial, End, Epochs, StateSha256);
}
