using System.Diagnostics;
using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests;

/// <summary>A process that is killed at any moment costs time and no bit.</summary>
public sealed class KillTests
{
    private const int Kills = 20;

    /// <summary>Every third kill comes while a state is being written; the others at moments drawn at random, the first of them at once.</summary>
    [Fact]
    public void Killed_at_twenty_random_moments_in_a_row_a_run_ends_with_the_hashes_and_the_log_of_one_that_was_not()
    {
        using var runs = new InterruptedRun();
        string whole = runs.Another();
        var clock = Stopwatch.StartNew();
        var ran = FnnProcess.Run(runs.BeginOrGoOn(whole));
        double seconds = clock.Elapsed.TotalSeconds;
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        string bits = InterruptedRun.Bits(ran, whole);

        var moments = RandomKey.FromSeed(20260101).Uniform<double>([Kills], 0, 0.9 * seconds).ToArray();
        string folder = runs.Another();
        for (int killed = 0; killed < Kills;)
        {
            using var process = new FnnProcess(runs.BeginOrGoOn(folder));
            if (killed % 3 == 2) WaitForTorn(process, folder);
            else Thread.Sleep(TimeSpan.FromSeconds(killed == 0 ? 0 : moments[killed]));
            if (process.Kill())
            {
                killed++;
                continue;
            }
            // It was faster than the kill: what it ended with counts, and the next kills are for another run, this one sooner, for the machine may be faster than it was.
            Assert.Equal(bits, InterruptedRun.Bits(process.Ended(), folder));
            folder = runs.Another();
            moments[killed] /= 2;
        }
        var last = FnnProcess.Run(runs.BeginOrGoOn(folder));
        Assert.Equal((0, ""), (last.Code, last.Err));
        Assert.Equal(bits, InterruptedRun.Bits(last, folder));
        Assert.Empty(Directory.EnumerateFiles(folder, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_state_that_is_half_written_when_the_kill_comes_is_not_there()
    {
        using var runs = new InterruptedRun();
        string folder = runs.Another();
        bool torn = false;
        // A kill may come just after the state has got its name; a few tries find one before.
        for (int i = 0; i < 50 && !torn; i++)
        {
            using var process = new FnnProcess(runs.BeginOrGoOn(folder));
            WaitForTorn(process, folder);
            if (!process.Kill()) folder = runs.Another();
            torn = Torn(folder).Any();
        }
        Assert.True(torn);
        var record = RunRecord.Read(folder);
        Assert.All(record.Folder.CheckpointSteps(), step => Assert.Null(record.Checkpoint<float>(step, out _)));
    }

    private static void WaitForTorn(FnnProcess process, string folder)
    {
        while (!process.HasEnded && !Torn(folder).Any()) Thread.SpinWait(100);
    }

    private static IEnumerable<string> Torn(string folder) => Directory.Exists(new RunFolder(folder).Checkpoints) ? Directory.EnumerateFiles(new RunFolder(folder).Checkpoints, "*.tmp") : [];
}
