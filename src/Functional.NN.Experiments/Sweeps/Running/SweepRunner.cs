using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>Whoever runs single trials and keeps their records.</summary>
internal interface ITrialRunner
{
    /// <summary>Runs a trial, or goes on with it. What came of it is in its record; a failure is no exception.</summary>
    /// <returns>what went wrong with the process; none where nothing did</returns>
    Task<string?> Run(TrialJob job, CancellationToken cancellation);

    /// <summary>What a trial's record says now.</summary>
    TrialRecord Read(SweepTrial trial);
}

/// <summary>Somebody who watches a sweep. Calls come one at a time.</summary>
internal interface ISweepWatcher
{
    /// <summary>A stage begins, with so many trials to run.</summary>
    void OnStage(SweepStage stage) { }

    /// <summary>A trial begins, or goes on.</summary>
    void OnStart(TrialJob job) { }

    /// <summary>A trial is at its end, paused, interrupted or failed.</summary>
    void OnEnd(TrialJob job, TrialRecord record) { }
}

/// <summary>Runs a sweep: stage by stage, in each so many trials at once.</summary>
/// <param name="Plan">the plan</param>
/// <param name="Measure">what settings are compared by</param>
/// <param name="Processes">how many trials run at once</param>
internal sealed record SweepRunner(SweepPlan Plan, SweepMeasure Measure, int Processes)
{
    private const string Unfinished = "its process ended before the run did";

    /// <summary>Does what is missing.</summary>
    /// <param name="runner">runs single trials</param>
    /// <param name="isAsked">which trials are to be run at all</param>
    /// <param name="watcher">sees each trial begin and end</param>
    /// <param name="cancellation">interrupts the trials that are running, and begins no others</param>
    /// <returns>the last stage and the records; jobs that are left in it were interrupted</returns>
    public async Task<(SweepStage Stage, ImmutableArray<TrialRecord> Records)> Run(ITrialRunner runner, Func<SweepTrial, bool> isAsked, ISweepWatcher watcher, CancellationToken cancellation)
    {
        TrialRecord[] records = [.. Plan.Trials.Select(runner.Read)];
        var failed = new ConcurrentDictionary<int, string>();
        while (true)
        {
            var stage = SweepStage.Of(Plan, Measure, records, trial => failed.ContainsKey(trial.Index) || !isAsked(trial));
            if (stage.Jobs.IsEmpty || cancellation.IsCancellationRequested) return (stage, [.. records]);
            watcher.OnStage(stage);
            var waiting = new ConcurrentQueue<TrialJob>(stage.Jobs);
            await Task.WhenAll(Enumerable.Range(0, Math.Min(Processes, stage.Jobs.Length)).Select(_ => Task.Run(Work, CancellationToken.None))).ConfigureAwait(false);

            async Task Work()
            {
                while (!cancellation.IsCancellationRequested && waiting.TryDequeue(out var job))
                {
                    lock (waiting) watcher.OnStart(job);
                    string? why = await runner.Run(job, cancellation).ConfigureAwait(false);
                    var record = runner.Read(job.Trial);
                    if (!cancellation.IsCancellationRequested && !record.IsDone(job.Until)) why ??= Unfinished;
                    if (why is not null) failed[job.Trial.Index] = why;
                    lock (waiting) watcher.OnEnd(job, records[job.Trial.Index] = why is null ? record : record with { Why = why });
                }
            }
        }
    }
}
