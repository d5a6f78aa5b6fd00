using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A run that stands beside others on a page.</summary>
/// <param name="Label">what it is called there</param>
/// <param name="Epochs">every epoch</param>
/// <param name="Steps">every step</param>
/// <param name="End">how it ended, in words</param>
internal sealed record ComparedRun(string Label, ImmutableArray<LoggedEpoch> Epochs, ImmutableArray<LoggedStep> Steps, string End)
{
    /// <summary>What the model does on the test set at the run's end.</summary>
    public Metrics? Test { get; init; }

    /// <summary>How long it took.</summary>
    public double? Seconds { get; init; }

    /// <summary>The hash of its state; none where it was killed.</summary>
    public string? StateSha256 { get; init; }
}

/// <summary>A field of the experiments that is not the same in all runs.</summary>
/// <param name="Path">the field</param>
/// <param name="Values">its value in each run, as JSON; none where it is not there</param>
internal sealed record ComparedField(string Path, ImmutableArray<string?> Values);
