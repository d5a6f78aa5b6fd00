using System.Globalization;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary>Which trials of a sweep are to be run: all, some by number, or those that failed.</summary>
internal static class SweepChoiceOfTrials
{
    /// <summary>The trials' places. Of trials that failed by a number that is not finite the record is taken away: they begin anew.</summary>
    /// <param name="record">the sweep, locked</param>
    /// <param name="only">numbers with commas between them; none for all</param>
    /// <param name="failed">whether only those that failed</param>
    /// <exception cref="NNException">There is no trial of a number.</exception>
    public static IReadOnlySet<int> Of(SweepRecord record, string? only, bool failed)
    {
        int count = record.Prepared.Trials.Length;
        HashSet<int> asked = [.. only is null ? Enumerable.Range(0, count) : only.Split(',').Select(number => Index(number, count))];
        if (!failed) return asked;
        asked.RemoveWhere(index => TrialReader.Read(record.Folder, record.Prepared.Trials[index]) is not ({ State: TrialState.NotFinite } or { Why: not null }));
        foreach (int index in asked) BeginAnew(record, record.Prepared.Trials[index]);
        return asked;
    }

    private static int Index(string text, int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= count ? number - 1
        : throw new NNException(string.Create(CultureInfo.InvariantCulture, $"--only takes numbers of trials from 1 to {count} with commas between them, such as 3,7; got \"{text}\"."));

    private static void BeginAnew(SweepRecord record, PreparedTrial trial)
    {
        if (TrialReader.Read(record.Folder, trial).State != TrialState.NotFinite) return;
        var run = record.Folder.Run(trial);
        FolderLock.Take(run.Lock, $"{run.Path}: the run").Dispose();
        try
        {
            Directory.Delete(run.Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{run.Path}: the failed run cannot be taken away; the system says: {e.Message}", e);
        }
    }
}
