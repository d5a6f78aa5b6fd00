using System.Collections.Immutable;
using System.Diagnostics;

namespace Functional.NN.Course;

/// <summary>The gradient of m samples drawn at random is off by √(tr Σ/m): a hundred times the work makes it ten times as good. So the full batch costs ever more with the data, and mini-batches do not.</summary>
/// <remarks>
/// Σ is the covariance of the gradients of single samples. Softmax regression on overlapping clouds in five dimensions; draws with replacement, 400 for each m. Work is counted in gradients of single samples until J is within 0.01 of its minimum over
/// all data, J being looked at after every 512 samples of mini-batches of 16 (five seeds); full batch at the best of the rates 1, 3 and 10, mini-batches at the best of 0.1, 0.3 and 1.
/// </remarks>
public sealed record BatchSize() : Sample("batch-size", "What a larger batch buys, and what it costs", "Goodfellow et al. 2016, section 8.1.3; Bottou and Bousquet 2008")
{
    private const int Mini = 16, Draws = 400;

    private static readonly ImmutableArray<int> Sizes = [1, 4, 16, 64, 256], Counts = [256, 512, 1024, 2048];

    private static readonly Dataset<double> Data = SyntheticData.Blobs<double>(Counts[^1], RandomKey.FromSeed(12), classes: 4, features: 5, spread: 0.8).InMemory();

    private static readonly Trainer<double> Trainer = new Trainer<double>(new Network([5], new Dense(4)), new SoftmaxCrossEntropy(), new Sgd(1)).With(compute: Seeds.Alone);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var errors = Sizes.Select(m => (Size: m, Error: Error(Data.Take(1024), m), Formula: Deviation(Data.Take(1024)) / Math.Sqrt(m))).ToImmutableArray();
        var work = Counts.Select(count => (Count: count, Full: Work(Data.Take(count), count, seeds: 1, 1, 3, 10), Mini: Work(Data.Take(count), Mini, seeds: 5, 0.1, 0.3, 1))).ToImmutableArray();
        double full = work[^1].Full / work[0].Full, mini = work[^1].Mini / work[0].Mini;
        return new(
        [
            Claim.Of("batch-size.error-falls-as-one-over-root", "The error of a mini-batch's gradient falls only as one over the root of its size, while its work grows as the size.", errors.All(of => Math.Abs(of.Error / of.Formula - 1) < 0.1),
                $"root mean square distance from the full gradient, against √(tr Σ/m): {string.Join("; ", errors.Select(of => $"m = {Written.Short(of.Size)}: {Written.Short(of.Error)} against {Written.Short(of.Formula)}"))}", errors.Select(of => ($"m = {Written.Short(of.Size)}", of.Error))),
            Claim.Of("batch-size.full-batch-work-grows-with-the-data", "To the same loss, the work of full-batch descent grows with the number of samples, that of mini-batches hardly does.", full > 4 && mini < 2,
                $"gradients of single samples until J is within 0.01 of its minimum: {string.Join("; ", work.Select(of => $"N = {Written.Short(of.Count, 4)}: full batch {Written.Short(of.Full)}, batches of {Written.Short(Mini)} {Written.Short(of.Mini)}"))}",
                work.SelectMany(of => new[] { ($"full batch, N = {Written.Short(of.Count, 4)}", of.Full), ($"mini-batches, N = {Written.Short(of.Count, 4)}", of.Mini) })) with { Here = $"a full-batch update: {string.Join(", ", Counts.Select(count => $"{Written.Short(Milliseconds(Data.Take(count)), 2)} ms with {Written.Short(count, 4)} samples"))}" },
        ],
        [
            Plot.Lines("The error of a mini-batch's gradient", "On two logarithmic axes the measured errors lie on the straight line of the formula.", new PlotAxis("samples in the batch", Logarithmic: true), new PlotAxis("error", Logarithmic: true),
                Curve.Of("√(tr Σ/m)", errors.Select(of => ((double)of.Size, of.Formula))), Curve.Of("measured", errors.Select(of => ((double)of.Size, of.Error))) with { PointsOnly = true }),
            Plot.Lines("Work to one loss", "The work of full-batch descent rises in proportion to the samples, that of mini-batches is level.", new PlotAxis("samples N", Logarithmic: true), new PlotAxis("single gradients", Logarithmic: true),
                Curve.Of("full batch", work.Select(of => ((double)of.Count, of.Full))), Curve.Of("batches of 16", work.Select(of => ((double)of.Count, of.Mini)))),
        ]);
    }

    private static readonly Model<double> Start = Model<double>.Initialize(Trainer.Network, RandomKey.FromSeed(13));

    private static Parameters<double> Gradient(Batch<double> batch) => Trainer.Gradient(Start, batch).Gradient;

    /// <summary>√tr Σ: the root mean square distance of single gradients from their mean.</summary>
    private static double Deviation(Dataset<double> data)
    {
        var mean = Gradient(data.All());
        return Math.Sqrt(Enumerable.Range(0, data.Count).Average(i => Squared(Gradient(data.Read([i])) - mean)));
    }

    private static double Error(Dataset<double> data, int size)
    {
        var (mean, key) = (Gradient(data.All()), RandomKey.FromSeed(14).Fold(size));
        return Math.Sqrt(Enumerable.Range(0, Draws).Average(i => Squared(Gradient(data.Read(key.Fold(i).Integers(size, data.Count))) - mean)));
    }

    private static double Squared(Parameters<double> g) => g.Dot(g);

    /// <summary>The least work of any rate, as the mean over seeds.</summary>
    private static double Work(Dataset<double> data, int size, int seeds, params IEnumerable<double> rates)
    {
        var all = data.All();
        double wanted = Minimum(all) + 0.01;
        return rates.Min(rate => Seeds.Of(seeds, key => Work(Trainer.With(optimizer: new Sgd(rate)), data, all, size, key, wanted)).Average());
    }

    private static double Work(Trainer<double> trainer, Dataset<double> data, Batch<double> all, int size, RandomKey key, double wanted)
    {
        int look = Math.Max(1, 512 / size), most = Math.Max(8_000, 40 * size) / size;
        var batches = Enumerable.Range(0, most).Select(k => size == data.Count ? all : data.Read(key.Fold(k).Integers(size, data.Count)));
        var reached = trainer.Run(trainer.Start(Start.Parameters), batches).Where(stepped => stepped.State.Step % look == 0).FirstOrDefault(stepped => trainer.Evaluate(stepped.State.Model, all).Loss <= wanted);
        return (reached.State?.Step ?? most) * (double)size;
    }

    private static double Minimum(Batch<double> all) => Trainer.With(optimizer: new Lbfgs()) is var trainer ? trainer.Run(trainer.Start(Start.Parameters), Enumerable.Repeat(all, 60)).Last().Metrics.Loss : 0;

    private static double Milliseconds(Dataset<double> data)
    {
        var (state, all) = (Trainer.Start(Start.Parameters), data.All());
        state = Trainer.Step(state, all).State;
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < 20; i++) state = Trainer.Step(state, all).State;
        return watch.Elapsed.TotalMilliseconds / 20;
    }
}
