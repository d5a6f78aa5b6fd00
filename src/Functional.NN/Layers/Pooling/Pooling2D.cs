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
        Images.Check(input);
        return Geometry(input).OutputShape(input.Prepend(1)).Sample;
    }

    /// <inheritdoc/>
    public virtual IReadOnlyList<ParameterSpec> Parameters(Shape input) => [];

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        return Pool(context, x, Geometry(x.Shape.Sample));
    }

    /// <inheritdoc/>
    public sealed override string ToString() =>
        $"{GetType().Name}({Window}{(Stride == Window ? "" : $", stride {Stride}")}{(Padding == ImagePadding.Valid ? "" : $", padding {Padding}")})";

    private protected abstract Var Pool(LayerContext context, Var x, Pool2DGeometry geometry);

    private Pool2DGeometry Geometry(Shape input) => new(Window, Stride, Padding.For(new(input[1], input[2]), Window, Stride, 1));
}
