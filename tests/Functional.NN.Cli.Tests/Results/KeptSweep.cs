using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests;

/// <summary>What is kept of a trial: accuracies and hashes.</summary>
/// <param name="Setting">what its setting is called</param>
/// <param name="Seed">its seed</param>
/// <param name="End">how it ended, in words</param>
/// <param name="Validation">the validation accuracy after each epoch</param>
/// <param name="Test">the test accuracy at the end; none where it failed</param>
/// <param name="Seconds">how long it took</param>
/// <param name="ExperimentSha256">the hash of its experiment</param>
/// <param name="ChainSha256">the hash chain of its run</param>
internal sealed record KeptTrial(string Setting, string Seed, string End, ImmutableArray<double> Validation, double? Test, double Seconds, string ExperimentSha256, string ChainSha256);

/// <summary>What is kept of a sweep in <c>docs/records</c>.</summary>
/// <param name="Experiment">the name of the experiment and of its file among the samples</param>
/// <param name="Sha256">the hash of the sweep</param>
/// <param name="Trials">the trials, in the plan's order</param>
internal sealed record KeptSweep(string Experiment, string Sha256, ImmutableArray<KeptTrial> Trials)
{
    public const string Format = "Functional.NN kept sweep 1";

    /// <summary>The settings, in the plan's order.</summary>
    public IEnumerable<string> Settings => Trials.Select(trial => trial.Setting).Distinct();

    /// <summary>The trials of a setting, in the order of the seeds.</summary>
    public IEnumerable<KeptTrial> Of(string setting) => Trials.Where(trial => trial.Setting == setting);

    /// <summary>What is kept of a sweep's record, and with what it was computed.</summary>
    public static (KeptSweep Sweep, JsonObject Environment) Of(SweepRecord record)
    {
        var runs = record.Prepared.Trials.Select(trial => (trial.Trial, Run: RunRecord.Read(record.Folder.Run(trial).Path))).ToArray();
        return (new(record.Prepared.Name, record.Prepared.Sha256, [.. runs.Select(run => Trial(record.Prepared.Plan, run.Trial, run.Run))]), KeptRecords.Environment(runs[0].Run.Sessions[^1]));
    }

    private static KeptTrial Trial(SweepPlan plan, SweepTrial trial, RunRecord run)
    {
        var result = run.Result is { IsComplete: true } ended ? ended : throw new NNException($"{run.Folder.Path}: the run is not complete; go on with the sweep by fnn sweep --resume.");
        return new(plan.Label(plan.Settings[trial.Setting]), trial.Seed ?? $"{run.Experiment.Seed}", RunResult.Words(result.End), [.. run.Log.Epochs.Select(epoch => epoch.Result.Validation!.Accuracy!.Value)],
            result.End == FitEnd.NotFinite ? null : result.Test.Accuracy, result.Seconds, run.Header.ExperimentSha256, result.ChainSha256);
    }

    public JsonObject Json(JsonObject environment) => new()
    {
        ["format"] = Format,
        ["experiment"] = Experiment,
        ["sweep sha256"] = Sha256,
        ["environment"] = environment,
        ["trials"] = new JsonArray([.. Trials.Select(trial => new JsonObject
        {
            ["setting"] = trial.Setting,
            ["seed"] = trial.Seed,
            ["end"] = trial.End,
            ["validation accuracy"] = new JsonArray([.. trial.Validation.Select(accuracy => (JsonNode)accuracy)]),
            ["test accuracy"] = trial.Test,
            ["seconds"] = trial.Seconds,
            ["experiment sha256"] = trial.ExperimentSha256,
            ["chain sha256"] = trial.ChainSha256,
        })]),
    };

    public static KeptSweep Of(JsonObject json) => new((string)json["experiment"]!, (string)json["sweep sha256"]!,
        [.. json["trials"]!.AsArray().Select(trial => new KeptTrial((string)trial!["setting"]!, (string)trial["seed"]!, (string)trial["end"]!, [.. trial["validation accuracy"]!.AsArray().Select(accuracy => (double)accuracy!)],
            (double?)trial["test accuracy"], (double)trial["seconds"]!, (string)trial["experiment sha256"]!, (string)trial["chain sha256"]!))]);
}
