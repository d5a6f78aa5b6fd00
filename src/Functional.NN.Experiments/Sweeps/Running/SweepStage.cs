using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A trial to be run.</summary>
/// <param name="Trial">the trial</param>
/// <param name="Until">the epoch at which it pauses; none where it runs to its end</param>
/// <param name="IsBegun">whether it goes on from where it is</param>
internal sealed record TrialJob(SweepTrial Trial, int? Until, bool IsBegun);

/// <summary>What a sweep is compared by, as it came out for its experiment.</summary>
/// <param name="Metric">the name of the figure</param>
/// <param name="Better">which of two figures is better</param>
/// <param name="Epochs">how many epochs the trials have</param>
internal sealed record SweepMeasure(string Metric, Better Better, int Epochs);

/// <summary>How far a sweep is: it follows from the records of its trials alone, so it is the same however many ran at once and wherever they were interrupted.</summary>
/// <param name="Until">the epoch to which the settings that are still in it are run; none for to the end</param>
/// <param name="Settings">the settings still in it</param>
/// <param name="GivenUp">of each setting that is not, the epoch at which it was given up</param>
/// <param name="Jobs">what is to be done before the next stage; nothing where all is done, or what is left has failed</param>
internal sealed record SweepStage(int? Until, ImmutableArray<int> Settings, ImmutableSortedDictionary<int, int> GivenUp, ImmutableArray<TrialJob> Jobs)
{
    /// <summary>The first stage that is not done, or the last one.</summary>
    /// <param name="plan">the plan</param>
    /// <param name="measure">what settings are compared by</param>
    /// <param name="records">the record of each trial</param>
    /// <param name="isLeft">whether a trial that is not done is to be left so: it failed just now, or is not among those asked for</param>
    public static SweepStage Of(SweepPlan plan, SweepMeasure measure, IReadOnlyList<TrialRecord> records, Func<SweepTrial, bool> isLeft)
    {
        var rungs = plan.Sweep.Halving?.Rungs(plan.Settings.Length, measure.Epochs) ?? [new(measure.Epochs, plan.Settings.Length)];
        ImmutableArray<int> settings = [.. plan.Settings.Select(setting => setting.Index)];
        var givenUp = ImmutableSortedDictionary<int, int>.Empty;
        for (int rung = 0; ; rung++)
        {
            bool last = rung == rungs.Length - 1;
            int? until = last ? null : rungs[rung].Epoch;
            var open = plan.Trials.Where(trial => settings.Contains(trial.Setting) && !records[trial.Index].IsDone(until)).ToArray();
            if (last || open.Any(trial => !isLeft(trial)) || open.Any(trial => records[trial.Index].Why is null))
                return new(until, settings, givenUp, [.. open.Where(trial => !isLeft(trial)).Select(trial => new TrialJob(trial, until, records[trial.Index].State == TrialState.Begun))]);
            var survivors = SuccessiveHalving.Survivors(settings.Select(setting => Standing(plan, measure, records, setting, until!.Value)), rungs[rung + 1].Settings, measure.Better);
            givenUp = givenUp.AddRange(settings.Except(survivors).Select(setting => KeyValuePair.Create(setting, until!.Value)));
            settings = survivors;
        }
    }

    private static Standing Standing(SweepPlan plan, SweepMeasure measure, IReadOnlyList<TrialRecord> records, int setting, int epoch)
    {
        double?[] values = [.. plan.Of(plan.Settings[setting]).Select(trial => Value(records[trial.Index].At(epoch), measure.Metric))];
        double[] finite = [.. values.OfType<double>()];
        return new(setting, finite.Length == 0 ? null : SeedStatistics.Of(finite).Mean, values.Length - finite.Length);
    }

    private static double? Value(TrialEpoch? epoch, string metric) => epoch?.Figures.FirstOrDefault(figure => figure.Metric == metric) is { } found && double.IsFinite(found.Value) ? found.Value : null;
}
