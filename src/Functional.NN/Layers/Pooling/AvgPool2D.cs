namespace Functional.NN;

/// <summary>The mean of every window of each channel.</summary>
public sealed record AvgPool2D : Pooling2D
{
    /// <summary>Average pooling.</summary>
    /// <param name="Window">height and width of the window; a number for a square one</param>
    /// <param name="Stride">cells from one window to the next; the window's size unless told, so that windows do not overlap</param>
    /// <param name="Padding">zeros around the image; none unless told</param>
    /// <param name="CountPadding">whether padded cells count in the divisor</param>
    public AvgPool2D(Extent2D Window, Extent2D? Stride = null, ImagePadding? Padding = null, bool CountPadding = true) : base(Window, Stride, Padding) => this.CountPadding = CountPadding;

    /// <summary>Whether padded cells count in the divisor.</summary>
    public bool CountPadding { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public AvgPool2D With(Extent2D? window = null, Extent2D? stride = null, ImagePadding? padding = null, bool? countPadding = null) =>
        this with { Window = window ?? Window, Stride = stride ?? Stride, Padding = padding ?? Padding, CountPadding = countPadding ?? CountPadding };

    private protected override Var Pool(LayerContext context, Var x, Pool2DGeometry geometry) => Var.AveragePool2D(x, geometry, CountPadding);
}
