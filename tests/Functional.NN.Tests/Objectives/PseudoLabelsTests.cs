using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Objectives;

public sealed class PseudoLabelsTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly Tensor<double> X = Numbers.Some<double>([6, 3], 1);

    private static readonly Network Classifier = new([3], new Dense(3));

    private static Gradients<double> Gradient(IObjective objective, Tensor<double> inputs, Tensor<double> targets) =>
        new Trainer<double>(Classifier, objective, new Sgd(0)).Gradient(Model<double>.Initialize(Classifier, Key), new Batch<double>(inputs, targets));

    [Fact]
    public void Where_all_samples_have_labels_it_is_the_cross_entropy()
    {
        Tensor<double> labels = Tensor.Vector(0.0, 2, 1, 1, 0, 2);
        var (own, usual) = (Gradient(new PseudoLabels(), X, labels), Gradient(Objective.Supervised(new SoftmaxCrossEntropy()), X, labels));
        Assert.Equal(usual.Metrics.Loss, own.Metrics.Loss);
        Assert.Equal(usual.Metrics.Accuracy, own.Metrics.Accuracy);
        Assert.Equal(usual.Gradient, own.Gradient);
    }

    [Fact]
    public void An_unlabelled_sample_counts_as_if_its_likeliest_class_were_its_label()
    {
        var likeliest = Model<double>.Initialize(Classifier, Key).Predict(X).ArgMax(1);
        Tensor<double> some = Tensor.Vector(0.0, 2, 1, double.NaN, double.NaN, double.NaN);
        var labelled = Gradient(Objective.Supervised(new SoftmaxCrossEntropy()), X.Slice(0, 0, 3), some.Slice(0, 0, 3));
        var others = Gradient(Objective.Supervised(new SoftmaxCrossEntropy()), X.Slice(0, 3, 3), likeliest.Cast<double>().Slice(0, 3, 3));
        var both = Gradient(new PseudoLabels(0.5, 0), X, some);
        Assert.Equal(labelled.Metrics.Loss + 0.5 * others.Metrics.Loss, both.Metrics.Loss, 1e-14);
        Numbers.Near((labelled.Gradient + 0.5 * others.Gradient).Vector, both.Gradient.Vector, 1e-13, 1e-15);
    }

    [Fact]
    public void Samples_the_network_is_not_sure_of_do_not_count()
    {
        Tensor<double> some = Tensor.Vector(0.0, 2, 1, double.NaN, double.NaN, double.NaN);
        var labelled = Gradient(Objective.Supervised(new SoftmaxCrossEntropy()), X.Slice(0, 0, 3), some.Slice(0, 0, 3));
        Assert.Equal(labelled.Metrics.Loss, Gradient(new PseudoLabels(1, 1), X, some).Metrics.Loss, 1e-15);
    }

    [Fact]
    public void A_dataset_may_hold_labelled_and_unlabelled_samples()
    {
        var data = Dataset.FromTensors(X.Slice(0, 0, 2), [1, 0], classes: 3);
        var mixed = data.Concat(data.Unlabelled()).InMemory();
        Assert.Equal(4, mixed.Count);
        Assert.Equal([1, 0, double.NaN, double.NaN], mixed.All().Targets.ToArray());
        Assert.Equal(X.Slice(0, 0, 2), mixed.Subset([2, 3]).All().Inputs);
        Assert.Equal("Dataset.Labels: sample 2 has no label.", Assert.Throws<DataException>(() => mixed.Labels()).Message);
    }
}
