using System.Text.Json.Nodes;
using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests;

/// <summary>What is kept of a run in <c>docs/records</c>: what its record's small files say, without what belongs to the folders of a machine.</summary>
/// <param name="Json">the file</param>
internal sealed record KeptRun(JsonObject Json)
{
    public const string Format = "Functional.NN kept run 1";

    /// <summary>The name of the experiment and of its file among the samples.</summary>
    public string Experiment => (string)Json["experiment"]!;

    public string ExperimentSha256 => (string)Json["experiment sha256"]!;

    public string DataSha256 => (string)Json["data sha256"]!;

    /// <summary>How many epochs the experiment has at most.</summary>
    public int AllEpochs => (int)Json["all epochs"]!;

    public string Threads => (string)Json["environment"]!["threads"]!;

    public string End => (string)Result["end"]!;

    public int Epochs => (int)Result["epochs"]!;

    public double Seconds => (double)Result["seconds"]!;

    /// <summary>The share of wrong decisions on the test samples; none where there are no decisions.</summary>
    public double? TestError => Result["test"]!["values"]!["accuracy"] is { } accuracy ? 1 - (double)accuracy : null;

    private JsonObject Result => Json["result"]!.AsObject();

    /// <summary>One of the three hashes: theta, state or chain.</summary>
    public string Sha256(string what) => (string)Result[$"{what} sha256"]!;

    /// <summary>What is kept of a record.</summary>
    public static KeptRun Of(RunRecord record)
    {
        if (record.Result is null) throw new NNException($"{record.Folder.Path}: the run was not ended and not left; go on with it by fnn train --resume.");
        return new(new JsonObject
        {
            ["format"] = Format,
            ["experiment"] = record.Experiment.Name,
            ["experiment sha256"] = record.Header.ExperimentSha256,
            ["data sha256"] = record.Header.DataSha256,
            ["all epochs"] = record.Experiment.Training.Epochs,
            ["environment"] = KeptRecords.Environment(record.Sessions[^1]),
            ["result"] = JsonNode.Parse(File.ReadAllText(record.Folder.Result)),
        });
    }
}
