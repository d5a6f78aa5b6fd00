namespace Functional.NN;

/// <summary>A layer that makes one number of every window of each channel of signals C×L.</summary>
/// <remarks>It is the pooling of images of one row. The output has ⌊(L + before + after − window)/stride⌋ + 1 cells.</remarks>
public abstract record Pooling1D : ILayer
{
    private protected Pooling1D(int window, int? stride, SignalPadding? padding) => (Window, Stride, Padding) = (window, stride ?? window, padding ?? SignalPadding.Valid);

    /// <summary>Length of the window.</summary>
    public int Window { get; init => field = Positive(value, "the window"); }

    /// <summary>Cells from one window to the next.</summary>
    public int Stride { get; init => field = Positive(value, "the stride"); }

    /// <summary>Cells before and after the signal.</summary>
    public SignalPadding Padding { get; init; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        Signals.Check(input);
        return Signals.FromImage(Geometry(input[1]).OutputShape(Signals.AsImage(input).Prepend(1)).Sample);
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Signals.FromImages(Pool(Signals.AsImages(x), Geometry(x.Shape[2])));
    }

    /// <inheritdoc/>
    public sealed override string ToString() =>
        Sentence.Of($"{GetType().Name}({Window}{(Stride == Window ? "" : Sentence.Of($", stride {Stride}"))}{(Padding == SignalPadding.Valid ? "" : $", padding {Padding}")})");

    private protected abstract Var Pool(Var x, Pool2DGeometry geometry);

    private Pool2DGeometry Geometry(int length)
    {
        Extent2D window = new(1, Window), stride = new(1, Stride);
        return new(window, stride, Padding.OfRow(Window, 1).For(new(1, length), window, stride, 1));
    }

    private int Positive(int value, string what) => value > 0 ? value : throw new ShapeException(Sentence.Of($"{GetType().Name}: {what} must be 1 or more, got {value}."));
}
