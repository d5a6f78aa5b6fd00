namespace Functional.NN;

/// <summary>A given number of windows, whatever the size of the image: along an axis of n window i of m covers the cells ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉ − 1.</summary>
/// <remarks>Neighbours share a cell where m does not divide n.</remarks>
internal sealed record AdaptiveWindows : IPoolWindows
{
    public AdaptiveWindows(Extent2D count) => Count = count.AtLeastOne("Pooling: the number of windows");

    /// <summary>How many windows there are along the height and along the width.</summary>
    public Extent2D Count { get; }

    public Shape OutputShape(Shape x)
    {
        Windows.CheckImages("Pooling", x);
        if (x[2] < 1 || x[3] < 1) throw new ShapeException(Sentence.Of($"Pooling: expected images of one cell or more, got {x}."));
        return Shape.Of(x[0], x[1], Count.Y, Count.X);
    }

    public IEnumerable<WindowSpan> Rows(int height) => Along(height, Count.Y);

    public IEnumerable<WindowSpan> Columns(int width) => Along(width, Count.X);

    private static IEnumerable<WindowSpan> Along(int n, int count) => Enumerable.Range(0, count).Select(i =>
    {
        int first = (int)((long)i * n / count), end = (int)(((i + 1L) * n + count - 1) / count);
        return new WindowSpan(first, end - first, end - first);
    });
}
