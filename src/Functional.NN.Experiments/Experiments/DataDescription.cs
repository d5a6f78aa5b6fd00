namespace Functional.NN.Experiments;

/// <summary>Which data an experiment is about, and what becomes of them before training.</summary>
/// <remarks>
/// In this order: the source is read; where it is one table, the share <see cref="Test"/> of its rows is held back to test with; of the training samples the first <see cref="Limit"/> are taken;
/// the share <see cref="Validation"/> of these is held back for validation (stratified by class); the normalization is fitted to the remaining training samples and applied to all; classes become vectors of zeros
/// and a one where <see cref="OneHot"/> says so; training batches are augmented.
/// </remarks>
/// <param name="Source">a name of <see cref="NamedData{T}"/></param>
/// <param name="Path">the file or folder, where the source has one; relative to the experiment's file, or to the folders in which data are looked for</param>
/// <param name="Table">how a CSV file is read; its last column is the class when nothing is said</param>
/// <param name="Limit">how many training samples, the first ones; all when none is given</param>
/// <param name="Test">the share of a table's rows that is held back to test with</param>
/// <param name="Validation">the share of the training samples that is held back for validation, from 0 to below 1</param>
/// <param name="Normalization">how inputs are normalized; not at all unless told</param>
/// <param name="OneHot">whether class targets are vectors of zeros and a one</param>
/// <param name="Augmentation">how training samples are changed at random when they are read</param>
public sealed record DataDescription(
    string Source, string? Path = null, CsvFormat? Table = null, int? Limit = null, double Test = DataDescription.UsualTest, double Validation = 0, InputNormalization? Normalization = null, bool OneHot = false, IAugmentation? Augmentation = null)
{
    /// <summary>A fifth of a table's rows.</summary>
    public const double UsualTest = 0.2;

    /// <summary>A name of <see cref="NamedData{T}"/>.</summary>
    public string Source { get; init => field = Known(value); } = Known(Source);

    /// <summary>How many training samples, from 1 on.</summary>
    public int? Limit { get; init => field = Counted(value); } = Counted(Limit);

    /// <summary>The share of a table's rows that is held back to test with, above 0 and below 1.</summary>
    public double Test { get; init => field = Share(value, "test", orNone: false); } = Share(Test, "test", orNone: false);

    /// <summary>The share of the training samples that is held back for validation, from 0 to below 1.</summary>
    public double Validation { get; init => field = Share(value, "validation", orNone: true); } = Share(Validation, "validation", orNone: true);

    /// <summary>Data by a word: a name of <see cref="NamedData{T}"/>, or the path of a CSV file.</summary>
    /// <exception cref="NNException">There are none of that name.</exception>
    public static DataDescription Named(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) return new("csv", word);
        if (NamedData<float>.All.Names.All(name => name != word) && word.AsSpan().ContainsAny(System.IO.Path.DirectorySeparatorChar, '.'))
            throw new NNException($"{word}: data files end in .csv; for IDX files say --data idx and name their folder with --data-dir.");
        return new(word);
    }

    /// <summary>The same with other parts; what is not named stays.</summary>
    public DataDescription With(
        string? source = null, string? path = null, CsvFormat? table = null, int? limit = null, double? test = null, double? validation = null, InputNormalization? normalization = null, bool? oneHot = null,
        IAugmentation? augmentation = null) => this with
        {
            Source = source ?? Source,
            Path = path ?? Path,
            Table = table ?? Table,
            Limit = limit ?? Limit,
            Test = test ?? Test,
            Validation = validation ?? Validation,
            Normalization = normalization ?? Normalization,
            OneHot = oneHot ?? OneHot,
            Augmentation = augmentation ?? Augmentation,
        };

    private static string Known(string source)
    {
        NamedData<float>.All.Find(source);
        return source;
    }

    private static int? Counted(int? limit) => limit is null or >= 1 ? limit : throw new NNException(Invariant.Text($"DataDescription: the limit is a number of samples from 1 on, got {limit}."));

    private static double Share(double share, string what, bool orNone) => share < 1 && (share > 0 || (orNone && share == 0)) ? share + 0.0
        : throw new NNException(Invariant.Text($"DataDescription: the share held back for {what} must be {(orNone ? "from 0" : "above 0")} to below 1, got {share}."));
}
