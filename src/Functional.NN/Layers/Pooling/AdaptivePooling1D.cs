namespace Functional.NN;

/// <summary>A layer that makes a given number of cells of each channel of signals C×L, whatever their length.</summary>
/// <remarks>Window i of m covers the cells ⌊i·L/m⌋ to ⌈(i + 1)·L/m⌉ − 1; neighbours share a cell where m does not divide L.</remarks>
public abstract record AdaptivePooling1D : ILayer
{
    private protected AdaptivePooling1D(int output) => Output = output;

    /// <summary>Length of the output.</summary>
    public int Output { get; init => field = value > 0 ? value : throw new ShapeException(Sentence.Of($"{GetType().Name}: the output must be 1 or more, got {value}.")); }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        Signals.Check(input);
        return Signals.FromImage(new AdaptiveWindows(new(1, Output)).OutputShape(Signals.AsImage(input).Prepend(1)).Sample);
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Signals.FromImages(Pool(Signals.AsImages(x), new(1, Output)));
    }

    /// <inheritdoc/>
    public sealed override string ToString() => Sentence.Of($"{GetType().Name}({Output})");

    private protected abstract Var Pool(Var x, Extent2D output);
}
