using System.Globalization;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary>What the processes of a sweep are told besides their trial.</summary>
/// <param name="Threads">on how many threads each computes</param>
/// <param name="MayHaveLeftovers">whether processes of the same sweep may still be ending: those of one that was killed</param>
/// <param name="Options">further arguments of <c>fnn train</c> that belong to a run and not to its experiment</param>
internal sealed record TrialOptions(int Threads, bool MayHaveLeftovers, IReadOnlyList<string> Options);

/// <summary>Runs the trials of a sweep in processes of their own.</summary>
internal sealed class TrialProcesses(SweepRecord sweep, TrialOptions options, Action<SweepTrial, string> said) : ITrialRunner
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromMilliseconds(100);

    public TrialRecord Read(SweepTrial trial) => TrialReader.Read(sweep.Folder, Prepared(trial));

    public async Task<string?> Run(TrialJob job, CancellationToken cancellation)
    {
        var trial = Prepared(job.Trial);
        string? why = await Attempt(job, trial, cancellation).ConfigureAwait(false);
        // A process that a killed sweep left behind may have begun the run at the same moment; it saves its state and ends, and the run goes on from there.
        if (why is not null && options.MayHaveLeftovers && !cancellation.IsCancellationRequested) why = await Attempt(job, trial, cancellation).ConfigureAwait(false);
        if (why is not null) Keep(trial, why);
        return why;
    }

    /// <summary>Runs the trial's process; what went wrong, where the run is not where it should be.</summary>
    private async Task<string?> Attempt(TrialJob job, PreparedTrial trial, CancellationToken cancellation)
    {
        try
        {
            if (File.Exists(sweep.Folder.Failure(trial))) File.Delete(sweep.Folder.Failure(trial));
            await Free(sweep.Folder.Run(trial), cancellation).ConfigureAwait(false);
            var (code, complaint) = await TrialProcess.Run(Arguments(job, trial), line => said(job.Trial, line), cancellation).ConfigureAwait(false);
            return Read(job.Trial).IsDone(job.Until) ? null : TrialProcess.Failure(code, complaint);
        }
        catch (Exception e) when (e is NNException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return e.Message;
        }
    }

    /// <summary>The command line of a trial.</summary>
    private IEnumerable<string> Arguments(TrialJob job, PreparedTrial trial)
    {
        var folder = sweep.Folder.Run(trial);
        string run = folder.Path;
        return
        [
            "train", .. folder.IsRun ? new[] { "--resume", run } : [sweep.Folder.Experiment(trial), "--run", run, .. sweep.Beside is { } beside ? new[] { TrainCommand.Beside, beside } : []],
            .. job.Until is { } epoch ? new[] { "--until-epoch", epoch.ToString(CultureInfo.InvariantCulture) } : [],
            "--threads", options.Threads.ToString(CultureInfo.InvariantCulture), .. options.Options,
        ];
    }

    /// <summary>Waits for a process to let go of a run's folder: one that a sweep left behind which was killed saves its state and ends.</summary>
    private static async Task Free(RunFolder run, CancellationToken cancellation)
    {
        for (var waited = TimeSpan.Zero; File.Exists(run.Lock); waited += Pause)
        {
            try
            {
                FolderLock.Take(run.Lock, $"{run.Path}: the run").Dispose();
                return;
            }
            catch (NNException) when (waited < Patience && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(Pause, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes what went wrong, for whoever looks at the record later; that it cannot be written is no second failure.</summary>
    private void Keep(PreparedTrial trial, string why)
    {
        try
        {
            string path = sweep.Folder.Failure(trial);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            RecordJson.WriteText(path, why + "\n");
        }
        catch (Exception e) when (e is NNException or IOException or UnauthorizedAccessException)
        {
            said(trial.Trial, e.Message);
        }
    }

    private PreparedTrial Prepared(SweepTrial trial) => sweep.Prepared.Trials[trial.Index];
}
