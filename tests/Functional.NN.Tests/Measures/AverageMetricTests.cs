using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Measures;

public sealed class AverageMetricTests
{
    private static readonly Tensor<double> Scores = Numbers.Some<double>([40, 5], 1), Classes = Tensor.Generate([40], i => (double)(i * 7 % 5));

    private static Tensor<double> Values(IMetric metric, Tensor<double> prediction, Tensor<double> target) => metric.Terms(Var.Of(prediction), Var.Of(target)).Values.Value<double>();

    private static double Mean(IMetric metric, Tensor<double> prediction, Tensor<double> target) => metric.Terms(Var.Of(prediction), Var.Of(target)).Mean().Value<double>().ToScalar();

    [Fact]
    public void The_best_one_of_one_is_accuracy_and_among_all_every_target_is() => Assert.Multiple(
        () => Assert.Equal(Values(new Accuracy(), Scores, Classes), Values(new TopKAccuracy(1), Scores, Classes)),
        () => Assert.Equal(Tensor.Full<double>([40], 1), Values(new TopKAccuracy(5), Scores, Classes)));

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void A_target_is_among_the_k_best_when_fewer_than_k_scores_are_larger(int k)
    {
        var expected = Tensor.Generate([40], i => Enumerable.Range(0, 5).Count(c => Scores[i, c] > Scores[i, (int)Classes[i]]) < k ? 1.0 : 0);
        Assert.Equal(expected, Values(new TopKAccuracy(k), Scores, Classes));
        Assert.InRange(expected.Sum().ToScalar(), 1, 39);
    }

    [Fact]
    public void Of_equal_scores_the_first_class_is_named_first()
    {
        var level = Tensor.Zeros<double>([4, 4]);
        Assert.Equal(Tensor.Vector(1.0, 1, 0, 0), Values(new TopKAccuracy(2), level, Tensor.Vector(0.0, 1, 2, 3)));
    }

    [Fact]
    public void A_sample_matches_when_all_its_labels_do()
    {
        Tensor<double> logits = Tensor.Matrix(new double[,] { { 1, -3 }, { 2, 2 }, { -1, -1 }, { 0, 1 } }), labels = Tensor.Matrix(new double[,] { { 1, 0 }, { 1, 0 }, { 0, 0 }, { 1, 1 } });
        Assert.Equal(Tensor.Vector(1.0, 0, 1, 0), Values(new ExactMatch(), logits, labels));
        Assert.Equal(Tensor.Vector(1, 0.5, 1, 0.5), Values(new Accuracy(Separately: true), logits, labels));
        Assert.Equal(Tensor.Vector(0.0, 1, 0, 0), Values(new ExactMatch(1.5), logits, Tensor.Matrix(new double[,] { { 1, 0 }, { 1, 1 }, { 1, 0 }, { 1, 1 } })));
    }

    [Fact]
    public void Probabilities_are_decided_at_one_half() =>
        Assert.Equal(Tensor.Vector(1.0, 0, 1), Values(new BinaryCrossEntropyOfProbabilities() is ILoss loss ? loss.Metrics[0] : null!, Tensor.Of([3, 1], 0.6, 0.4, 0.1), Tensor.Of([3, 1], 1.0, 1, 0)));

    [Fact]
    public void Ignored_targets_count_in_no_metric_of_classes()
    {
        int[] others = [.. Enumerable.Range(0, 40).Where(i => Classes[i] != 2)];
        var targets = Classes.Map(c => c == 2 ? -100 : c);
        foreach (var (ignoring, plain) in new (IMetric, IMetric)[] { (new Accuracy(IgnoreIndex: -100), new Accuracy()), (new ZeroOne(IgnoreIndex: -100), new ZeroOne()), (new TopKAccuracy(2, -100), new TopKAccuracy(2)) })
            Assert.Equal(Mean(plain, Scores.Gather(others), Classes.Gather(others)), Mean(ignoring, Scores, targets), 1e-14);
    }

    [Fact]
    public void A_loss_and_a_function_can_be_measured_besides()
    {
        var mae = Metric.Of("mae", new MeanAbsoluteError());
        Assert.Equal(("mae", new MeanAbsoluteError().Mean(Var.Of(Scores), Var.Of(Scores * 2)).Value<double>().ToScalar()), (mae.Name, Mean(mae, Scores, Scores * 2)));
        Assert.Equal(mae, Metric.Of("mae", new MeanAbsoluteError()));
        Assert.Equal(3, Mean(Metric.From("shift", (p, t) => (p - t).Mean([1])), Scores + 3, Scores), 1e-14);
    }

    /// <summary>Where a loss weighs its classes, batches' accuracies must not be joined by those weights.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void Metrics_of_a_dataset_are_averages_over_its_samples_however_the_loss_counts_them(bool ignores)
    {
        ILoss loss = ignores ? new SoftmaxCrossEntropy(0, Tensor.Vector(0.1, 1, 5, 1, 20), IgnoreIndex: 3) : new SoftmaxCrossEntropy(0, Tensor.Vector(0.1, 1, 5, 1, 20));
        var trainer = new Trainer<double>(new Network([5], new Dense(5)), loss, new Sgd(0));
        var start = trainer.Initialize(RandomKey.FromSeed(1));
        var data = Dataset.FromTensors(Scores, Classes);
        double Right(Func<int, bool> counts) => Enumerable.Range(0, 40).Where(counts).Average(i => start.Model.Predict(Scores).ArgMax(1)[i] == Classes[i] ? 1.0 : 0);
        double expected = Right(i => !ignores || Classes[i] != 3);
        Assert.InRange(expected, 0.05, 0.95);
        Assert.Equal(expected, trainer.Evaluate(start.Model, data, 40).Accuracy!.Value, 1e-14);
        Assert.Equal(expected, trainer.Evaluate(start.Model, data, 3).Accuracy!.Value, 1e-14);
        foreach (int shards in new[] { 1, 2 })
        {
            Metrics fitted = null!;
            var fit = trainer.With(shards: shards).Fit(start, data, new FitPlan(1, new Batching(7)), observer: new Epochs(m => fitted = m));
            Assert.Null(fit.Eager);
            Assert.Equal(expected, fitted.Accuracy!.Value, 1e-14);
            Assert.Equal(trainer.Evaluate(start.Model, data, 40).Loss, fitted.Loss, 1e-13);
        }
    }

    private sealed class Epochs(Action<Metrics> seen) : IFitObserver<double>
    {
        public void OnEpoch(RunState<double> run, Metrics training, Metrics? validation) => seen(training);
    }

    [Fact]
    public void Constants_out_of_their_range_are_refused()
    {
        Assert.Equal("TopKAccuracy: k must be at least 1, got 0.", Assert.Throws<NNException>(() => new TopKAccuracy(0)).Message);
        Assert.Equal("Accuracy: the threshold must be a finite number, got NaN.", Assert.Throws<NNException>(() => new Accuracy(Threshold: double.NaN)).Message);
        Assert.Equal("top_3_accuracy", new TopKAccuracy(3).Name);
    }
}
