namespace Functional.NN;

/// <summary>Gain times a matrix with orthonormal rows or columns, whichever are fewer; the first axis is the rows.</summary>
/// <remarks>Saxe, McClelland and Ganguli 2014. Householder QR of a normal matrix, the signs of R's diagonal made positive so that Q is uniform (Mezzadri 2007).</remarks>
public sealed record Orthogonal(double Gain = 1) : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Rank < 2) throw new ShapeException(Sentence.Of($"Orthogonal: needs a weight of two axes or more, got {shape}."));
        int rows = shape[0], columns = shape.Size / Math.Max(1, rows);
        var tall = key.Normal<double>(Shape.Of(Math.Max(rows, columns), Math.Min(rows, columns)));
        var q = Kernels.Householder.Orthonormal(tall);
        return (Gain * (rows >= columns ? q : q.Transpose())).Reshape(shape);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Orthogonal({Gain})");
}
