using System.Text.Json.Nodes;

namespace Functional.NN.Experiments;

/// <summary>A sweep with the folder of its record.</summary>
/// <param name="Folder">the folder</param>
/// <param name="Prepared">the sweep</param>
/// <param name="Beside">the folder in which relative paths of the experiment begin, where it was in a file</param>
internal sealed record SweepRecord(SweepFolder Folder, PreparedSweep Prepared, string? Beside)
{
    private const string Format = "Functional.NN sweep 1", Hash = "sweep sha256";

    /// <summary>Begins a record: the file, the sweep, and the experiment of each trial.</summary>
    /// <exception cref="NNException">There is a sweep in the folder already, or it cannot be written to.</exception>
    public static SweepRecord Begin(string path, PreparedSweep prepared)
    {
        var folder = new SweepFolder(path);
        if (folder.IsSweep) throw new NNException($"{path}: there is a sweep in this folder already; go on with it by --resume {path}, or name another folder.");
        var record = new SweepRecord(folder, prepared, prepared.Source.Folder);
        try
        {
            Directory.CreateDirectory(path);
            foreach (var trial in prepared.Trials)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(folder.Experiment(trial))!);
                RecordJson.WriteText(folder.Experiment(trial), trial.ExperimentJson);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: the folder cannot be written to; the system says: {e.Message}", e);
        }
        RecordJson.WriteText(folder.Source, prepared.Source.ToJson());
        record.WriteHeader();
        return record;
    }

    /// <summary>The record of a sweep that was begun.</summary>
    /// <param name="path">the folder</param>
    /// <param name="places">where data are looked for</param>
    /// <exception cref="DataException">There is none, it is damaged, or the same file now says other trials.</exception>
    public static SweepRecord Read(string path, DataPlaces places)
    {
        var folder = SweepFolder.Existing(path);
        var (hash, beside) = RecordJson.Read(folder.Header, json => json.GetProperty("format").GetString() is var format && format == Format
            ? (json.GetProperty(Hash).GetString(), json.GetProperty("beside").GetString())
            : throw new DataException($"{folder.Header}: the record is of the form \"{format}\", this program reads \"{Format}\"."));
        var prepared = PreparedSweep.Of(ExperimentDocument.Read(folder.Source), places with { Beside = beside });
        return prepared.Sha256 == hash ? new(folder, prepared, beside)
            : throw new DataException($"{path}: the sweep's hash is {prepared.Sha256}, it was begun with {hash}; {Path.GetFileName(folder.Source)} was changed, or this version of the program reads it differently ({RunEnvironment.Version}).");
    }

    /// <summary>The lock of the folder: as long as it is held no other process runs this sweep.</summary>
    public FolderLock Locked() => FolderLock.Take(Folder.Lock, $"{Folder.Path}: the sweep");

    private void WriteHeader() => RecordJson.Write(Folder.Header, new JsonObject
    {
        ["format"] = Format,
        [Hash] = Prepared.Sha256,
        ["beside"] = Beside,
        ["metric"] = Prepared.Metric,
        ["better"] = Prepared.Better == Better.Smaller ? "smaller" : "larger",
        ["sweep"] = JsonNode.Parse(Prepared.SweepText),
        ["trials"] = new JsonArray([.. Prepared.Trials.Select(trial => new JsonObject
        {
            ["trial"] = trial.Trial.Number,
            ["name"] = trial.Name,
            ["setting"] = Prepared.Plan.Label(Prepared.Plan.Settings[trial.Trial.Setting]),
            ["seed"] = trial.Trial.Seed is { } seed ? JsonNode.Parse(seed) : null,
            ["changes"] = new JsonObject(trial.Trial.Changes.Select(change => KeyValuePair.Create(change.Path, JsonNode.Parse(change.Json)))),
            ["experiment sha256"] = trial.Sha256,
        })]),
    });
}
