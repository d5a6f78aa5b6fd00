namespace Functional.NN.Experiments;

/// <summary>Where the parts of a sweep's record are.</summary>
/// <param name="Path">the folder</param>
public sealed record SweepFolder(string Path)
{
    /// <summary>The experiment file as it was given, without its comments.</summary>
    public string Source => In("source.json");

    /// <summary>The sweep in its canonical form, its trials and their hashes.</summary>
    public string Header => In("sweep.json");

    /// <summary>What came of it, over the seeds.</summary>
    public string Summary => In("summary.json");

    /// <summary>The page for people.</summary>
    public string Report => In("report.html");

    /// <summary>Held locked by the process that runs the sweep.</summary>
    public string Lock => In("lock");

    /// <summary>Whether there is a sweep's record.</summary>
    public bool IsSweep => File.Exists(Header);

    /// <summary>The experiment of a trial in its canonical form; <c>fnn train</c> runs it by itself.</summary>
    public string Experiment(PreparedTrial trial) => System.IO.Path.Combine(In("experiments"), Named(trial) + ".json");

    /// <summary>The record of a trial: that of a run like any other.</summary>
    public RunFolder Run(PreparedTrial trial) => new(System.IO.Path.Combine(In("trials"), Named(trial)));

    /// <summary>What went wrong with a trial's process, where something did.</summary>
    public string Failure(PreparedTrial trial) => System.IO.Path.Combine(In("failures"), Named(trial) + ".txt");

    /// <summary>The folder of a sweep.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public static SweepFolder Existing(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = new SweepFolder(path);
        return folder.IsSweep ? folder : throw new DataException(!Directory.Exists(path) ? $"{path}: there is no such folder." : $"{path}: the folder holds no sweep: there is no {System.IO.Path.GetFileName(folder.Header)} in it.");
    }

    private static string Named(PreparedTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.Name;
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
