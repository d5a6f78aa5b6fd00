namespace Functional.NN;

/// <summary>The largest number of every window of each channel; the derivative goes to the first of the largest.</summary>
public sealed record MaxPool2D : Pooling2D
{
    /// <summary>Maximum pooling.</summary>
    /// <param name="Window">height and width of the window; a number for a square one</param>
    /// <param name="Stride">cells from one window to the next; the window's size unless told, so that windows do not overlap</param>
    /// <param name="Padding">cells of −∞ around the image; none unless told</param>
    public MaxPool2D(Extent2D Window, Extent2D? Stride = null, ImagePadding? Padding = null) : base(Window, Stride, Padding) { }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public MaxPool2D With(Extent2D? window = null, Extent2D? stride = null, ImagePadding? padding = null) => this with { Window = window ?? Window, Stride = stride ?? Stride, Padding = padding ?? Padding };

    private protected override Var Pool(LayerContext context, Var x, Pool2DGeometry geometry) => Var.MaxPool2D(x, geometry);
}
