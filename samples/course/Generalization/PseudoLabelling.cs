namespace Functional.NN.Course;

/// <summary>Few labels and many samples without: the net's own confident answers as labels.</summary>
/// <remarks>
/// J = mean over labelled samples of CE(z, t) + w·mean over unlabelled samples of CE(z, argmax z) where max softmax z is above a threshold. It pushes the border of the classes out of the crowd, into the gap between them, if there is one
/// and the first border is near it; what the net has wrong with confidence it teaches itself. Two round clouds in 20 dimensions, 13 samples in ten thousand of which lie nearer to the other centre, and two moons. Both sides take the same steps
/// from the same start, w = 0 being the one without.
/// </remarks>
public sealed record PseudoLabelling() : Sample("pseudo-labels", "Labels of the net's own for samples that have none", "Lee 2013; Goodfellow et al. 2016, section 7.6")
{
    private const int Unlabelled = 300, Runs = 20, Steps = 400;

    /// <summary>What is made smaller where unlabelled samples count.</summary>
    public PseudoLabels Objective { get; init; } = new();

    /// <inheritdoc/>
    public override Findings Show()
    {
        var clouds = Seeds.Of(Runs, key => Compared(8, (count, part) => SyntheticData.Blobs<float>(count, part, Centres, 1), key));
        var moons = Seeds.Of(Runs, key => Compared(10, (count, part) => SyntheticData.TwoMoons<float>(count, part, 0.15), key));
        return new(
        [
            Of("pseudo-labels.clouds", "Where a gap parts the classes and the first answers are mostly right, a net's own confident answers for unlabelled samples lower its test error.", "clouds, 8 labels", clouds),
            Of("pseudo-labels.moons", "On two moons with ten labels, a net's own confident answers lower its test error.", "moons, 10 labels", moons),
        ],
        [
            Plot.Bars("Test error with few labels", "Bars of the mean with a ring for each seed.", new PlotAxis("test error", Percent: true),
                PlotBar.Of("clouds, labels alone", clouds.Select(run => run.Without)), PlotBar.Of("clouds, with pseudo-labels", clouds.Select(run => run.With)),
                PlotBar.Of("moons, labels alone", moons.Select(run => run.Without)), PlotBar.Of("moons, with pseudo-labels", moons.Select(run => run.With))),
        ]);
    }

    private readonly record struct Errors(double Without, double With);

    private static Claim Of(string name, string statement, string data, IReadOnlyCollection<Errors> runs)
    {
        var (without, with) = (runs.Select(run => run.Without), runs.Select(run => run.With));
        return Claim.Of(name, statement, Seeds.Less(with, without),
            $"{data}, {Unlabelled} samples without, {Runs} seeds: test error {Seeds.PercentOf(without)} without, {Seeds.PercentOf(with)} with; better in {runs.Count(run => run.With < run.Without)}, worse in {runs.Count(run => run.With > run.Without)}",
            ("without", without.Average()), ("with", with.Average()));
    }

    private Errors Compared(int labels, Func<int, RandomKey, Dataset<float>> samples, RandomKey key) => new(Wrong(Objective.With(weight: 0), labels, samples, key), Wrong(Objective, labels, samples, key));

    private static double Wrong(PseudoLabels objective, int labels, Func<int, RandomKey, Dataset<float>> samples, RandomKey key)
    {
        var data = samples(labels, key.Fold("labelled")).Concat(samples(Unlabelled, key.Fold("unlabelled")).Unlabelled()).InMemory();
        var trainer = new Trainer<float>(Networks.Mlp(data.InputShape, [16, 2]), objective, new Adam(0.01)).With(compute: Seeds.Alone);
        var model = trainer.Fit(trainer.Initialize(key), data, new(Steps, new(data.Count))).Model;
        return 1 - trainer.Evaluate(model, samples(1000, key.Fold("test"))).Accuracy!.Value;
    }

    /// <summary>Two points at the distance 6 from each other.</summary>
    private static Tensor<double> Centres => Tensor.Generate(Shape.Of(2, 20), i => (i < 20 ? -3 : 3) / Math.Sqrt(20));
}
