using System.Numerics;

namespace Functional.NN.References;

/// <summary>Pooling as plain loops: cells of a window, and windows, in row-major order, one addition after another from +0.</summary>
internal static class PoolingReference
{
    /// <summary>y[window] = v[the first largest cell of x in that window]; a NaN is larger than every number.</summary>
    public static Tensor<T> Largest<T>(Tensor<T> x, Tensor<T> v, IPoolWindows windows) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Windows(x.Shape, windows, (n, c, cells) => v[At(n, c, FirstLargest(x, n, c, cells))]);

    /// <summary>dx[the first largest cell of x in a window] += dy[window].</summary>
    public static Tensor<T> LargestPulled<T>(Tensor<T> x, Tensor<T> dy, IPoolWindows windows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var dx = new T[x.Shape.Size];
        int window = 0;
        Windows(x.Shape, windows, (n, c, cells) => dx[Place(x.Shape, n, c, FirstLargest(x, n, c, cells))] += dy.AsSpan()[window++]);
        return Tensor.Of(x.Shape, dx);
    }

    /// <summary>The sum of a window's cells on the image, divided by what is told.</summary>
    public static Tensor<T> Average<T>(Tensor<T> x, IPoolWindows windows, WindowDivisor divisor) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Windows(x.Shape, windows, (n, c, cells) => cells.Aggregate(T.Zero, (sum, cell) => sum + x[At(n, c, cell)]) / Count<T>(windows, cells, divisor));

    /// <summary>dx[cell] = Σ dy[window]/count over the windows that have the cell.</summary>
    public static Tensor<T> AverageSpread<T>(Tensor<T> dy, IPoolWindows windows, WindowDivisor divisor, Shape image) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var dx = new T[image.Size];
        int window = 0;
        Windows(image, windows, (n, c, cells) =>
        {
            var share = dy.AsSpan()[window++] / Count<T>(windows, cells, divisor);
            foreach (var cell in cells) dx[Place(image, n, c, cell)] += share;
            return share;
        });
        return Tensor.Of(image, dx);
    }

    /// <summary>A cell of a plane.</summary>
    internal readonly record struct Cell(int Y, int X);

    /// <summary>The place of the largest of some cells; of two that are equal the first, and the first NaN before all.</summary>
    public static Cell FirstLargest<T>(Tensor<T> x, int n, int c, Cell[] cells) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var best = cells[0];
        foreach (var cell in cells)
        {
            T value = x[At(n, c, cell)], largest = x[At(n, c, best)];
            if (!T.IsNaN(largest) && (T.IsNaN(value) || value > largest)) best = cell;
        }
        return best;
    }

    /// <summary>The cells of a window on the image, in row-major order.</summary>
    public static Cell[] Cells(IPoolWindows windows, Shape image, int oy, int ox) =>
        [.. from y in Along(windows, image[2], oy, rows: true) from x in Along(windows, image[3], ox, rows: false) select new Cell(y, x)];

    private static IEnumerable<int> Along(IPoolWindows windows, int n, int i, bool rows) => windows switch
    {
        Pool2DGeometry p when rows => Enumerable.Range(i * p.Stride.Y - p.Padding.Top, p.Window.Y).Where(cell => cell >= 0 && cell < n),
        Pool2DGeometry p => Enumerable.Range(i * p.Stride.X - p.Padding.Left, p.Window.X).Where(cell => cell >= 0 && cell < n),
        AdaptiveWindows a when (rows ? a.Count.Y : a.Count.X) is var m => Enumerable.Range(0, n).Where(cell => cell >= Math.Floor((double)i * n / m) && cell < Math.Ceiling((i + 1.0) * n / m)),
        _ => throw new NotSupportedException($"{windows} has no reference here."),
    };

    private static T Count<T>(IPoolWindows windows, Cell[] cells, WindowDivisor divisor) where T : unmanaged, IBinaryFloatingPointIeee754<T> => divisor switch
    {
        WindowDivisor.One => T.One,
        WindowDivisor.Window when windows is Pool2DGeometry pool => T.CreateChecked(pool.Window.Y * pool.Window.X),
        _ => T.CreateChecked(cells.Length),
    };

    private static Tensor<T> Windows<T>(Shape image, IPoolWindows windows, Func<int, int, Cell[], T> value) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ConvolutionReference.Fill(windows.OutputShape(image), (n, c, oy, ox) => value(n, c, Cells(windows, image, oy, ox)));

    private static int[] At(int n, int c, Cell cell) => [n, c, cell.Y, cell.X];

    private static int Place(Shape image, int n, int c, Cell cell) => ((n * image[1] + c) * image[2] + cell.Y) * image[3] + cell.X;
}
