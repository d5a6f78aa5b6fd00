namespace Functional.NN.Kernels;

/// <summary>The weights that lead into each unit: the columns of a matrix (inputs × outputs), and of a kernel (out × in × …) what stands under each index of the first axis.</summary>
internal static class UnitNorms
{
    /// <summary>Shortens the weights of every unit to a norm where they are longer. Squares are added in double from the first weight to the last; the factor is rounded once.</summary>
    /// <param name="weights">a block of θ</param>
    /// <param name="shape">its shape, of two axes or more</param>
    /// <param name="limit">the longest norm</param>
    public static void Limit<T>(Span<T> weights, Shape shape, double limit) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool columns = shape.Rank == 2;
        int units = columns ? shape[1] : shape[0], size = weights.Length / Math.Max(1, units), step = columns ? units : 1, apart = columns ? 1 : size;
        for (int unit = 0; unit < units; unit++)
        {
            double squares = 0;
            for (int i = 0; i < size; i++)
            {
                double w = double.CreateTruncating(weights[unit * apart + i * step]);
                squares += w * w;
            }
            double norm = Math.Sqrt(squares);
            if (!(norm > limit)) continue;
            T factor = T.CreateTruncating(limit / norm);
            for (int i = 0; i < size; i++) weights[unit * apart + i * step] *= factor;
        }
    }
}
