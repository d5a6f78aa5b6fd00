namespace Functional.NN.Experiments;

/// <summary>Where data come from and how much of them is wanted.</summary>
/// <param name="Folder">the folder given to look in first, if one was</param>
/// <param name="Limit">how many training samples; all when none is given</param>
/// <param name="Key">draws which rows of a file are held back to test with</param>
/// <param name="Numbers">whether the target of a table is a number to predict, and not a label</param>
public sealed record DataRequest(string? Folder, int? Limit, RandomKey Key, bool Numbers = false);

/// <summary>Samples to train on and samples to test with.</summary>
/// <param name="Training">the samples to train on</param>
/// <param name="Test">the samples to test with; where there are only a few in all, the same</param>
public sealed record TrainingData<T>(Dataset<T> Training, Dataset<T> Test) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;

/// <summary>What to train with on some data when nothing else is said.</summary>
public sealed record TrainingDefaults(string Network, int Epochs, int Batch, double? Rate = null);

/// <summary>Data to choose: how they are read, and what to train on them with.</summary>
public sealed record DataChoice<T>(Func<DataRequest, TrainingData<T>> Read, TrainingDefaults Defaults) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;

/// <summary>The data by name.</summary>
/// <remarks>Drawn data do not depend on a run's seed: the same samples for everybody. A limit takes the first ones.</remarks>
public static class NamedData<T> where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private const int DigitCount = 6000, PointCount = 1000;
    private const int Images = 10;   // classes of the IDX sets in MNIST's form

    private static readonly RandomKey Drawn = RandomKey.FromSeed(0).Fold("data");

    /// <summary>One line a dataset.</summary>
    public static Registry<DataChoice<T>> All { get; } = new("data set",
    [
        new("digits", "drawn digits 28×28, embedded", new(r => Both(SyntheticData.Digits<T>, DigitCount, r), new("lenet5", 8, 64))),
        new("mnist", "handwritten digits, from --data-dir, $FNN_DATA or the cache", new(MnistSet, new("lenet5", 3, 128))),
        new("idx", "four IDX files named as MNIST's, in --data-dir", new(IdxSet, new("lenet5", 3, 128))),
        new("xor", "the four samples of exclusive or", new(r => Same(Limited(SyntheticData.Xor<T>(), r)), new("mlp:8", 500, 4, 0.02))),
        new("moons", "two half circles", new(r => Both((n, key) => SyntheticData.TwoMoons<T>(n, key), PointCount, r), new("mlp:32-32", 30, 32, 0.01))),
        new("spirals", "two spirals", new(r => Both((n, key) => SyntheticData.TwoSpirals<T>(n, key), 2 * PointCount, r), new("mlp:64-64", 60, 32, 0.01))),
        new("blobs", "three clouds", new(r => Both((n, key) => SyntheticData.Blobs<T>(n, key, SyntheticData.BlobCentres(Drawn.Fold("blobs"), 3, 2)), PointCount, r), new("linear", 20, 32, 0.05))),
    ]);

    /// <summary>The data of a name, or of a CSV file: its last column is the target, a fifth of its rows is held back to test with.</summary>
    /// <exception cref="NNException">There are none of that name.</exception>
    public static DataChoice<T> Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? new(request => Table(name, request), new("mlp:32-32", 50, 32))
            : All.Entries.All(entry => entry.Name != name) && name.AsSpan().ContainsAny(Path.DirectorySeparatorChar, '.') ? throw new NNException($"{name}: data files end in .csv; for IDX files say --data idx and name their folder with --data-dir.")
            : All.Find(name);
    }

    private static TrainingData<T> Both(Func<int, RandomKey, Dataset<T>> draw, int count, DataRequest request) =>
        new(draw(request.Limit ?? count, Drawn.Fold("train")), draw(PointCount, Drawn.Fold("test")));

    private static TrainingData<T> Same(Dataset<T> data) => new(data, data);

    private static TrainingData<T> MnistSet(DataRequest request)
    {
        var folders = DataFolders.Search(request.Folder);
        if (!Mnist.IsPresent(folders))
            throw new DataException($"MNIST was not found; looked for {string.Join(", ", Mnist.Files.Select(file => file.Name))}, plain or .gz, in: {folders}. Put the four files in one of these folders, or name theirs with --data-dir or FNN_DATA.");
        var (training, test) = Mnist.Load<T>(folders);
        return new(Limited(training, request), test);
    }

    private static TrainingData<T> IdxSet(DataRequest request)
    {
        var folders = DataFolders.Of(request.Folder ?? throw new NNException("--data idx reads four files in a folder of yours; name it with --data-dir."));
        string[] paths = [.. Mnist.Files.Select(file => Mnist.Find(folders, file) ?? throw new DataException($"{file.Name}: the file was not found, neither plain nor as .gz; looked in: {request.Folder}."))];
        return new(Limited(Dataset.FromIdx<T>(paths[0], paths[1], Images), request), Dataset.FromIdx<T>(paths[2], paths[3], Images));
    }

    private static TrainingData<T> Table(string path, DataRequest request)
    {
        var rows = CsvData.Read<T>(path, new CsvFormat(-1, request.Numbers ? CsvTask.Regression : CsvTask.Classification));
        var key = request.Key.Fold("test");
        var (training, test) = request.Numbers ? rows.Split(0.8, key) : rows.SplitStratified(0.8, key);
        if (training.Count == 0 || test.Count == 0) throw new DataException($"{path}: {rows.Count} rows are too few to train on some and test with others.");
        return new(Limited(training, request), test);
    }

    private static Dataset<T> Limited(Dataset<T> data, DataRequest request) =>
        request.Limit is not { } limit ? data
        : limit <= data.Count ? data.Take(limit) : throw new NNException($"--limit: asked for the first {limit} training samples, there are {data.Count}.");
}
