using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Functional.NN.Experiments;
using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary>The files of <c>docs/records</c>: what runs of the samples came to, small enough to be kept.</summary>
internal static class KeptRecords
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a result depends on least of all, and is kept: with what it was computed.</summary>
    private static readonly string[] Facts = ["Functional.NN", "runtime", "processor", "vector width", "backend", "threads"];

    public static string Folder { get; } = Repository.File("docs", "records");

    /// <summary>The single runs, by the name of their experiments.</summary>
    public static IReadOnlyDictionary<string, KeptRun> Runs() => All(KeptRun.Format).ToDictionary(json => (string)json["experiment"]!, json => new KeptRun(json), StringComparer.Ordinal);

    /// <summary>The sweeps, by the name of their experiments.</summary>
    public static IReadOnlyDictionary<string, KeptSweep> Sweeps() => All(KeptSweep.Format).Select(KeptSweep.Of).ToDictionary(sweep => sweep.Experiment, StringComparer.Ordinal);

    /// <summary>Keeps what the record of a run or a sweep of a sample says.</summary>
    public static void Keep(string folder)
    {
        if (new SweepFolder(folder).IsSweep)
        {
            var (sweep, environment) = KeptSweep.Of(SweepRecord.Read(folder, DataPlaces.Usual));
            Write(sweep.Experiment, Trials(sweep.Json(environment)));
            return;
        }
        var run = KeptRun.Of(RunRecord.Read(folder));
        Write(run.Experiment, run.Json.ToJsonString(Readable));
    }

    public static JsonObject Environment(RunSession session) =>
        new(session.Environment.Where(fact => Facts.Contains(fact.Name)).Select(fact => KeyValuePair.Create(fact.Name, (JsonNode?)fact.Value)));

    /// <summary>One line a trial.</summary>
    private static string Trials(JsonObject json)
    {
        var trials = json["trials"]!.AsArray();
        string[] lines = [.. trials.Select(trial => "    " + trial!.ToJsonString(Compact))];
        trials.Clear();
        return json.ToJsonString(Readable).Replace("\"trials\": []", $"\"trials\": [\n{string.Join(",\n", lines)}\n  ]", StringComparison.Ordinal);
    }

    private static void Write(string name, string text)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, $"{name}.json"), text + "\n");
    }

    private static IEnumerable<JsonObject> All(string format) => Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal)
        .Select(file => JsonNode.Parse(File.ReadAllText(file))!.AsObject()).Where(json => (string?)json["format"] == format);
}
