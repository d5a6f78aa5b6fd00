namespace Functional.NN.Kernels;

/// <summary>The windows of a pooling over one plane, in row-major order, each as the part of it that lies on the image.</summary>
internal sealed class PoolWindows
{
    /// <param name="First">its first cell, counted in the plane</param>
    /// <param name="Height">rows on the image</param>
    /// <param name="Width">columns on the image</param>
    internal readonly record struct Window(int First, int Height, int Width);

    /// <param name="x">N × C × H × W</param>
    /// <param name="geometry">window, stride, padding</param>
    public PoolWindows(Shape x, Pool2DGeometry geometry)
    {
        var count = geometry.OutputShape(x);
        (Channels, Cells, Width) = (x[1], x[2] * x[3], x[3]);
        All = [.. from oy in Enumerable.Range(0, count[2]) from ox in Enumerable.Range(0, count[3]) select At(oy, ox)];
        bool touching = geometry.Window == 2 && geometry.Stride == 2 && geometry.Padding == default;
        AreQuads = touching && All.Length * 4 == Cells;

        Window At(int oy, int ox)
        {
            int y = oy * geometry.Stride.Y - geometry.Padding.Top, left = ox * geometry.Stride.X - geometry.Padding.Left;
            int first = Math.Max(0, y), column = Math.Max(0, left);
            return new(first * x[3] + column, Math.Min(x[2], y + geometry.Window.Y) - first, Math.Min(x[3], left + geometry.Window.X) - column);
        }
    }

    public int Channels { get; }

    /// <summary>Cells of a plane.</summary>
    public int Cells { get; }

    /// <summary>Columns of a plane.</summary>
    public int Width { get; }

    public Window[] All { get; }

    /// <summary>Every cell lies in exactly one window, and every window is two by two.</summary>
    public bool AreQuads { get; }
}
