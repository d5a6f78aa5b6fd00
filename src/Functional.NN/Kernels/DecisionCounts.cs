namespace Functional.NN.Kernels;

/// <summary>Counts of decisions.</summary>
internal static class DecisionCounts
{
    /// <summary>(C × C): element (i, j) is the weight of the places whose target is i and whose prediction is j, added in their order.</summary>
    public static Tensor<double> Of<T>(int classes, Tensor<T> predicted, Tensor<T> actual, Tensor<double> weights) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var counts = new double[classes * classes];
        ReadOnlySpan<T> j = predicted.AsSpan(), i = actual.AsSpan();
        var w = weights.AsSpan();
        for (int place = 0; place < w.Length; place++) counts[int.CreateTruncating(i[place]) * classes + int.CreateTruncating(j[place])] += w[place];
        return Tensor<double>.Own(Shape.Of(classes, classes), counts);
    }
}
