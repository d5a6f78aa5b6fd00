namespace Functional.NN;

/// <summary>p(t = 1 | x) = σ(x·w + b): the w and b of greatest likelihood, by gradient descent on the mean of −log p plus ½λ‖w‖².</summary>
/// <remarks>A network of one dense unit trained from 0 with <see cref="SigmoidCrossEntropy"/>; the objective is convex, so more epochs only bring it nearer. Its output are logits. Separable classes without a penalty have no finite best w.</remarks>
public sealed record LogisticRegression : LinearClassifier
{
    /// <summary>How it is trained.</summary>
    /// <param name="Epochs">passes over the data</param>
    /// <param name="Batch">the samples in a batch</param>
    /// <param name="L2">λ</param>
    /// <param name="Optimizer"><see cref="Adam"/> with the rate 0.05 when none is given</param>
    public LogisticRegression(int Epochs = 100, int Batch = 32, double L2 = 0, IOptimizer? Optimizer = null) : base(Epochs, Batch, L2, Optimizer) { }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public LogisticRegression With(int? epochs = null, int? batch = null, double? l2 = null, IOptimizer? optimizer = null) =>
        this with { Epochs = epochs ?? Epochs, Batch = batch ?? Batch, L2 = l2 ?? L2, Optimizer = optimizer ?? Optimizer };

    /// <summary>The trained model; its output is (N × 1) logits.</summary>
    /// <param name="data">targets 0 and 1, one number a sample or two classes</param>
    /// <param name="key">orders the batches</param>
    public FitResult<T> Fit<T>(Dataset<T> data, RandomKey key = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.TargetShape.Size != 1 || data.Classes is > 2)
            throw new NNException(Sentence.Of($"LogisticRegression: expected two classes or one target a sample, got {data}. For more classes take SoftmaxRegression."));
        return Fit(data.MapTargets(t => t.Reshape(t.Shape[0], 1), Shape.Of(1)), 1, new SigmoidCrossEntropy(), key);
    }
}
