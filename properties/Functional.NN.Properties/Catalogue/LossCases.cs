namespace Functional.NN.Properties.Catalogue;

/// <summary>Every loss of the catalogue.</summary>
internal static class LossCases
{
    public static LossCase[] All { get; } =
    [
        .. new ILoss[] { new MeanSquaredError(), new SquaredError(), new HalfSquaredError(), new MeanAbsoluteError(), new Huber(), new Huber(0.3) }.Select(loss => new LossCase(loss, [3], Numbers(3))),
        new(new Hinge(), [2], Signs(2)),
        new(new Hinge(0.5), [2], Signs(2)),
        new(new SoftmaxCrossEntropy(), [3], Indices(3)),
        new(new SoftmaxCrossEntropy(0.1), [3], Indices(3)),
        new(new SoftmaxCrossEntropy(), [3], Shares(3)),
        new(new SoftmaxCrossEntropy(), [2, 3], (key, samples) => Indices(3)(key, samples * 2).Reshape(samples, 2)),
        new(new SigmoidCrossEntropy(), [2], Bits(2)),
        new(Loss.From("distance", (p, t) => Var.Sqrt((p - t) * (p - t) + 1).Sum(1)), [2], Numbers(2)),
    ];

    /// <summary>Normal numbers.</summary>
    public static Func<RandomKey, int, Tensor<double>> Numbers(params int[] shape) => (key, samples) => key.Normal<double>(Shape.Of([samples, .. shape]));

    /// <summary>Positive numbers.</summary>
    public static Func<RandomKey, int, Tensor<double>> Positive(params int[] shape) => (key, samples) => key.Uniform<double>(Shape.Of([samples, .. shape]), 0.5, 2);

    /// <summary>−1 or +1.</summary>
    public static Func<RandomKey, int, Tensor<double>> Signs(params int[] shape) => (key, samples) => Bits(shape)(key, samples) * 2 - 1;

    /// <summary>0 or 1.</summary>
    public static Func<RandomKey, int, Tensor<double>> Bits(params int[] shape) => (key, samples) => key.Bernoulli<double>(Shape.Of([samples, .. shape]), 0.5);

    /// <summary>A class index a sample.</summary>
    public static Func<RandomKey, int, Tensor<double>> Indices(int classes) => (key, samples) => Tensor.Of(Shape.Of(samples), key.Integers(samples, classes).Select(i => (double)i));

    /// <summary>Probabilities of the classes.</summary>
    public static Func<RandomKey, int, Tensor<double>> Shares(int classes) => (key, samples) =>
    {
        var raw = key.Uniform<double>(Shape.Of(samples, classes), 0.1, 0.9);
        return raw / raw.Sum(1).Reshape(samples, 1);
    };
}
