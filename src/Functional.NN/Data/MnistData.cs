namespace Functional.NN;

/// <summary>MNIST as it was published: 60,000 samples to train on and 10,000 to test with, 1×28×28 in [0, 1], ten classes.</summary>
/// <param name="Training">60,000 samples</param>
/// <param name="Test">10,000 samples by other writers</param>
public sealed record MnistData<T>(Dataset<T> Training, Dataset<T> Test) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
