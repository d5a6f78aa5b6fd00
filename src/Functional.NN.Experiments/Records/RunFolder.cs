using System.Globalization;

namespace Functional.NN.Experiments;

/// <summary>Where the parts of a run's record are.</summary>
/// <param name="Path">the folder</param>
public sealed record RunFolder(string Path)
{
    private const string CheckpointSuffix = ".safetensors";

    /// <summary>The experiment in its canonical form.</summary>
    public string Experiment => In("experiment.json");

    /// <summary>What the run was begun with: the hashes of experiment and data.</summary>
    public string Header => In("run.json");

    /// <summary>One line for every start and resumption: where, with what, from which step.</summary>
    public string Sessions => In("sessions.jsonl");

    /// <summary>One line for every step and every epoch.</summary>
    public string Log => In("log.jsonl");

    /// <summary>How the run ended, or was left.</summary>
    public string Result => In("result.json");

    /// <summary>The trained model.</summary>
    public string Model => In("model.safetensors");

    /// <summary>The page for people.</summary>
    public string Report => In("report.html");

    /// <summary>The folder of TensorBoard's event files.</summary>
    public string TensorBoard => In("tensorboard");

    /// <summary>The saved states.</summary>
    public string Checkpoints => In("checkpoints");

    /// <summary>Held locked by the process that writes the record.</summary>
    public string Lock => In("lock");

    /// <summary>Whether there is a run's record.</summary>
    public bool IsRun => File.Exists(Header);

    /// <summary>The file of the state after so many steps.</summary>
    public string Checkpoint(long step) => System.IO.Path.Combine(Checkpoints, step.ToString("000000000", CultureInfo.InvariantCulture) + CheckpointSuffix);

    /// <summary>The steps after which there is a saved state, the last one first.</summary>
    public IReadOnlyList<long> CheckpointSteps() => !Directory.Exists(Checkpoints) ? [] :
        [.. Directory.EnumerateFiles(Checkpoints, "*" + CheckpointSuffix).Select(StepOf).OfType<long>().OrderDescending()];

    /// <summary>The folder of a run.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public static RunFolder Existing(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = new RunFolder(path);
        return folder.IsRun ? folder : throw new DataException(!Directory.Exists(path) ? $"{path}: there is no such folder." : $"{path}: the folder holds no run: there is no {System.IO.Path.GetFileName(folder.Header)} in it.");
    }

    /// <summary>This folder, or where it is there already the same with a number, which is made here: of several that ask at once each gets its own.</summary>
    internal static string Unused(string path)
    {
        for (int number = 1; ; number++)
        {
            string tried = number == 1 ? path : Invariant.Text($"{path}-{number}");
            if (IsMade(tried)) return tried;
        }
    }

    /// <summary>Takes away a folder that was made for a run which then did not begin, and the one around it where nothing else is in it.</summary>
    internal static void RemoveUnused(string path)
    {
        if (new RunFolder(path).IsRun || Directory.EnumerateFileSystemEntries(path).Any(entry => System.IO.Path.GetFileName(entry) != "lock")) return;
        Directory.Delete(path, recursive: true);
        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } around && !Directory.EnumerateFileSystemEntries(around).Any()) Directory.Delete(around);
    }

    /// <summary>Whether a folder was not there and is now. Making a folder does not say who made it; moving one to a name that is taken fails.</summary>
    private static bool IsMade(string path) => OnDisk.Write(path, () =>
    {
        if (Directory.Exists(path)) return false;
        string made = Directory.CreateDirectory($"{path}.{Guid.NewGuid():N}.tmp").FullName;
        try
        {
            File.WriteAllBytes(System.IO.Path.Combine(made, "lock"), []);
            Directory.Move(made, path);
            return true;
        }
        catch (IOException) when (Directory.Exists(path))
        {
            Directory.Delete(made, recursive: true);
            return false;
        }
    });

    private static long? StepOf(string path) =>
        long.TryParse(System.IO.Path.GetFileName(path)[..^CheckpointSuffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step : null;

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
