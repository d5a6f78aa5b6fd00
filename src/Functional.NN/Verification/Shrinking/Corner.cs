namespace Functional.NN;

/// <summary>The leading corner of a tensor: the first places along every axis.</summary>
internal static class Corner
{
    public static bool Fits(Shape whole, Shape corner) => whole.Rank == corner.Rank && whole.Zip(corner).All(pair => pair.Second <= pair.First);

    public static Tensor<double> Of(Tensor<double> whole, Shape corner)
    {
        if (!Fits(whole.Shape, corner)) throw new ShapeException($"Shrinking: {whole.Shape} has no corner {corner}.");
        return Enumerable.Range(0, corner.Rank).Aggregate(whole, (tensor, axis) => tensor.Slice(axis, 0, corner[axis]));
    }
}
