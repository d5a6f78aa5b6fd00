namespace Functional.NN;

/// <summary>How labels that do not exclude each other were decided: of each, how often it was there or not and was taken to be there or not; and how often all of a sample's labels were right.</summary>
/// <remarks>Batches are joined by <see cref="And"/>. A score whose divisor is 0 is 0.</remarks>
public sealed record LabelConfusion
{
    private readonly Tensor<double> _counts;

    private LabelConfusion(Tensor<double> counts, double exact, double total) => (_counts, ExactMatches, Total) = (counts, exact, total);

    /// <summary>How many labels there are.</summary>
    public int Labels => _counts.Shape[0];

    /// <summary>The weight of all samples.</summary>
    public double Total { get; }

    /// <summary>The weight of the samples whose labels are all right.</summary>
    public double ExactMatches { get; }

    /// <summary>The fraction of samples whose labels are all right.</summary>
    public double ExactMatch => ClassCounts.Ratio(ExactMatches, Total);

    /// <summary>The fraction of right decisions of all labels together; 1 minus the Hamming loss.</summary>
    public double Accuracy => Enumerable.Range(0, Labels).Average(Label => this[Label].Accuracy);

    /// <summary>The decisions of one label: class 1 is "there".</summary>
    public ConfusionMatrix this[int label] => label >= 0 && label < Labels ? new(_counts.At(label)) : throw new NNException(Sentence.Of($"LabelConfusion: there are labels 0 to {Labels - 1}, asked for {label}."));

    /// <summary>The decisions of a batch: a label is taken to be there where its prediction exceeds the threshold, and is there where its target is positive.</summary>
    /// <param name="predictions">(N × L)</param>
    /// <param name="targets">(N × L): 0 or 1, or −1 and +1</param>
    /// <param name="weights">(N): what each sample weighs; none when all weigh 1</param>
    /// <param name="threshold">0 for logits, ½ for probabilities</param>
    public static LabelConfusion Of<T>(Tensor<T> predictions, Tensor<T> targets, Tensor<T>? weights = null, double threshold = 0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        if (predictions.Shape.Rank != 2 || targets.Shape != predictions.Shape) throw new ShapeException($"LabelConfusion: predictions and targets are samples × labels, got {predictions.Shape} and {targets.Shape}.");
        var each = SampleWeights.Of(nameof(LabelConfusion), Shape.Of(predictions.Shape[0]), null, weights);
        double exact = (new ExactMatch(threshold).Terms(Var.Of(predictions), Var.Of(targets)).Values.Value<T>().Cast<double>() * each).Sum().ToScalar();
        return new(Tensor.Stack(Enumerable.Range(0, predictions.Shape[1]).Select(label => ConfusionMatrix.Of(predictions.Slice(1, label, 1), targets.Slice(1, label, 1), weights, threshold: threshold).Counts)), exact, each.Sum().ToScalar());
    }

    /// <summary>These and further samples together.</summary>
    public LabelConfusion And(LabelConfusion next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return next.Labels == Labels ? new(_counts + next._counts, ExactMatches + next.ExactMatches, Total + next.Total)
            : throw new ShapeException(Sentence.Of($"LabelConfusion: decisions of {Labels} and of {next.Labels} labels cannot be joined."));
    }

    /// <summary>The precision of all labels.</summary>
    public double Precision(Averaging averaging) => ClassCounts.Average(There(), averaging, c => c.Precision);

    /// <summary>The recall of all labels.</summary>
    public double Recall(Averaging averaging) => ClassCounts.Average(There(), averaging, c => c.Recall);

    /// <summary>The F1 score of all labels.</summary>
    public double F1(Averaging averaging) => ClassCounts.Average(There(), averaging, c => c.FScore(1));

    private ClassCounts[] There() => [.. Enumerable.Range(0, Labels).Select(label => this[label].Of(1))];

    /// <summary>The scores in one line, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"{Labels} labels: accuracy {Accuracy:0.0000}, exact match {ExactMatch:0.0000}, macro F1 {F1(Averaging.Macro):0.0000}, micro F1 {F1(Averaging.Micro):0.0000}");
}
