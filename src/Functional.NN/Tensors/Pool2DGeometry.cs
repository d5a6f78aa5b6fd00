namespace Functional.NN;

/// <summary>
/// How a pooling window walks over an image. The output has ⌊(n + before + after − k)/stride⌋ + 1 cells along an axis of n; what is left
/// over at the end is not read.
/// </summary>
public sealed record Pool2DGeometry : IPoolWindows
{
    /// <summary>A geometry, checked.</summary>
    /// <param name="window">the size of the window</param>
    /// <param name="stride">cells from one window to the next; the window's size unless told, so that windows touch and do not overlap</param>
    /// <param name="padding">cells around the image, on each side fewer than the window has, so that every window sees the image; none unless told</param>
    /// <exception cref="ShapeException">A window or stride is below 1, or a padding negative or as large as the window.</exception>
    public Pool2DGeometry(Extent2D window, Extent2D? stride = null, Padding2D padding = default)
    {
        Window = window.AtLeastOne("Pooling: the window");
        Stride = (stride ?? window).AtLeastOne("Pooling: the stride");
        Padding = padding.NotNegative("Pooling");
        if (Math.Max(padding.Top, padding.Bottom) >= window.Y || Math.Max(padding.Left, padding.Right) >= window.X)
            throw new ShapeException(Sentence.Of($"Pooling: the padding must be smaller than the window {window}, or some windows see nothing of the image; got {padding}."));
    }

    /// <summary>The size of the window.</summary>
    public Extent2D Window { get; }

    /// <summary>Cells from one window to the next.</summary>
    public Extent2D Stride { get; }

    /// <summary>Cells around the image.</summary>
    public Padding2D Padding { get; }

    /// <summary>A window of this size, placed side by side without padding.</summary>
    public static implicit operator Pool2DGeometry(int window) => new((Extent2D)window);

    /// <summary>The height and width of the output.</summary>
    /// <exception cref="ShapeException">The window does not fit into the padded image.</exception>
    public Extent2D OutputSize(Extent2D image) => Windows.Count("Pooling", "window", image, Window, Stride, Padding, dilation: 1);

    /// <summary>The shape of the output.</summary>
    /// <param name="x">N×C×H×W</param>
    /// <exception cref="ShapeException">These are not images, or the window does not fit.</exception>
    public Shape OutputShape(Shape x)
    {
        Windows.CheckImages("Pooling", x);
        var size = OutputSize(new(x[2], x[3]));
        return Shape.Of(x[0], x[1], size.Y, size.X);
    }

    IEnumerable<WindowSpan> IPoolWindows.Rows(int height) => Along(height, OutputSize(new(height, Window.X)).Y, Window.Y, Stride.Y, Padding.Top);

    IEnumerable<WindowSpan> IPoolWindows.Columns(int width) => Along(width, OutputSize(new(Window.Y, width)).X, Window.X, Stride.X, Padding.Left);

    private static IEnumerable<WindowSpan> Along(int n, int count, int window, int stride, int before) => Enumerable.Range(0, count).Select(i =>
    {
        int start = i * stride - before, first = Math.Max(0, start);
        return new WindowSpan(first, Math.Min(n, start + window) - first, window);
    });
}
