using System.Diagnostics;

namespace Functional.NN.Experiments;

/// <summary>Measures training with Adam, learning rate 0.001, whole batches only.</summary>
internal static class TrainMeasurement
{
    /// <summary>A first epoch, and as many after it as are asked for.</summary>
    public static TrainResult Of(BenchRun run, TrainCase training)
    {
        var (data, trainer) = (training.Data(run), Trainer(run, training));
        int epochs = run.Settings.Epochs, threads = run.Settings.Threads;
        double peak = run.Peaks.Best<float>(threads);
        var (clock, fit) = Fit(run, trainer, data, training.Batch, epochs + 1, inPlace: false);
        int samples = clock.Steps * training.Batch;
        double best = clock.Seconds.Skip(1).Min();
        return new TrainResult(training.Name, threads, training.OnImages && run.IsSynthetic, epochs, clock.Steps, best, Timing.Median(clock.Seconds.Skip(1)), clock.Seconds[0], samples / best,
            2.0 * MultiplyAdds.OfStep(trainer.Network) * samples / best / peak, clock.StepBytes, clock.EpochBytes, clock.CollectionsAfterFirst / (double)epochs, fit.Eager);
    }

    /// <summary>Pairs of runs, one that leaves states as they are and one in place, of each the second epoch.</summary>
    public static InPlaceResult InPlace(BenchRun run, TrainCase training)
    {
        var (data, trainer) = (training.Data(run), Trainer(run, training));
        var pairs = new List<(double Pure, double InPlace)>();
        bool same = true;
        for (int i = 0; i < run.Settings.Epochs; i++)
        {
            var (pure, fit) = Fit(run, trainer, data, training.Batch, 2, inPlace: false);
            var (inPlace, fitInPlace) = Fit(run, trainer, data, training.Batch, 2, inPlace: true);
            pairs.Add((pure.Seconds[1], inPlace.Seconds[1]));
            same &= fit.Model.Parameters == fitInPlace.Model.Parameters && fit.Eager is null && fitInPlace.Eager is null;
        }
        return new InPlaceResult(training.Name, run.Settings.Threads, training.OnImages && run.IsSynthetic, pairs.Count, pairs.Min(p => p.Pure), pairs.Min(p => p.InPlace),
            Timing.Median(pairs.Select(p => p.Pure / p.InPlace)), same);
    }

    private static Trainer<float> Trainer(BenchRun run, TrainCase training) =>
        new Trainer<float>(training.Network, new SoftmaxCrossEntropy(), new Adam(0.001)).With(compute: Compute.Default.With(threads: run.Settings.Threads));

    private static (EpochClock Clock, FitResult<float> Fit) Fit(BenchRun run, Trainer<float> trainer, Dataset<float> data, int batch, int epochs, bool inPlace)
    {
        var plan = new FitPlan(epochs, new Batching(batch, DropLast: true));
        var start = RunState<float>.Start(trainer.Initialize(RandomKey.FromSeed(1)));
        var clock = new EpochClock(plan.Batching.BatchCount(data.Count), epochs);
        var fit = Fitting<float>.Run(trainer, data, plan, null, clock, start, run.Cancellation, inPlace);
        run.Cancellation.ThrowIfCancellationRequested();
        return (clock, fit);
    }

    /// <summary>Takes the time, the allocated bytes and the collections at the end of each epoch, and the bytes also after its first step.</summary>
    private sealed class EpochClock(int steps, int epochs) : IFitObserver<float>
    {
        private readonly long[] _bytes = new long[epochs], _begun = new long[epochs];
        private readonly int[] _collections = new int[epochs];
        private long _start = Stopwatch.GetTimestamp();

        public int Steps => steps;

        public double[] Seconds { get; } = new double[epochs];

        /// <summary>Allocated by the steps of the epochs after the first one, for each step.</summary>
        public double StepBytes => Enumerable.Range(1, epochs - 1).Sum(e => _bytes[e] - _begun[e]) / ((epochs - 1.0) * Math.Max(1, steps - 1));

        /// <summary>Allocated from epoch to epoch after the first one, for each epoch.</summary>
        public double EpochBytes => (_bytes[^1] - _bytes[0]) / (epochs - 1.0);

        public int CollectionsAfterFirst => _collections[^1] - _collections[0];

        public void OnProgress(FitProgress progress)
        {
            if (progress.Place == 1) _begun[progress.Epoch] = GC.GetTotalAllocatedBytes(precise: true);
            if (progress.Place < steps) return;
            Seconds[progress.Epoch] = Stopwatch.GetElapsedTime(_start).TotalSeconds;
            _bytes[progress.Epoch] = GC.GetTotalAllocatedBytes(precise: true);
            _collections[progress.Epoch] = GC.CollectionCount(0);
            _start = Stopwatch.GetTimestamp();
        }
    }
}
