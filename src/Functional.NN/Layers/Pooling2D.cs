namespace Functional.NN;

/// <summary>A layer that makes one number of every window of each channel of images C×H×W.</summary>
public abstract record Pooling2D : ILayer
{
    private protected Pooling2D(Extent2D window, Extent2D? stride, ImagePadding? padding) => (Window, Stride, Padding) = (window, stride ?? window, padding ?? ImagePadding.Valid);

    /// <summary>Height and width of the window.</summary>
    public Extent2D Window { get; init => field = value.AtLeastOne($"{GetType().Name}: the window"); }

    /// <summary>Cells from one window to the next.</summary>
    public Extent2D Stride { get; init => field = value.AtLeastOne($"{GetType().Name}: the stride"); }

    /// <summary>Cells around the image.</summary>
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
        return Pool(x, Geometry(x.Shape.Sample));
    }

    /// <inheritdoc/>
    public sealed override string ToString() =>
        $"{GetType().Name}({Window}{(Stride == Window ? "" : $", stride {Stride}")}{(Padding == ImagePadding.Valid ? "" : $", padding {Padding}")})";

    private protected abstract Var Pool(Var x, Pool2DGeometry geometry);

    private Pool2DGeometry Geometry(Shape input) => new(Window, Stride, Padding.For(new(input[1], input[2]), Window, Stride, 1));
}

/// <summary>The largest number of every window of each channel; the derivative goes to the first of the largest.</summary>
public sealed record MaxPool2D : Pooling2D
{
    /// <summary>Maximum pooling.</summary>
    /// <param name="window">height and width of the window; a number for a square one</param>
    /// <param name="stride">cells from one window to the next; the window's size unless told, so that windows do not overlap</param>
    /// <param name="padding">cells of −∞ around the image; none unless told</param>
    public MaxPool2D(Extent2D window, Extent2D? stride = null, ImagePadding? padding = null) : base(window, stride, padding) { }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public MaxPool2D With(Extent2D? window = null, Extent2D? stride = null, ImagePadding? padding = null) => this with { Window = window ?? Window, Stride = stride ?? Stride, Padding = padding ?? Padding };

    private protected override Var Pool(Var x, Pool2DGeometry geometry) => Var.MaxPool2D(x, geometry);
}

/// <summary>The mean of every window of each channel.</summary>
public sealed record AvgPool2D : Pooling2D
{
    /// <summary>Average pooling.</summary>
    /// <param name="window">height and width of the window; a number for a square one</param>
    /// <param name="stride">cells from one window to the next; the window's size unless told, so that windows do not overlap</param>
    /// <param name="padding">zeros around the image; none unless told</param>
    /// <param name="countPadding">whether padded cells count in the divisor</param>
    public AvgPool2D(Extent2D window, Extent2D? stride = null, ImagePadding? padding = null, bool countPadding = true) : base(window, stride, padding) => CountPadding = countPadding;

    /// <summary>Whether padded cells count in the divisor.</summary>
    public bool CountPadding { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public AvgPool2D With(Extent2D? window = null, Extent2D? stride = null, ImagePadding? padding = null, bool? countPadding = null) =>
        this with { Window = window ?? Window, Stride = stride ?? Stride, Padding = padding ?? Padding, CountPadding = countPadding ?? CountPadding };

    private protected override Var Pool(Var x, Pool2DGeometry geometry) => Var.AveragePool2D(x, geometry, CountPadding);
}
