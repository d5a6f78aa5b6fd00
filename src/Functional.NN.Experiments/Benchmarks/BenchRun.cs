using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>What to measure, and how.</summary>
/// <param name="Families">names of <see cref="BenchFamilies"/>; all when there are none</param>
/// <param name="Cases">names of cases of these families; their usual ones when there are none</param>
/// <param name="Threads">for what can use threads</param>
/// <param name="Epochs">how many epochs are measured after the first one</param>
/// <param name="DataFolder">the folder to look for MNIST in first</param>
internal sealed record BenchSettings(IReadOnlyList<string> Families, IReadOnlyList<string> Cases, int Threads, int Epochs, string? DataFolder);

/// <summary>A measurement in progress: its settings, and what its cases share.</summary>
internal sealed class BenchRun(BenchSettings settings, CancellationToken cancellation = default)
{
    private readonly Lazy<DataFolders> _folders = new(() => DataFolders.Search(settings.DataFolder));
    private Dataset<float>? _images;

    /// <summary>What to measure, and how.</summary>
    public BenchSettings Settings { get; } = settings;

    /// <summary>Ends training within a step.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>What the machine can reach.</summary>
    public Peaks Peaks { get; } = new();

    /// <summary>Where MNIST is looked for.</summary>
    public DataFolders Folders => _folders.Value;

    /// <summary>Whether it is not there, and something that looks like it takes its place.</summary>
    public bool IsSynthetic => !Mnist.IsPresent(Folders);

    /// <summary>MNIST, or something that looks like it.</summary>
    public Dataset<float> Images => _images ??= TrainingImages.Find(Folders);

    /// <summary>Where MNIST was looked for, when it was wanted and not found.</summary>
    public string? MissingData => _folders.IsValueCreated && IsSynthetic
        ? $"MNIST was not found; it was looked for in these folders: {Folders}. Training is measured on made-up images of its shape, which changes times a little."
        : null;

    /// <summary>The peaks of both precisions, on one thread and on all that are to be used.</summary>
    public IEnumerable<BenchResult> MeasurePeaks() => new[] { 1, Peaks.Usable(Settings.Threads) }.Distinct().SelectMany(threads => new BenchResult[] { Peak<float>(threads), Peak<double>(threads) });

    /// <summary>The chosen cases, found before anything is measured.</summary>
    /// <exception cref="NNException">A name is unknown.</exception>
    public IReadOnlyList<BenchCase> Cases()
    {
        BenchFamily[] families = [.. Settings.Families.Count == 0 ? BenchFamilies.All.Entries.Select(entry => entry.Item) : Settings.Families.Select(BenchFamilies.All.Find)];
        return Settings.Cases.Count == 0 ? [.. families.SelectMany(family => family.Cases)] : [.. Settings.Cases.SelectMany(name => Found(families, name))];
    }

    /// <summary>Times what multiplies and adds, and the peak before each try; the best of both count.</summary>
    /// <param name="family">gemm or conv</param>
    /// <param name="name">the case</param>
    /// <param name="threads">on how many threads it runs</param>
    /// <param name="multiplyAdds">how many of them it has</param>
    /// <param name="work">what is timed</param>
    public ProductResult Product<T>(string family, string name, int threads, double multiplyAdds, Action work) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var peak = Peaks.Of<T>(threads);
        int calls = Timing.Calls(work);
        double limit = 0, seconds = double.PositiveInfinity;
        for (int i = 0; i < Timing.Tries; i++) (limit, seconds) = (Math.Max(limit, peak.Measure().Flops), Math.Min(seconds, Timing.Seconds(work, calls)));
        double flops = 2 * multiplyAdds / seconds;
        return new ProductResult(family, name, PrecisionOf<T>(), threads, seconds, flops, flops / limit);
    }

    /// <summary>Times what goes over elements.</summary>
    /// <param name="family">elementwise or optimizer</param>
    /// <param name="name">the case</param>
    /// <param name="elements">how many</param>
    /// <param name="work">what is timed</param>
    public static ElementResult Elements<T>(string family, string name, int elements, Action work) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(family, name, PrecisionOf<T>(), elements, Timing.Best(work) / elements);

    /// <summary>Numbers between −½ and ½, the same every time.</summary>
    public static T[] Numbers<T>(int count) where T : unmanaged, IBinaryFloatingPointIeee754<T> => RandomKey.FromSeed(1).Uniform<T>(Shape.Of(count), -0.5, 0.5).ToArray();

    private PeakResult Peak<T>(int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(PrecisionOf<T>(), threads, FmaPeak<T>.Instructions, Peaks.Best<T>(threads));

    private static Precision PrecisionOf<T>() => typeof(T) == typeof(float) ? Precision.Float : Precision.Double;

    private static BenchCase[] Found(BenchFamily[] families, string name)
    {
        BenchCase[] found = [.. families.Select(family => family.Find(name)).OfType<BenchCase>()];
        if (found.Length > 0) return found;
        string[] names = [.. families.SelectMany(family => family.Cases).Select(c => c.Name).Distinct()];
        string more = families.Contains(BenchFamilies.Train) ? "; training also takes other sizes of batches, such as mlp-b100" : "";
        throw new NNException($"there is no case \"{name}\"{NearestName.Suggestion(name, names)}; there are {string.Join(", ", names)}{more}.");
    }
}

/// <summary>One thing to measure.</summary>
/// <param name="Name">its name in its family</param>
/// <param name="Measure">measures it: one line a precision</param>
internal sealed record BenchCase(string Name, Func<BenchRun, IEnumerable<BenchResult>> Measure);

/// <summary>Things of one kind to measure.</summary>
/// <param name="Cases">the usual ones</param>
/// <param name="Other">finds an unusual one by its name; none where there are no others</param>
internal sealed record BenchFamily(IReadOnlyList<BenchCase> Cases, Func<string, BenchCase?>? Other = null)
{
    /// <summary>The case of a name, if there is one.</summary>
    public BenchCase? Find(string name) => Cases.FirstOrDefault(c => c.Name == name) ?? Other?.Invoke(name);
}
