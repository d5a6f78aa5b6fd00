namespace Functional.NN.Kernels;

/// <summary>Windows over images N×C×H×W. Every sum goes over cells or windows in row-major order, one addition after another from +0.</summary>
internal static unsafe class Pooling
{
    /// <summary>y[window] = v[largest place of x in that window].</summary>
    public static Tensor<T> GatherLargest<T>(Tensor<T> x, Tensor<T> v, IPoolWindows windows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = windows.OutputShape(x.Shape);
        Same(x.Shape, v.Shape);
        var largest = new LargestCells(x.Shape, windows);
        using var images = new SampleBlocks<T>(1, x.Shape.Sample.Size);
        using var result = new SampleBlocks<T>(1, shape.Sample.Size);
        using var places = new SampleBlocks<T>(1, shape.Sample.Size);
        var to = GC.AllocateUninitializedArray<T>(shape.Size);
        for (int block = 0; block < SampleBlocks<T>.Count(shape[0]); block++)
        {
            images.PackOne(x, block);
            largest.Forward(images.Start, result.Start, places.Start);
            if (!ReferenceEquals(x, v))
            {
                images.PackOne(v, block);
                largest.Push(places.Start, images.Start, result.Start);
            }
            result.UnpackOne(to, shape, block);
        }
        return Tensor<T>.Own(shape, to);
    }

    /// <summary>dx[largest place of x in a window] += dy[window], windows in row-major order.</summary>
    public static Tensor<T> ScatterLargest<T>(Tensor<T> x, Tensor<T> dy, IPoolWindows windows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Same(windows.OutputShape(x.Shape), dy.Shape);
        var largest = new LargestCells(x.Shape, windows);
        using var images = new SampleBlocks<T>(1, x.Shape.Sample.Size);
        using var cotangents = new SampleBlocks<T>(1, dy.Shape.Sample.Size);
        using var places = new SampleBlocks<T>(1, dy.Shape.Sample.Size);
        var to = GC.AllocateUninitializedArray<T>(x.Shape.Size);
        for (int block = 0; block < SampleBlocks<T>.Count(x.Shape[0]); block++)
        {
            images.PackOne(x, block);
            largest.Forward(images.Start, cotangents.Start, places.Start);
            cotangents.PackOne(dy, block);
            largest.Pull(places.Start, cotangents.Start, images.Start);
            images.UnpackOne(to, x.Shape, block);
        }
        return Tensor<T>.Own(x.Shape, to);
    }

    /// <summary>The sum of a window's cells, divided by their count, padded ones counted or not, or by nothing.</summary>
    public static Tensor<T> Average<T>(Tensor<T> x, IPoolWindows windows, WindowDivisor divisor) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = windows.OutputShape(x.Shape);
        var means = new WindowMeans(x.Shape, windows, divisor);
        using var images = new SampleBlocks<T>(1, x.Shape.Sample.Size);
        using var result = new SampleBlocks<T>(1, shape.Sample.Size);
        var to = GC.AllocateUninitializedArray<T>(shape.Size);
        for (int block = 0; block < SampleBlocks<T>.Count(shape[0]); block++)
        {
            images.PackOne(x, block);
            means.Forward(images.Start, result.Start);
            result.UnpackOne(to, shape, block);
        }
        return Tensor<T>.Own(shape, to);
    }

    /// <summary>dx[cell] = Σ dy[window]/count over the windows that have the cell, in row-major order: the transpose of the average, or of the sum.</summary>
    public static Tensor<T> SpreadAverage<T>(Tensor<T> dy, IPoolWindows windows, WindowDivisor divisor, Shape input) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Same(windows.OutputShape(input), dy.Shape);
        var means = new WindowMeans(input, windows, divisor);
        using var cotangents = new SampleBlocks<T>(1, dy.Shape.Sample.Size);
        using var images = new SampleBlocks<T>(1, input.Sample.Size);
        var to = GC.AllocateUninitializedArray<T>(input.Size);
        for (int block = 0; block < SampleBlocks<T>.Count(input[0]); block++)
        {
            cotangents.PackOne(dy, block);
            means.Spread(cotangents.Start, images.Start);
            images.UnpackOne(to, input, block);
        }
        return Tensor<T>.Own(input, to);
    }

    private static void Same(Shape wanted, Shape got)
    {
        if (wanted != got) throw new ShapeException($"Pooling: expected the shape {wanted}, got {got}.");
    }
}
