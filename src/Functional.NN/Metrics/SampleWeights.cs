namespace Functional.NN;

/// <summary>What each position of a batch weighs.</summary>
internal static class SampleWeights
{
    /// <summary>The weight of every position, those that do not count being 0.</summary>
    /// <param name="who">who asks, for sentences</param>
    /// <param name="positions">(N × …)</param>
    /// <param name="counted">(N × …): 1 or 0; none when all count</param>
    /// <param name="weights">(N); none when all weigh 1</param>
    public static Tensor<double> Of<T>(string who, Shape positions, Tensor<T>? counted, Tensor<T>? weights) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (weights is not null && (positions.Rank == 0 || weights.Shape != Shape.Of(positions[0])))
            throw new ShapeException($"{who}: weights are one number a sample, got {weights.Shape} for {positions}.");
        var all = counted?.Cast<double>() ?? Tensor.Full(positions, 1.0);
        return weights is null ? all : all * weights.Cast<double>().Reshape(Shape.Of([positions[0], .. Enumerable.Repeat(1, positions.Rank - 1)]));
    }
}
