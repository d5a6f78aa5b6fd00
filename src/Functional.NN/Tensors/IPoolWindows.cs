namespace Functional.NN;

/// <summary>Where the windows of a pooling lie: those along the height and those along the width, every one with every other.</summary>
internal interface IPoolWindows
{
    /// <summary>N × C × windows along the height × windows along the width.</summary>
    /// <param name="x">N × C × H × W</param>
    /// <exception cref="ShapeException">These are not images, or the windows do not fit.</exception>
    Shape OutputShape(Shape x);

    /// <summary>The windows along the height of an image, ascending.</summary>
    IEnumerable<WindowSpan> Rows(int height);

    /// <summary>The windows along the width of an image, ascending.</summary>
    IEnumerable<WindowSpan> Columns(int width);
}

/// <summary>A window along one axis.</summary>
/// <param name="First">its first cell on the image</param>
/// <param name="Length">how many of its cells lie on the image</param>
/// <param name="Whole">how many cells it has, padded ones included</param>
internal readonly record struct WindowSpan(int First, int Length, int Whole);

/// <summary>What the sum of a window is divided by.</summary>
internal enum WindowDivisor
{
    /// <summary>Nothing: the sum stays.</summary>
    One,

    /// <summary>The cells of the window, padded ones included.</summary>
    Window,

    /// <summary>The cells of the window that lie on the image.</summary>
    Image,
}
