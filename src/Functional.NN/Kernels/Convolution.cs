namespace Functional.NN.Kernels;

/// <summary>
/// 2-D cross-correlation and its two gradients, with sixteen samples in the lanes of the vectors. The order of every sum is part of the
/// contract, so that tiles, vector widths and threads cannot change a bit.
/// </summary>
internal static class Convolution
{
    /// <summary>
    /// y[n, o, oy, ox] = Σ w[o, c, ky, kx]·x[n, c, oy·stride − top + ky·dilation, …]: one chain of fused multiply-adds from +0 over
    /// (c within the group, ky, kx) ascending; padded cells are skipped.
    /// </summary>
    public static Tensor<T> Forward<T>(Tensor<T> x, Tensor<T> weight, Conv2DGeometry geometry) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        BlockByBlock(Correlation.Forward(x.Shape, weight.Shape, geometry), x, weight, geometry.OutputShape(x.Shape, weight.Shape));

    /// <summary>
    /// dx[n, c, iy, ix] = Σ w[o, c, ky, kx]·dy[n, o, (iy + top − ky·dilation)/stride, …]: one chain of fused multiply-adds from +0 over
    /// (o within the group, ky, kx) ascending; output cells that do not exist are skipped.
    /// </summary>
    public static Tensor<T> InputGradient<T>(Tensor<T> dy, Tensor<T> weight, Conv2DGeometry geometry, Shape input) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fit(dy.Shape, input, weight.Shape, geometry);
        return BlockByBlock(Correlation.InputGradient(input, weight.Shape, geometry), dy, weight, input);
    }

    /// <summary>
    /// dw[o, c, ky, kx] = Σ dy[n, o, oy, ox]·x[n, c, oy·stride − top + ky·dilation, …]: sixteen chains of fused multiply-adds, chain =
    /// n mod 16, each from +0 over (block of sixteen samples, oy, ox) ascending, where samples missing from the last block are zeros and
    /// padded cells are skipped; then the tree 16 → 8 → 4 → 2 → 1 of <see cref="Reduction.Tree"/>.
    /// </summary>
    public static unsafe Tensor<T> WeightGradient<T>(Tensor<T> x, Tensor<T> dy, Conv2DGeometry geometry, Shape weight) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fit(dy.Shape, x.Shape, weight, geometry);
        var to = new T[weight.Size];
        var sums = new TapSums(x.Shape, weight, geometry);
        int blocks = SampleBlocks<T>.Count(x.Shape[0]);
        using var images = new SampleBlocks<T>(blocks, x.Shape.Sample.Size);
        using var cotangents = new SampleBlocks<T>(blocks, dy.Shape.Sample.Size);
        images.PackAll(x);
        cotangents.PackAll(dy);
        fixed (T* result = to) sums.Channels(images.Start, cotangents.Start, blocks, 0, weight[0], result);
        return Tensor<T>.Own(weight, to);
    }

    private static unsafe Tensor<T> BlockByBlock<T>(Correlation correlation, Tensor<T> from, Tensor<T> weight, Shape shape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = GC.AllocateUninitializedArray<T>(shape.Size);
        using var source = new SampleBlocks<T>(1, from.Shape.Sample.Size);
        using var result = new SampleBlocks<T>(1, shape.Sample.Size);
        fixed (T* w = weight.AsSpan())
            for (int block = 0; block < SampleBlocks<T>.Count(shape[0]); block++)
            {
                source.PackOne(from, block);
                correlation.Block(source.Start, w, result.Start);
                result.UnpackOne(to, shape, block);
            }
        return Tensor<T>.Own(shape, to);
    }

    private static void Fit(Shape dy, Shape input, Shape weight, Conv2DGeometry geometry)
    {
        var shape = geometry.OutputShape(input, weight);
        if (dy != shape) throw new ShapeException($"Conv2D: the cotangent of images {input} under a weight {weight} has the shape {shape}, got {dy}.");
    }
}
