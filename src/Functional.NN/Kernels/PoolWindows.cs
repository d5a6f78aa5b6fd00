namespace Functional.NN.Kernels;

/// <summary>The windows of a pooling over one plane, in row-major order, each as the part of it that lies on the image.</summary>
internal sealed class PoolWindows
{
    /// <param name="First">its first cell, counted in the plane</param>
    /// <param name="Height">rows on the image</param>
    /// <param name="Width">columns on the image</param>
    /// <param name="Whole">cells, padded ones included</param>
    internal readonly record struct Window(int First, int Height, int Width, int Whole);

    /// <param name="x">N × C × H × W</param>
    /// <param name="windows">where the windows lie</param>
    public PoolWindows(Shape x, IPoolWindows windows)
    {
        WindowSpan[] rows = [.. windows.Rows(x[2])], columns = [.. windows.Columns(x[3])];
        (Channels, Cells, Width) = (x[1], x[2] * x[3], x[3]);
        All = [.. from row in rows from column in columns select new Window(row.First * x[3] + column.First, row.Length, column.Length, row.Whole * column.Whole)];
        AreQuads = ArePairs(rows, x[2]) && ArePairs(columns, x[3]);
        AreApart = Apart(rows) && Apart(columns);
    }

    public int Channels { get; }

    /// <summary>Cells of a plane.</summary>
    public int Cells { get; }

    /// <summary>Columns of a plane.</summary>
    public int Width { get; }

    public Window[] All { get; }

    /// <summary>Every cell lies in exactly one window, and every window is two by two.</summary>
    public bool AreQuads { get; }

    /// <summary>No cell lies in two windows.</summary>
    public bool AreApart { get; }

    private static bool ArePairs(WindowSpan[] spans, int cells) => spans.Length * 2 == cells && spans.Index().All(span => span.Item == new WindowSpan(2 * span.Index, 2, 2));

    private static bool Apart(WindowSpan[] spans) => spans.Zip(spans.Skip(1)).All(pair => pair.First.First + pair.First.Length <= pair.Second.First);
}
