namespace Functional.NN;

/// <summary>A layer that makes a given number of cells of each channel of images C×H×W, whatever their size.</summary>
/// <remarks>Along an axis of n, window i of m covers the cells ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉ − 1; neighbours share a cell where m does not divide n.</remarks>
public abstract record AdaptivePooling2D : ILayer
{
    private protected AdaptivePooling2D(Extent2D output) => Output = output;

    /// <summary>Height and width of the output.</summary>
    public Extent2D Output { get; init => field = value.AtLeastOne($"{GetType().Name}: the output"); }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        Images.Check(input);
        return new AdaptiveWindows(Output).OutputShape(input.Prepend(1)).Sample;
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x) => Pool(x);

    /// <inheritdoc/>
    public sealed override string ToString() => $"{GetType().Name}({Output})";

    private protected abstract Var Pool(Var x);
}
