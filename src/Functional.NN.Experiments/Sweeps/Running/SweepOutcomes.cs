using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>What came of the trials of a sweep, from their records.</summary>
internal static class SweepOutcomes
{
    public static IEnumerable<TrialOutcome> Of(SweepPlan plan, SweepStage stage, IReadOnlyList<TrialRecord> records) =>
        plan.Trials.Select(trial => stage.GivenUp.TryGetValue(trial.Setting, out int epoch) ? At(trial, records[trial.Index], epoch) : Of(trial, records[trial.Index]));

    /// <summary>What came of a trial whose setting was given up: where it stood then, however much further it had been run.</summary>
    private static TrialOutcome At(SweepTrial trial, TrialRecord record, int epoch) => record.At(epoch) is { } then
        ? new(trial, TrialEnd.GivenUp, Math.Min(epoch, record.Epochs.Length), then.Figures, null, then.StateSha256, then.ChainSha256)
        : Of(trial, record);

    private static TrialOutcome Of(SweepTrial trial, TrialRecord record)
    {
        string? notFinite = record.Final.FirstOrDefault(figure => !double.IsFinite(figure.Value)) is { } bad ? Invariant.Text($"{bad.Metric} is {bad.Value}") : null;
        var end = record.State switch
        {
            TrialState.Complete when notFinite is null => TrialEnd.Complete,
            TrialState.Complete or TrialState.NotFinite => TrialEnd.Failed,
            _ => record.Why is null ? TrialEnd.Missing : TrialEnd.Failed,
        };
        var last = record.Epochs is [.., var epoch] ? epoch : null;
        ImmutableArray<Figure> figures = end == TrialEnd.Complete ? record.Final : last?.Figures ?? [];
        return new(trial, end, record.Epochs.Length, figures, end == TrialEnd.Failed ? record.Why ?? notFinite : null, record.StateSha256 ?? last?.StateSha256, record.ChainSha256 ?? last?.ChainSha256);
    }
}
