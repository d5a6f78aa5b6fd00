using System.Collections.Immutable;
using System.Text.Json;

namespace Functional.NN.Experiments.Verification;

/// <summary>What network is checked, on what.</summary>
/// <param name="Model">a model's file; none for a network with fresh parameters</param>
/// <param name="Network">a file with a network's JSON; none for a model's</param>
/// <param name="Data">a name of <see cref="NamedData{T}"/>, or a CSV file</param>
/// <param name="DataFolder">the folder to look for data in first</param>
/// <param name="Loss">a name of <see cref="NamedLosses"/></param>
/// <param name="Samples">how many samples</param>
internal sealed record NetworkCheckSettings(string? Model, string? Network, string Data, string? DataFolder, string Loss, int Samples);

/// <summary>A line of the table of a network: a block of its parameters, or its inputs.</summary>
internal sealed record BlockRow(string Name, Shape Shape, GradientTally Tally);

/// <summary>What came of the check of a network.</summary>
/// <param name="Network">the network</param>
/// <param name="Data">the data, in a few words</param>
/// <param name="Loss">the loss</param>
/// <param name="Coordinates">which coordinates were checked, in a few words</param>
/// <param name="Report">the report</param>
/// <param name="Seconds">how long it took</param>
internal sealed record NetworkCheckReport(Network Network, string Data, ILoss Loss, string Coordinates, GradientReport Report, double Seconds)
{
    /// <summary>Block by block, in the order of the layout, inputs last.</summary>
    public ImmutableArray<BlockRow> Rows => [.. Report.Entries.GroupBy(entry => entry.Block).OrderBy(group => Place(group.Key))
        .Select(group => new BlockRow(group.Key, group.First().Shape, GradientTally.Of(group)))];

    private int Place(string block) => Network.Layout.TakeWhile(b => b.Path != block).Count();
}

/// <summary>The check of a network on data.</summary>
internal static class NetworkCheck
{
    private const int MostOfAll = 3000, SampledPerBlock = 50;

    /// <summary>Checks the network with the loss on the first samples, in training mode.</summary>
    /// <exception cref="NNException">Something is not there, or does not fit.</exception>
    public static NetworkCheckReport Run(NetworkCheckSettings given, GradientSettings settings)
    {
        var model = Model(given, settings.Key);
        var loss = NamedLosses.All.Find(given.Loss);
        var data = NamedData<double>.Read(new DataRequest(Described(given.Data, loss), new DataPlaces(DataFolders.Search(given.DataFolder)), settings.Key)).Training;
        if (given.Samples < data.Count) data = data.Take(given.Samples);
        bool classes = data.Classes is not null;
        var fitting = NamedLosses.Fitting(given.Loss, classes);
        if (classes && loss.OneHot) data = data.OneHot();
        if (data.InputShape != model.Network.Input) throw new NNException($"the network takes samples {model.Network.Input}, those of {given.Data} are {data.InputShape}.");
        var batch = data.Batches(new Batching(data.Count, Sampling.InOrder), settings.Key, 0).First();
        int size = model.Network.Layout.Size + batch.Inputs.Shape.Size;
        if (settings.IsOfAll && size > MostOfAll) settings = settings with { Sample = SampledPerBlock };
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var report = GradientCheck.Network(model.Network, Objective.Supervised(fitting), model.Parameters, batch, settings.Key.Fold("step"), training: true, model.State, settings.Options);
        if (report.Verdict == GradientVerdict.Failed) throw new NNException($"the network, the data {given.Data} and the loss {given.Loss} do not fit each other: {report.Reason}");
        return new(model.Network, Invariant.Text($"{given.Data}, the first {batch.Count} samples"), fitting, Coordinates(settings, size), report, clock.Elapsed.TotalSeconds);
    }

    private static Model<double> Model(NetworkCheckSettings given, RandomKey key)
    {
        if (given.Model is { } path) return NN.Model.Load<double>(path);
        return Model<double>.Initialize(Read(given.Network!), key.Fold("initialize"));
    }

    private static Network Read(string path)
    {
        if (!File.Exists(path)) throw new DataException($"{path}: there is no such file.");
        try
        {
            return Network.FromJson(File.ReadAllText(path));
        }
        catch (Exception e) when (e is JsonException or NNException)
        {
            throw new DataException($"{path}: {e.Message}", e);
        }
    }

    private static DataDescription Described(string data, LossChoice loss) => DataDescription.Named(data) is var described && loss.OneHot ? described with { Table = new CsvFormat(-1, CsvTask.Regression) } : described;

    private static string Coordinates(GradientSettings settings, int size) =>
        settings.Directions is { } directions ? Invariant.Text($"{directions} random directions of {size:N0} coordinates")
        : settings.Sample is { } sample ? Invariant.Text($"at most {sample} coordinates of each block, {size:N0} in all")
        : Invariant.Text($"all {size:N0} coordinates");
}
