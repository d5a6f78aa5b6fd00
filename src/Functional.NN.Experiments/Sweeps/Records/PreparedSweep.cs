using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Functional.NN.Experiments;

/// <summary>A trial with its experiment.</summary>
/// <param name="Trial">the trial</param>
/// <param name="ExperimentJson">the experiment in its canonical form</param>
/// <param name="Sha256">the hash of that</param>
/// <param name="Epochs">how many epochs it has at most</param>
public sealed record PreparedTrial(SweepTrial Trial, string ExperimentJson, string Sha256, int Epochs)
{
    private const int DigitsOfHash = 8;

    /// <summary>What its files are called: its number from 1 and the first digits of the hash, <c>0007-1a2b3c4d</c>.</summary>
    public string Name => Invariant.Text($"{Trial.Number:0000}-{Sha256[..DigitsOfHash]}");
}

/// <summary>A sweep with the experiments of its trials.</summary>
/// <param name="Name">what the experiment is called</param>
/// <param name="Source">the experiment's file</param>
/// <param name="Plan">settings and trials</param>
/// <param name="Trials">the trials with their experiments, in the plan's order</param>
/// <param name="Metric">what settings are compared by</param>
/// <param name="Better">which of two figures is better</param>
public sealed record PreparedSweep(string Name, ExperimentDocument Source, SweepPlan Plan, ImmutableArray<PreparedTrial> Trials, string Metric, Better Better)
{
    private const ulong UsualSeed = 1;

    /// <summary>The hash of the whole: of the sweep in its canonical form on one line, and the hash of each trial's experiment, each followed by a line feed, in UTF-8.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Trials.Select(trial => trial.Sha256).Prepend(SweepText).Select(line => line + "\n")))));

    /// <summary>The sweep in its canonical form, on one line.</summary>
    internal string SweepText => DocumentWriter.OneLine(SweepWriter.Write(Plan.Sweep));

    /// <summary>What settings are compared by, for the runner.</summary>
    internal SweepMeasure Measure => new(Metric, Better, Trials.Max(trial => trial.Epochs));

    /// <summary>The sweep of an experiment's file.</summary>
    /// <param name="source">the file</param>
    /// <param name="places">where data are looked for, if a network's form follows from files; the usual folders, and the file's own, unless told</param>
    /// <exception cref="NNException">There is no sweep in it, an axis names no field, a trial's experiment is wrong, or two trials are the same experiment.</exception>
    public static PreparedSweep Of(ExperimentDocument source, DataPlaces? places = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var sweep = source.Sweep is { } written ? SweepReader.Read(written) : throw new DataException($"{source.Name}: there is no \"sweep\" in this experiment; say what varies, such as \"sweep\": {{\"axes\": {{\"seed\": {{\"from\": 1, \"count\": 5}}}}}}, or run it once with fnn train.");
        var plan = SweepPlan.Of(sweep, SeedOf(source, places));
        var experiments = plan.Trials.Select(trial => ExperimentOf(source, plan, trial, places)).ToArray();
        ImmutableArray<PreparedTrial> trials = [.. plan.Trials.Zip(experiments, (trial, experiment) => new PreparedTrial(trial, experiment.ToJson(), experiment.Sha256(), experiment.Training.Epochs))];
        Check(source, sweep, trials);
        string metric = sweep.Metric ?? SweepMetrics.Usual(experiments[0]);
        foreach (var experiment in experiments) SweepMetrics.Check(source.Name, metric, experiment);
        return new(experiments[0].Name, source, plan, trials, metric, sweep.Better ?? MetricDirection.Of(metric));
    }

    /// <summary>The experiment's own seed, from which random settings follow; it may stand in the file alone, where the rest is wrong without the axes.</summary>
    private static ulong SeedOf(ExperimentDocument source, DataPlaces? places) => source.Root[SweepAxis.Seed] switch
    {
        null => UsualSeed,
        NumberNode { Digits: var digits } when ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) => seed,
        _ => source.ToExperiment(places).Seed,
    };

    private static Experiment ExperimentOf(ExperimentDocument source, SweepPlan plan, SweepTrial trial, DataPlaces? places)
    {
        var document = trial.Changes.Aggregate(source, (changed, change) => changed.With(change.Path, change.Json));
        try
        {
            return document.ToExperiment(places);
        }
        catch (NNException wrong)
        {
            throw new DataException(Invariant.Text($"{source.Name}: trial {trial.Number} ({plan.Label(trial)}) is no experiment: {wrong.Message}"), wrong);
        }
    }

    private static void Check(ExperimentDocument source, Sweep sweep, ImmutableArray<PreparedTrial> trials)
    {
        if (trials.GroupBy(trial => trial.Sha256).FirstOrDefault(same => same.Count() > 1)?.ToArray() is [var first, var second, ..])
            throw new DataException(Invariant.Text($"{source.Name}: trials {first.Trial.Number} and {second.Trial.Number} are the same experiment; an axis has a value twice, or sets what another sets again."));
        if (sweep.Halving is null) return;
        if (trials.Select(trial => trial.Epochs).Distinct().Count() > 1) throw new DataException($"{source.Name}: halving compares runs of the same length, and \"training.epochs\" differs between trials.");
        sweep.Halving.Rungs(trials.Select(trial => trial.Trial.Setting).Distinct().Count(), trials[0].Epochs);
    }
}
