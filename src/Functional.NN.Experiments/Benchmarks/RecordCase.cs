using System.Diagnostics;

namespace Functional.NN.Experiments;

/// <summary>What does the record of a run cost? LeNet-5 as <c>fnn train</c> trains it, by turns with a record and without one, from reading the data to the last test.</summary>
internal static class RecordCase
{
    private const int Pairs = 7;

    /// <summary>The case.</summary>
    public static BenchCase LeNet5 { get; } = new("lenet5", run => [Measure(run)]);

    private static RecordResult Measure(BenchRun run)
    {
        var places = new DataPlaces(DataFolders.Search(run.Settings.DataFolder));
        bool synthetic = !Mnist.IsPresent(places.Folders);
        var usual = UsualExperiment.On(new DataDescription(synthetic ? "digits" : "mnist"), places, "lenet5");
        var experiment = usual with { Training = usual.Training with { Epochs = run.Settings.Epochs } };
        var options = new RunOptions { Places = places, Compute = Compute.Default.With(threads: run.Settings.Threads) };
        var pairs = new List<(Spent Without, Spent With)>();
        bool same = true;
        for (int i = 0; i <= Pairs; i++)
        {
            var (without, theta) = Run(experiment, options, run.Cancellation);
            var (with, recorded) = Recorded(experiment, options, run.Cancellation);
            same &= theta == recorded;
            if (i > 0) pairs.Add((without, with));   // the first pair warms up
        }
        return new RecordResult("lenet5", run.Settings.Threads, synthetic, experiment.Training.Epochs, pairs.Min(p => p.Without.Seconds), pairs.Min(p => p.With.Seconds),
            Timing.Median(pairs.Select(p => p.With.Seconds / p.Without.Seconds)), Timing.Median(pairs.Select(p => p.With.Processor / p.Without.Processor)), same);
    }

    private static (Spent Spent, string Theta) Recorded(Experiment experiment, RunOptions options, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("fnn-bench-");
        try
        {
            return Run(experiment, options with { Folder = folder.FullName }, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (Spent Spent, string Theta) Run(Experiment experiment, RunOptions options, CancellationToken cancellation)
    {
        GC.Collect();
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var report = TrainingRun.Run(experiment, options, cancellation: cancellation);
        cancellation.ThrowIfCancellationRequested();
        return (new(clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds), report.ThetaSha256);
    }

    /// <summary>Seconds by the clock, and of all processors.</summary>
    private readonly record struct Spent(double Seconds, double Processor);
}
