using System.Collections.Immutable;
using System.Numerics;
using System.Text;

namespace Functional.NN.Experiments;

/// <summary>The page of a run: one HTML file with its curves, decisions, mistakes, hashes, and the command that makes it again.</summary>
public static class RunReport
{
    /// <summary>The page of a run as HTML.</summary>
    /// <param name="record">the run</param>
    /// <param name="places">where its data are looked for; what needs them is left out, and the page says why, where they are not there or not those of the run</param>
    /// <param name="compute">by what the model is asked</param>
    public static string Html(RunRecord record, DataPlaces places, Compute compute)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(compute);
        return Page(record, places, compute).ToHtml();
    }

    /// <summary>Writes the page of a run, into its folder unless told.</summary>
    /// <returns>the file</returns>
    /// <exception cref="DataException">There is no run, or the file cannot be written.</exception>
    public static string Write(RunRecord record, DataPlaces places, Compute compute, string? path = null)
    {
        string html = Html(record, places, compute), file = path ?? record.Folder.Report;
        WholeFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(html)));
        return file;
    }

    internal static RunPage Page(RunRecord record, DataPlaces places, Compute compute)
    {
        var e = record.Experiment;
        return new(e.Name, Subject(e), Headlines(record), record.Log.Epochs, record.Log.Steps)
        {
            Faults = [.. new[] { record.Result?.Fault, record.Log.Fault }.OfType<string>(), .. record.Result is null ? ["The run was ended before it could say how it ended."] : Array.Empty<string>()],
            BestEpoch = record.Result?.BestEpoch,
            Findings = Findings(record, places with { Beside = record.Header.Beside }, compute),
            Network = e.Network.ToString(),
            Sessions = record.Sessions,
            Hashes = [.. Hashes(record)],
            Experiment = e.ToJson(),
            Commands = ["fnn verify run .", "fnn train experiment.json"],
        };
    }

    private static string Subject(Experiment e) => Invariant.Text($"{e.Data.Path ?? e.Data.Source}; a network of {e.Network.Layout.Size:N0} parameters; {e.Optimizer}{(e.Schedule == Experiment.ConstantRate ? "" : $" with the schedule {e.Schedule}")}; batches of {e.Training.Batch}; seed {e.Seed}");

    private static ImmutableArray<Headline> Headlines(RunRecord record)
    {
        var all = ImmutableArray.CreateBuilder<Headline>();
        var last = record.Log.Epochs is [.., var epoch] ? epoch.Result : null;
        if ((record.Result?.Test ?? last?.Test) is { } test)
        {
            foreach (var (name, value) in test.Values) all.Add(new($"test {name}", PageText.Metric(name, value), PageText.IsShare(name) ? Invariant.Text($"{Math.Round((1 - value) * test.Samples):N0} of {test.Samples:N0} wrong") : null));
            all.Add(new("test loss", PageText.Number(test.DataLoss)));
        }
        if ((record.Result?.Validation ?? last?.Validation) is { } validation) all.Add(new("validation loss", PageText.Number(validation.DataLoss)));
        if (last is not null) all.Add(new("training loss", PageText.Number(last.Training.Loss), "mean of the last epoch"));
        all.Add(new("epochs", Invariant.Text($"{record.Log.Epochs.Length:N0}"), Invariant.Text($"{record.Log.Steps.Length:N0} steps") + (record.Result?.BestEpoch is { } best ? Invariant.Text($"; the best is {best}") : "")));
        all.Add(new("parameters", Invariant.Text($"{record.Experiment.Network.Layout.Size:N0}"), record.Experiment.Training.Precision == Precision.Float ? "float" : "double"));
        if (record.Result is { } result) all.Add(new("time", PageText.Time(result.Seconds), RunResult.Words(result.End)));
        return all.ToImmutable();
    }

    private static IEnumerable<(string, string)> Hashes(RunRecord record) =>
    [
        ("experiment", record.Header.ExperimentSha256),
        .. record.Header.Data.Select(part => ($"data: {part.Key}", part.Value)),
        .. record.Result is { } result ? [("theta", result.ThetaSha256), ("state", result.StateSha256), ("chain", result.ChainSha256)] : Array.Empty<(string, string)>(),
    ];

    private static ModelFindings Findings(RunRecord record, DataPlaces places, Compute compute) =>
        record.Experiment.Training.Precision == Precision.Double ? Findings<double>(record, places, compute) : Findings<float>(record, places, compute);

    private static ModelFindings Findings<T>(RunRecord record, DataPlaces places, Compute compute) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            var prepared = PreparedTraining<T>.Of(record.Experiment, places);
            if (RecordDifferences.OfData(record.Header.Data, prepared.DataHashes) is [var difference, ..]) return ModelFindings.None($"What the model decides is left out: {difference}.");
            return Trained<T>(record) is { } model ? new ModelExamination<T>(prepared, model, compute).All(record.Log.Epochs) with { Losses = new LossPictures<T>(record, prepared, model, compute).All() } : ModelFindings.None("What the model decides is left out: no state of the run is saved.");
        }
        catch (NNException e)
        {
            return ModelFindings.None($"What the model decides is left out: {e.Message}");
        }
    }

    /// <summary>The model of the run's end, or else of its last saved state.</summary>
    private static Model<T>? Trained<T>(RunRecord record) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        record.Result is { IsComplete: true } && File.Exists(record.Folder.Model) ? Model.Load<T>(record.Folder.Model, record.Experiment.Network) : record.LastState<T>()?.Train.Model;
}
