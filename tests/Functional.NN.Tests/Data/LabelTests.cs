namespace Functional.NN.Tests.Data;

public sealed class LabelTests
{
    private const int Count = 4000, Classes = 5;

    private static readonly RandomKey Key = RandomKey.FromSeed(3);

    private static readonly Dataset<float> Labelled = Dataset.FromTensors(Tensor.Zeros<float>(Shape.Of(Count, 1)), Key.Integers(Count, Classes), Classes);

    [Fact]
    public void A_part_of_the_labels_becomes_one_of_the_others()
    {
        var (clean, noisy) = (Labelled.Labels(), Labelled.WithLabelNoise(0.3, Key).Labels());
        var replaced = Enumerable.Range(0, Count).Where(i => clean[i] != noisy[i]).ToList();
        Assert.InRange(replaced.Count, 0.3 * Count - 5 * Math.Sqrt(Count * 0.21), 0.3 * Count + 5 * Math.Sqrt(Count * 0.21));
        Assert.All(noisy, label => Assert.InRange(label, 0, Classes - 1));
        for (int by = 1; by < Classes; by++)
            Assert.InRange(replaced.Count(i => (noisy[i] - clean[i] + Classes) % Classes == by), 220, 380);
    }

    [Fact]
    public void What_becomes_of_a_label_does_not_depend_on_how_it_is_read()
    {
        var noisy = Labelled.WithLabelNoise(0.5, Key);
        Assert.Equal(noisy.All().Targets.Gather([17, 3, 99]), noisy.Read([17, 3, 99]).Targets);
        Assert.Equal(noisy.All().Targets.Gather([17, 3, 99]), noisy.ReadTargets([17, 3, 99]));
        Assert.NotEqual(noisy.All().Targets, Labelled.WithLabelNoise(0.5, Key.Fold("another")).All().Targets);
        Assert.Equal(Labelled.All().Targets, Labelled.WithLabelNoise(0, Key).All().Targets);
        Assert.DoesNotContain(true, Labelled.WithLabelNoise(1, Key).Labels().Zip(Labelled.Labels(), (a, b) => a == b));
    }

    [Fact]
    public void Smoothed_labels_are_the_targets_label_smoothing_makes()
    {
        var smoothed = Labelled.Take(3).WithSmoothedLabels(0.1).All().Targets;
        var logits = Key.Fold("logits").Normal<float>([3, Classes]);
        float inData = new SoftmaxCrossEntropy().Mean(Var.Of(logits), Var.Of(smoothed)).Value<float>().ToScalar();
        float inLoss = new SoftmaxCrossEntropy(0.1).Mean(Var.Of(logits), Var.Of(Labelled.Take(3).All().Targets)).Value<float>().ToScalar();
        Assert.Equal(inLoss, inData, 1e-6f);
    }

    [Fact]
    public void Wrong_fractions_and_targets_that_are_no_classes_are_refused()
    {
        Assert.Equal("Dataset.WithLabelNoise: the probability must be from 0 to 1, got 1.5.", Assert.Throws<NNException>(() => Labelled.WithLabelNoise(1.5, Key)).Message);
        Assert.Equal("Dataset.WithSmoothedLabels: the smoothing must be from 0 to 1, got -1.", Assert.Throws<NNException>(() => Labelled.WithSmoothedLabels(-1)).Message);
        Assert.Contains("needs one class index", Assert.Throws<DataException>(() => Labelled.InputsAsTargets().WithLabelNoise(0.1, Key)).Message, StringComparison.Ordinal);
    }
}
