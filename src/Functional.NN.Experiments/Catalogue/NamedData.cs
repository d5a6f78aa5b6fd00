using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>Which data are wanted, where they are looked for, and the key that draws which of them are held back.</summary>
/// <param name="Data">the data as an experiment names them</param>
/// <param name="Places">where files are looked for</param>
/// <param name="Key">the run's key</param>
public sealed record DataRequest(DataDescription Data, DataPlaces Places, RandomKey Key);

/// <summary>What a network for some data takes and gives.</summary>
/// <param name="Input">the shape of a sample</param>
/// <param name="Outputs">how many classes there are, or how many numbers a target has</param>
/// <param name="Classes">whether targets are classes</param>
public sealed record DataForm(Shape Input, int Outputs, bool Classes);

/// <summary>Samples to train on and samples to test with.</summary>
/// <param name="Training">the samples to train on</param>
/// <param name="Test">the samples to test with; where there are only a few in all, the same</param>
public sealed record TrainingData<T>(Dataset<T> Training, Dataset<T> Test) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;

/// <summary>What to train with on some data when nothing else is said.</summary>
public sealed record TrainingDefaults(string Network, int Epochs, int Batch, double? Rate = null);

/// <summary>Data to choose.</summary>
/// <param name="Read">how they are read: all training samples, and those to test with</param>
/// <param name="Defaults">what to train on them with</param>
/// <param name="Form">what a network for them takes and gives, where that is known before they are read</param>
/// <param name="Files">which files they are in, where they are in files</param>
/// <param name="NeedsPath">whether an experiment must say where these are</param>
/// <param name="Checked">the hashes of their uncompressed bytes, where reading them checks these already</param>
public sealed record DataChoice<T>(Func<DataRequest, TrainingData<T>> Read, TrainingDefaults Defaults, DataForm? Form = null, Func<DataRequest, IReadOnlyList<string>>? Files = null, bool NeedsPath = false,
    ImmutableSortedDictionary<string, string>? Checked = null) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;

/// <summary>The data by name.</summary>
/// <remarks>Drawn data do not depend on a run's seed: the same samples for everybody. A limit takes the first ones.</remarks>
public static class NamedData<T> where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private const int DigitCount = 6000, PointCount = 1000;
    private const int Images = 10;   // classes of the IDX sets in MNIST's form

    private static readonly RandomKey Drawn = RandomKey.FromSeed(0).Fold("data");

    private static readonly DataForm Digits = new([1, 28, 28], Images, true), Points = new([2], 2, true);

    /// <summary>One line a dataset.</summary>
    public static Registry<DataChoice<T>> All { get; } = new("data set",
    [
        new("digits", "drawn digits 28×28, embedded", new(r => Both(SyntheticData.Digits<T>, DigitCount, r), new("lenet5", 8, 64), Digits)),
        new("mnist", "handwritten digits, from --data-dir, $FNN_DATA or the cache", new(MnistSet, new("lenet5", 3, 128), Digits, MnistFiles, Checked: DataHashes.Of(Mnist.Files.Select(file => (file.Name, file.Sha256))))),
        new("idx", "four IDX files named as MNIST's, in a folder", new(IdxSet, new("lenet5", 3, 128), Files: IdxFiles, NeedsPath: true)),
        new("csv", "a table whose last column is the target", new(Table, new("mlp:32-32", 50, 32, 0.01), Files: r => [r.Places.Find(r.Data)], NeedsPath: true)),
        new("xor", "the four samples of exclusive or", new(r => Same(SyntheticData.Xor<T>()), new("mlp:8", 500, 4, 0.02), new([2], 1, false))),
        new("moons", "two half circles", new(r => Both((n, key) => SyntheticData.TwoMoons<T>(n, key), PointCount, r), new("mlp:32-32", 30, 32, 0.01), Points)),
        new("spirals", "two spirals", new(r => Both((n, key) => SyntheticData.TwoSpirals<T>(n, key), 2 * PointCount, r), new("mlp:64-64", 60, 32, 0.01), Points)),
        new("blobs", "three clouds", new(r => Both((n, key) => SyntheticData.Blobs<T>(n, key, SyntheticData.BlobCentres(Drawn.Fold("blobs"), 3, 2)), PointCount, r), new("linear", 20, 32, 0.05), new([2], 3, true))),
    ]);

    /// <summary>The data of a description, its limit taken.</summary>
    /// <exception cref="NNException">There are none of that name, not so many, or their files are missing or damaged.</exception>
    public static TrainingData<T> Read(DataRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var read = All.Find(request.Data.Source).Read(request);
        return request.Data.Limit is not { } limit ? read
            : limit <= read.Training.Count ? read with { Training = read.Training.Take(limit) }
            : throw new NNException(Invariant.Text($"the data \"{request.Data.Source}\": asked for the first {limit} training samples (limit), there are {read.Training.Count}."));
    }

    /// <summary>The hashes of the bytes of the data: of their files, uncompressed, or of the samples where they are drawn.</summary>
    internal static ImmutableSortedDictionary<string, string> Hashes(DataRequest request, TrainingData<T> read) =>
        All.Find(request.Data.Source) is var choice && choice.Checked is { } known ? known : choice.Files is { } files ? DataHashes.OfFiles(files(request)) : DataHashes.OfSamples(read);

    /// <summary>What a network for the data of a description takes and gives; files are read where it is not known without.</summary>
    /// <exception cref="NNException">There are none of that name, or their files are missing or damaged.</exception>
    public static DataForm Form(DataRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (All.Find(request.Data.Source).Form is { } known) return known;
        var data = Read(request).Training;
        return new DataForm(data.InputShape, data.Classes ?? data.TargetShape.Size, data.Classes is not null);
    }

    private static TrainingData<T> Both(Func<int, RandomKey, Dataset<T>> draw, int count, DataRequest request) =>
        new(draw(request.Data.Limit ?? count, Drawn.Fold("train")), draw(PointCount, Drawn.Fold("test")));

    private static TrainingData<T> Same(Dataset<T> data) => new(data, data);

    private static IReadOnlyList<string> MnistFiles(DataRequest request)
    {
        var folders = request.Places.Folders;
        return Mnist.IsPresent(folders) ? [.. Mnist.Files.Select(file => Mnist.Find(folders, file)!)]
            : throw new DataException($"MNIST was not found; looked for {string.Join(", ", Mnist.Files.Select(file => file.Name))}, plain or .gz, in: {folders}. Put the four files in one of these folders, or name theirs with --data-dir or FNN_DATA.");
    }

    private static TrainingData<T> MnistSet(DataRequest request)
    {
        MnistFiles(request);
        var (training, test) = Mnist.Load<T>(request.Places.Folders);
        return new(training, test);
    }

    private static IReadOnlyList<string> IdxFiles(DataRequest request)
    {
        string folder = request.Places.Find(request.Data);
        return [.. Mnist.Files.Select(file => Mnist.Find(DataFolders.Of(folder), file) ?? throw new DataException($"{file.Name}: the file was not found, neither plain nor as .gz; looked in: {folder}."))];
    }

    private static TrainingData<T> IdxSet(DataRequest request)
    {
        var paths = IdxFiles(request);
        return new(Dataset.FromIdx<T>(paths[0], paths[1], Images), Dataset.FromIdx<T>(paths[2], paths[3], Images));
    }

    private static TrainingData<T> Table(DataRequest request)
    {
        var format = request.Data.Table ?? new CsvFormat(-1);
        string path = request.Places.Find(request.Data);
        var rows = CsvData.Read<T>(path, format);
        var key = request.Key.Fold("test");
        double kept = 1 - request.Data.Test;
        var (training, test) = format.Task == CsvTask.Regression ? rows.Split(kept, key) : rows.SplitStratified(kept, key);
        if (training.Count == 0 || test.Count == 0) throw new DataException($"{path}: {rows.Count} rows are too few to train on some and test with others.");
        return new(training, test);
    }
}
