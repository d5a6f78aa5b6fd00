using System.Collections.Immutable;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>Two runs' records, held against each other.</summary>
public static class RunDiff
{
    /// <summary>What differs between two runs, and from which step on.</summary>
    public static RunComparison Between(RunRecord first, RunRecord second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var step = FirstStep(first.Log, second.Log);
        var epoch = first.Log.Epochs.Zip(second.Log.Epochs).Select(pair => Epoch(first, second, pair.First.Result, pair.Second.Result)).FirstOrDefault(difference => difference is not null);
        return new RunComparison(
            Math.Min(first.Log.Steps.Length, second.Log.Steps.Length), Math.Min(first.Log.Epochs.Length, second.Log.Epochs.Length),
            [.. new[] { first.Log.Fault, second.Log.Fault }.OfType<string>()],
            [.. JsonDifference.Between(first.Experiment.ToJson(), second.Experiment.ToJson()).Select(difference => difference.ToString())],
            RecordDifferences.OfData(first.Header.Data, second.Header.Data), step, epoch, Ends(first, second),
            first.Sessions.IsEmpty || second.Sessions.IsEmpty ? [] : RecordDifferences.OfEnvironments(first.Sessions[^1].Environment, second.Sessions[^1].Environment));
    }

    private static StepDifference? FirstStep(RunLog first, RunLog second)
    {
        for (int i = 0; i < Math.Min(first.Steps.Length, second.Steps.Length); i++)
            if (!StepDifference.Same(first.Steps[i], second.Steps[i])) return new(first.Steps[i], second.Steps[i], first.EpochOf(i + 1));
        return null;
    }

    private static EpochDifference? Epoch(RunRecord first, RunRecord second, LoggedResult a, LoggedResult b) =>
        EpochDifference.Between(a, b) is null ? null : EpochDifference.Between(a, b, first.Experiment.Training.Precision == Precision.Double ? Ulps<double>(first, second, a, b) : Ulps<float>(first, second, a, b));

    private static ImmutableSortedDictionary<string, ulong>? Ulps<T>(RunRecord first, RunRecord second, LoggedResult a, LoggedResult b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        first.Experiment.Training.Precision == second.Experiment.Training.Precision && first.Checkpoint<T>(a.Step, out var x) is null && second.Checkpoint<T>(b.Step, out var y) is null ? StateDistance.Ulps(x!, y!) : null;

    /// <summary>What differs in how far the runs came.</summary>
    private static ImmutableArray<string> Ends(RunRecord first, RunRecord second)
    {
        var differences = ImmutableArray.CreateBuilder<string>();
        if (first.Log.Steps.Length != second.Log.Steps.Length) differences.Add(Invariant.Text($"steps: {first.Log.Steps.Length:N0} ≠ {second.Log.Steps.Length:N0}"));
        if (first.Result is { } a && second.Result is { } b)
        {
            if (a.ThetaSha256 != b.ThetaSha256) differences.Add($"theta sha256: {a.ThetaSha256} ≠ {b.ThetaSha256}");
            if (a.StateSha256 != b.StateSha256) differences.Add($"state sha256: {a.StateSha256} ≠ {b.StateSha256}");
            if (a.ChainSha256 != b.ChainSha256) differences.Add($"chain sha256: {a.ChainSha256} ≠ {b.ChainSha256}");
        }
        return differences.ToImmutable();
    }
}
