using System.Diagnostics;

namespace Functional.NN.Experiments;

/// <summary>What does the record of a run cost? LeNet-5 as <c>fnn train</c> trains it, by turns with a record and without one, from reading the data to the last test.</summary>
internal static class RecordCase
{
    private const int Pairs = 9;

    /// <summary>The case.</summary>
    public static BenchCase LeNet5 { get; } = new("lenet5", run => [Measure(run)]);

    private static RecordResult Measure(BenchRun run)
    {
        var places = new DataPlaces(run.Folders);
        var usual = UsualExperiment.On(new DataDescription(run.IsSynthetic ? "digits" : "mnist"), places, "lenet5");
        var experiment = usual with { Training = usual.Training with { Epochs = run.Settings.Epochs } };
        var options = new RunOptions { Places = places, Compute = Compute.Default.With(threads: run.Settings.Threads) };
        var (without, with) = (new List<Spent>(), new List<Spent>());
        for (int i = 0; i <= Pairs; i++)
        {
            // By turns, and the first by turns too: what comes second may find the processor warmer.
            bool recordedFirst = i % 2 == 1;
            if (recordedFirst) with.Add(Recorded(experiment, options, run.Cancellation));
            without.Add(Run(experiment, options, run.Cancellation));
            if (!recordedFirst) with.Add(Recorded(experiment, options, run.Cancellation));
        }
        bool same = without.Concat(with).Select(spent => spent.Theta).Distinct().Count() == 1;
        without.RemoveAt(0);   // the first pair warms up
        with.RemoveAt(0);
        double epoch = Timing.Median(without.SelectMany(spent => spent.Epochs)), ofEpoch = Timing.Median(with.SelectMany(spent => spent.Epochs)) - epoch;
        double rest = Timing.Median(without.Select(spent => spent.Rest)), ofRun = Timing.Median(with.Select(spent => spent.Rest)) - rest;
        int further = experiment.Training.Epochs - 1;
        return new RecordResult("lenet5", run.Settings.Threads, run.IsSynthetic, experiment.Training.Epochs, rest + further * epoch, further == 0 ? 0 : ofEpoch, ofRun,
            Timing.Median(with.Zip(without, (a, b) => a.Processor / b.Processor)), same);
    }

    private static Spent Recorded(Experiment experiment, RunOptions options, CancellationToken cancellation)
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

    private static Spent Run(Experiment experiment, RunOptions options, CancellationToken cancellation)
    {
        GC.Collect();
        var (watch, before) = (new Watch(), Environment.CpuUsage.TotalTime);
        var report = TrainingRun.Run(experiment, options, watch, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return watch.Spent((Environment.CpuUsage.TotalTime - before).TotalSeconds, report.ThetaSha256);
    }

    /// <summary>What a run took.</summary>
    /// <param name="Epochs">seconds of every epoch but the first, beside which nothing is saved</param>
    /// <param name="Rest">seconds of everything else: the data, the first epoch, and what comes after the last</param>
    /// <param name="Processor">seconds of all processors</param>
    /// <param name="Theta">the hash of what was trained</param>
    private sealed record Spent(IReadOnlyList<double> Epochs, double Rest, double Processor, string Theta);

    /// <summary>Notes when epochs end.</summary>
    private sealed class Watch : ITrainingWatcher
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private readonly List<double> _ends = [];

        public void OnEpoch(EpochReport epoch) => _ends.Add(_clock.Elapsed.TotalSeconds);

        public Spent Spent(double processor, string theta)
        {
            double[] epochs = [.. _ends.Skip(1).Zip(_ends, (end, begin) => end - begin)];
            return new(epochs, _clock.Elapsed.TotalSeconds - epochs.Sum(), processor, theta);
        }
    }
}
