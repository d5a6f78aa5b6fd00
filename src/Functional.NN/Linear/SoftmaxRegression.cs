namespace Functional.NN;

/// <summary>p(c | x) = softmax(x·W + b)_c: the W and b of greatest likelihood, by gradient descent on the mean of −log p plus ½λ‖W‖².</summary>
/// <remarks>A network of one dense layer trained from 0 with <see cref="SoftmaxCrossEntropy"/>; the objective is convex. Its output are logits. With two classes it is logistic regression on the difference of the two columns.</remarks>
public sealed record SoftmaxRegression : LinearClassifier
{
    /// <summary>How it is trained.</summary>
    /// <param name="Epochs">passes over the data</param>
    /// <param name="Batch">the samples in a batch</param>
    /// <param name="L2">λ</param>
    /// <param name="Optimizer"><see cref="Adam"/> with the rate 0.05 when none is given</param>
    public SoftmaxRegression(int Epochs = 100, int Batch = 32, double L2 = 0, IOptimizer? Optimizer = null) : base(Epochs, Batch, L2, Optimizer) { }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public SoftmaxRegression With(int? epochs = null, int? batch = null, double? l2 = null, IOptimizer? optimizer = null) =>
        this with { Epochs = epochs ?? Epochs, Batch = batch ?? Batch, L2 = l2 ?? L2, Optimizer = optimizer ?? Optimizer };

    /// <summary>The trained model; its output is (N × classes) logits.</summary>
    /// <param name="data">targets are class indices</param>
    /// <param name="key">orders the batches</param>
    public FitResult<T> Fit<T>(Dataset<T> data, RandomKey key = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Classes is not { } classes) throw new NNException(Sentence.Of($"SoftmaxRegression: expected class indices as targets, got {data}. Make the dataset with its number of classes."));
        return Fit(data, classes, new SoftmaxCrossEntropy(), key);
    }
}
