namespace Functional.NN;

/// <summary>Some samples of a dataset, side by side along the first axis.</summary>
/// <param name="Inputs">(N × input shape)</param>
/// <param name="Targets">(N × target shape); class indices are exact integers</param>
/// <param name="Mask">(N × T): 1 for the steps of each sequence that count, 0 for the rest; none when all count</param>
/// <param name="Weights">(N): what each sample weighs in the loss; none when all weigh 1</param>
public sealed record Batch<T>(Tensor<T> Inputs, Tensor<T> Targets, Tensor<T>? Mask = null, Tensor<T>? Weights = null)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>This batch with other parts; what is not named stays.</summary>
    public Batch<T> With(Tensor<T>? inputs = null, Tensor<T>? targets = null, Tensor<T>? mask = null, Tensor<T>? weights = null) =>
        this with { Inputs = inputs ?? Inputs, Targets = targets ?? Targets, Mask = mask ?? Mask, Weights = weights ?? Weights };

    /// <summary>The number of samples.</summary>
    public int Count => Inputs.Shape[0];
}
