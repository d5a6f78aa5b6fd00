using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Measures;

public sealed class LabelConfusionTests
{
    private static readonly Tensor<double> Logits = Numbers.Some<double>([50, 3], 1), Labels = Numbers.Some<double>([50, 3], 2).Map(x => x > 0.3 ? 1.0 : 0), Weights = Tensor.Generate([50], i => 1.0 + i % 4);

    private static readonly LabelConfusion Whole = LabelConfusion.Of(Logits, Labels, Weights);

    private static double Mean(IMetric metric) => metric.Terms(Var.Of(Logits), Var.Of(Labels)).Weighed(Var.Of(Weights)).Mean().Value<double>().ToScalar();

    [Fact]
    public void Each_label_has_a_confusion_matrix_of_its_own()
    {
        for (int label = 0; label < 3; label++) Assert.Equal(ConfusionMatrix.Of(Logits.Slice(1, label, 1), Labels.Slice(1, label, 1), Weights), Whole[label]);
        Assert.Equal((3, Weights.Sum().ToScalar()), (Whole.Labels, Whole.Total));
    }

    [Fact]
    public void Accuracy_per_label_and_of_whole_samples_are_those_of_the_metrics()
    {
        Assert.Equal(Mean(new Accuracy(Separately: true)), Whole.Accuracy, 1e-14);
        Assert.Equal(Mean(new ExactMatch()), Whole.ExactMatch, 1e-14);
        Assert.True(Whole.ExactMatch < Whole.Accuracy);
    }

    [Fact]
    public void Macro_is_the_mean_over_labels_and_micro_counts_all_decisions_together()
    {
        Assert.Equal(Enumerable.Range(0, 3).Average(label => Whole[label].F1(1)), Whole.F1(Averaging.Macro), 1e-15);
        Assert.Equal(Enumerable.Range(0, 3).Average(label => Whole[label].Recall(1)), Whole.Recall(Averaging.Macro), 1e-15);
        var flat = ConfusionMatrix.Of(Logits.Reshape(150, 1), Labels.Reshape(150, 1), Tensor.Generate([150], i => Weights[i / 3]));
        Assert.Equal((flat.Precision(1), flat.Recall(1), flat.F1(1)), (Whole.Precision(Averaging.Micro), Whole.Recall(Averaging.Micro), Whole.F1(Averaging.Micro)));
    }

    [Fact]
    public void Batches_join_to_the_whole()
    {
        LabelConfusion Part(int start, int length) => LabelConfusion.Of(Logits.Slice(0, start, length), Labels.Slice(0, start, length), Weights.Slice(0, start, length));
        Assert.Equal(Whole, Part(0, 9).And(Part(9, 30)).And(Part(39, 11)));
        Assert.Equal("LabelConfusion: decisions of 3 and of 2 labels cannot be joined.", Assert.Throws<ShapeException>(() => Whole.And(LabelConfusion.Of(Logits.Slice(1, 0, 2), Labels.Slice(1, 0, 2)))).Message);
    }

    [Fact]
    public void Probabilities_are_decided_at_their_threshold() =>
        Assert.Equal(Whole, LabelConfusion.Of(Var.Sigmoid(Var.Of(Logits)).Value<double>(), Labels, Weights, threshold: 0.5));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Equal("LabelConfusion: predictions and targets are samples × labels, got 50×3 and 50.", Assert.Throws<ShapeException>(() => LabelConfusion.Of(Logits, Tensor.Zeros<double>([50]))).Message);
        Assert.Equal("LabelConfusion: there are labels 0 to 2, asked for 3.", Assert.Throws<NNException>(() => Whole[3]).Message);
        Assert.Matches(@"^3 labels: accuracy 0\.\d{4}, exact match 0\.\d{4}, macro F1 0\.\d{4}, micro F1 0\.\d{4}$", Cultures.Under("de-DE", Whole.ToString));
    }
}
