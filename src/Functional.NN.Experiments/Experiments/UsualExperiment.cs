namespace Functional.NN.Experiments;

/// <summary>What to do with some data when nothing else is said.</summary>
public static class UsualExperiment
{
    private const string UsualOptimizer = "adam", UsualLoss = "cross-entropy", EmbeddedFile = "digits-lenet5.json";

    /// <summary>What is run when nothing at all is said: LeNet-5 on drawn digits, the experiment of the embedded file.</summary>
    public static Experiment Embedded => ExperimentFile.Parse(EmbeddedJson);

    /// <summary>The embedded file, with its comments: a beginning for files of one's own.</summary>
    public static string EmbeddedJson
    {
        get
        {
            using var reader = new StreamReader(typeof(UsualExperiment).Assembly.GetManifestResourceStream(EmbeddedFile)!);
            return reader.ReadToEnd();
        }
    }

    /// <summary>The usual experiment on some data, with other names for what is given.</summary>
    /// <param name="data">the data</param>
    /// <param name="places">where their files are looked for, if a network's form must be read from them</param>
    /// <param name="network">a name of <see cref="NamedNetworks"/>; by the data when none is given</param>
    /// <param name="loss">a name of <see cref="NamedLosses"/></param>
    /// <param name="optimizer">a name of <see cref="NamedOptimizers"/></param>
    /// <param name="rate">the learning rate; by the optimizer and the data when none is given</param>
    /// <exception cref="NNException">There is no such thing, or it does not fit the data.</exception>
    public static Experiment On(DataDescription data, DataPlaces places, string? network = null, string? loss = null, string? optimizer = null, double? rate = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(places);
        var usual = NamedData<float>.All.Find(data.Source).Defaults;
        var chosen = NamedLosses.All.Find(loss ?? UsualLoss);
        if (chosen.OneHot && data is { Source: "csv", Table: null }) data = data with { Table = new CsvFormat(-1, CsvTask.Regression) };
        var form = NamedData<float>.Form(new DataRequest(data, places, default));
        data = data with { OneHot = form.Classes && chosen.OneHot };
        return new Experiment(NameOf(data), data, NamedNetworks.Find(network ?? usual.Network, form.Input, form.Outputs), Measured(loss ?? UsualLoss, form.Classes), Optimizer(optimizer, rate, usual), new TrainingDescription(usual.Epochs, usual.Batch));
    }

    /// <summary>The mean of a loss of that name, with the share of right decisions where there are classes.</summary>
    internal static Supervised Measured(string loss, bool classes)
    {
        var objective = NN.Objective.Supervised(NamedLosses.Fitting(loss, classes));
        return classes ? objective.With(metrics: [NamedLosses.All.Find(loss).Decision ?? new Accuracy()]) : objective;
    }

    /// <summary>An optimizer of that name at a rate, or at its usual one.</summary>
    internal static IMinimizer Optimizer(string? name, double? rate, TrainingDefaults usual)
    {
        var choice = NamedOptimizers.All.Find(name ?? UsualOptimizer);
        if (choice.Rate is null && rate is not null) throw new NNException($"{name} has no learning rate: it finds by itself how far to go; leave it out (--lr).");
        return choice.Make(rate ?? (name is null ? usual.Rate : null) ?? choice.Rate ?? 0);
    }

    private static string NameOf(DataDescription data) => data.Path is null ? data.Source : $"{data.Source}-{new string([.. Path.GetFileNameWithoutExtension(data.Path).Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')])}";
}
