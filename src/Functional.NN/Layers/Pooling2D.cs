namespace Functional.NN;

/// <summary>The largest number of every window of each channel; the derivative goes to the first of the largest.</summary>
public sealed record MaxPool2D : ILayer
{
    /// <summary>Maximum pooling.</summary>
    /// <param name="window">height and width of the window; a number for a square one</param>
    /// <param name="stride">cells from one window to the next; the window's size unless told, so that windows do not overlap</param>
    /// <param name="padding">cells of −∞ around the image; none unless told</param>
    public MaxPool2D(Extent2D window, Extent2D? stride = null, ImagePadding? padding = null) => (Window, Stride, Padding) = (window, stride ?? window, padding ?? ImagePadding.Valid);

    /// <summary>Height and width of the window.</summary>
    public Extent2D Window { get; init => field = value.AtLeastOne("MaxPool2D: the window"); }

    /// <summary>Cells from one window to the next.</summary>
    public Extent2D Stride { get; init => field = value.AtLeastOne("MaxPool2D: the stride"); }

    /// <summary>Cells of −∞ around the image.</summary>
    public ImagePadding Padding { get; init; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Images.Check(input);
        return Geometry(input).OutputShape(input.Prepend(1)).Sample;
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Var.MaxPool2D(x, Geometry(x.Shape.Sample));
    }

    /// <inheritdoc/>
    public override string ToString() => $"MaxPool2D({Window}{(Stride == Window ? "" : $", stride {Stride}")})";

    private Pool2DGeometry Geometry(Shape input) => new(Window, Stride, Padding.For(new(input[1], input[2]), Window, Stride, 1));
}

/// <summary>The mean of every window of each channel.</summary>
public sealed record AvgPool2D : ILayer
{
    /// <summary>Average pooling.</summary>
    /// <param name="window">height and width of the window; a number for a square one</param>
    /// <param name="stride">cells from one window to the next; the window's size unless told, so that windows do not overlap</param>
    /// <param name="padding">zeros around the image; none unless told</param>
    /// <param name="countPadding">whether padded cells count in the divisor</param>
    public AvgPool2D(Extent2D window, Extent2D? stride = null, ImagePadding? padding = null, bool countPadding = true) =>
        (Window, Stride, Padding, CountPadding) = (window, stride ?? window, padding ?? ImagePadding.Valid, countPadding);

    /// <summary>Height and width of the window.</summary>
    public Extent2D Window { get; init => field = value.AtLeastOne("AvgPool2D: the window"); }

    /// <summary>Cells from one window to the next.</summary>
    public Extent2D Stride { get; init => field = value.AtLeastOne("AvgPool2D: the stride"); }

    /// <summary>Zeros around the image.</summary>
    public ImagePadding Padding { get; init; }

    /// <summary>Whether padded cells count in the divisor.</summary>
    public bool CountPadding { get; init; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Images.Check(input);
        return Geometry(input).OutputShape(input.Prepend(1)).Sample;
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Var.AveragePool2D(x, Geometry(x.Shape.Sample), CountPadding);
    }

    /// <inheritdoc/>
    public override string ToString() => $"AvgPool2D({Window}{(Stride == Window ? "" : $", stride {Stride}")})";

    private Pool2DGeometry Geometry(Shape input) => new(Window, Stride, Padding.For(new(input[1], input[2]), Window, Stride, 1));
}
