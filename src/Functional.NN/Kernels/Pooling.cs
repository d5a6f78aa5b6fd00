namespace Functional.NN.Kernels;

/// <summary>Windows over images N×C×H×W. Every sum goes over cells or windows in row-major order, one addition after another from +0.</summary>
internal static class Pooling
{
    /// <summary>y[window] = v[largest place of x in that window].</summary>
    public static Tensor<T> GatherLargest<T>(Tensor<T> x, Tensor<T> v, Pool2DGeometry geometry) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = geometry.OutputShape(x.Shape);
        Same(x.Shape, v.Shape);
        int[] places = LargestPlaces.Of(x, geometry);
        var to = GC.AllocateUninitializedArray<T>(places.Length);
        var from = v.AsSpan();
        for (int i = 0; i < to.Length; i++) to[i] = from[places[i]];
        return Tensor<T>.Own(shape, to);
    }

    /// <summary>dx[largest place of x in a window] += dy[window], windows in row-major order.</summary>
    public static Tensor<T> ScatterLargest<T>(Tensor<T> x, Tensor<T> dy, Pool2DGeometry geometry) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Same(geometry.OutputShape(x.Shape), dy.Shape);
        int[] places = LargestPlaces.Of(x, geometry);
        var to = new T[x.Shape.Size];
        var from = dy.AsSpan();
        for (int i = 0; i < places.Length; i++) to[places[i]] += from[i];
        return Tensor<T>.Own(x.Shape, to);
    }

    /// <summary>The sum of a window's cells, divided by their count, padded ones counted or not.</summary>
    public static Tensor<T> Average<T>(Tensor<T> x, Pool2DGeometry geometry, bool countPadding) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = geometry.OutputShape(x.Shape);
        var to = GC.AllocateUninitializedArray<T>(shape.Size);
        var from = x.AsSpan();
        int width = x.Shape[3], at = 0;
        foreach (var window in new WindowWalk(x.Shape, geometry))
        {
            var sum = T.Zero;
            for (int row = window.First, y = 0; y < window.Height; y++, row += width)
                for (int place = row; place < row + window.Width; place++)
                    sum += from[place];
            to[at++] = sum / Divisor<T>(window, geometry, countPadding);
        }
        return Tensor<T>.Own(shape, to);
    }

    /// <summary>dx[cell] = Σ dy[window]/count over the windows that have the cell, in row-major order: the transpose of the average.</summary>
    public static Tensor<T> SpreadAverage<T>(Tensor<T> dy, Pool2DGeometry geometry, bool countPadding, Shape input) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Same(geometry.OutputShape(input), dy.Shape);
        var to = new T[input.Size];
        var from = dy.AsSpan();
        int width = input[3], at = 0;
        foreach (var window in new WindowWalk(input, geometry))
        {
            var share = from[at++] / Divisor<T>(window, geometry, countPadding);
            for (int row = window.First, y = 0; y < window.Height; y++, row += width)
                for (int place = row; place < row + window.Width; place++)
                    to[place] += share;
        }
        return Tensor<T>.Own(input, to);
    }

    private static T Divisor<T>(WindowWalk.Window window, Pool2DGeometry geometry, bool countPadding) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.CreateChecked(countPadding ? (long)geometry.Window.Y * geometry.Window.X : window.Height * window.Width);

    private static void Same(Shape wanted, Shape got)
    {
        if (wanted != got) throw new ShapeException($"Pooling: expected the shape {wanted}, got {got}.");
    }
}
