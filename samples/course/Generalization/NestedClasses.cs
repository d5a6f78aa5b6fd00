namespace Functional.NN.Course;

/// <summary>Classes that contain each other, animal ⊃ dog ⊃ poodle: a sigmoid for each label, a softmax over the labels, and a softmax over what can be the case.</summary>
/// <remarks>
/// Softmax outputs sum to one, so that at most one of a poodle's three labels can have a probability above ½; sigmoid outputs are three answers. The softmax over labels is trained on t/Σt, with a fourth output for "none of them"; a label is
/// given where its probability is above ½, or above the threshold that is best on samples held back. A softmax is right again over kinds that exclude each other: other thing, animal but no dog, dog but no poodle, poodle.
/// </remarks>
public sealed record NestedClasses() : Sample("nested-classes", "Labels that do not exclude each other", "Goodfellow et al. 2016, section 6.2.2; Zhang and Zhou 2014")
{
    private const int Runs = 10, Steps = 300;

    /// <summary>What the outputs for the three labels say.</summary>
    public Likelihood Labels { get; init; } = new SigmoidBernoulli();

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(Runs, Run);
        var (sigmoid, half, best, kinds) = (runs.Select(run => run.Sigmoid), runs.Select(run => run.AtHalf), runs.Select(run => run.AtBest), runs.Select(run => run.Kinds));
        return new(
        [
            Claim.Of("nested-classes.sigmoid-beats-softmax", "For labels that do not exclude each other, a sigmoid for each label beats a softmax over the labels.", Seeds.Less(sigmoid, half),
                $"animal ⊃ dog ⊃ poodle, samples with a wrong label, {Runs} seeds: sigmoid {Seeds.PercentOf(sigmoid)}, softmax {Seeds.PercentOf(half)}", ("sigmoid", sigmoid.Average()), ("softmax at a half", half.Average())),
            Claim.Of("nested-classes.no-threshold-mends-it", "Sigmoids beat the softmax over labels even where its threshold is the best one.", Seeds.Less(sigmoid, best),
                $"samples with a wrong label: sigmoid {Seeds.PercentOf(sigmoid)}, softmax at its best threshold {Seeds.PercentOf(best)}", ("sigmoid", sigmoid.Average()), ("softmax at its best", best.Average())),
            Claim.Of("nested-classes.exclusive-kinds", "A softmax over kinds that exclude each other errs as often as sigmoids over the labels, to within two points.",
                Seeds.Alike(kinds, sigmoid, 0.02), $"samples with a wrong label: softmax over four kinds {Seeds.PercentOf(kinds)}, sigmoids {Seeds.PercentOf(sigmoid)}", ("kinds", kinds.Average()), ("sigmoid", sigmoid.Average())),
        ],
        [Plot.Bars("Samples with a wrong label", "Bars of the mean with a ring for each seed.", new PlotAxis("wrong", Percent: true), PlotBar.Of("labels, softmax at ½", half), PlotBar.Of("labels, softmax tuned", best), PlotBar.Of("labels, sigmoids", sigmoid), PlotBar.Of("kinds, softmax", kinds))]);
    }

    private (double Sigmoid, double AtHalf, double AtBest, double Kinds) Run(RandomKey key)
    {
        Dataset<float> train = Kinds(200, key.Fold("train")), held = Kinds(200, key.Fold("held back")), test = Kinds(1000, key.Fold("test"));
        var sigmoid = Trained(3, Labels.Loss, Labelled(train), key);
        var softmax = Trained(4, new SoftmaxCrossEntropy(), Shared(train), key);
        var kinds = Trained(4, new SoftmaxCrossEntropy(), train, key);
        Tensor<float> Sigmoids(Dataset<float> data) => Labels.Mean(Var.Of(sigmoid.Predict(data.All().Inputs))).Value<float>();
        Tensor<float> Softmax(Dataset<float> data) => Var.Softmax(Var.Of(softmax.Predict(data.All().Inputs))).Value<float>();
        var (heldSoftmax, testSigmoids, testSoftmax, kind) = (Softmax(held), Sigmoids(test), Softmax(test), LabelsOf(kinds.Predict(test.All().Inputs).ArgMax(1).Cast<float>()));
        double best = Enumerable.Range(1, 19).Select(i => i / 20.0).MinBy(threshold => Wrong(heldSoftmax, held, threshold));
        return (Wrong(testSigmoids, test, 0.5), Wrong(testSoftmax, test, 0.5), Wrong(testSoftmax, test, best), Wrong(kind, test, 0.5));
    }

    /// <summary>Clouds of other things (kind 0), animals that are no dogs, dogs that are no poodles, and poodles (kind 3).</summary>
    private static Dataset<float> Kinds(int count, RandomKey key) => SyntheticData.Blobs<float>(count, key, Tensor.Matrix(new[,] { { 0.0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } }), 0.3);

    /// <summary>animal, dog, poodle: a kind k has the first k labels.</summary>
    private static Tensor<float> LabelsOf(Tensor<float> kinds) => Tensor<float>.Greater(kinds.Reshape(-1, 1), Tensor.Vector(0.5f, 1.5f, 2.5f));

    private static Dataset<float> Labelled(Dataset<float> data) => data.MapTargets(LabelsOf, [3]);

    /// <summary>t/Σt, and a one for "none" where there is no label.</summary>
    private static Dataset<float> Shared(Dataset<float> data) => Labelled(data).MapTargets(labels =>
    {
        var all = Tensor.Concat(1, labels, 1f - labels.Slice(1, 0, 1));
        return all / all.Sum(1).Reshape(-1, 1);
    }, [4]);

    private static Model<float> Trained(int outputs, ILoss loss, Dataset<float> data, RandomKey key)
    {
        var trainer = new Trainer<float>(Networks.Mlp([2], [16, outputs]), loss, new Adam(0.02)).With(compute: Seeds.Alone);
        return trainer.Fit(trainer.Initialize(key), data.InMemory(), new(Steps, new(data.Count))).Model;
    }

    /// <summary>The part of samples of which one label or more is wrong.</summary>
    private static double Wrong(Tensor<float> probabilities, Dataset<float> data, double threshold) => 1 - new ExactMatch(threshold).Terms(Var.Of(probabilities.Slice(1, 0, 3)), Var.Of(Labelled(data).All().Targets)).Mean().Value<float>().ToScalar();
}
