namespace Functional.NN;

/// <summary>A layer that makes one number of each channel: of images C×H×W or signals C×L a vector C.</summary>
/// <remarks>It is adaptive pooling to one window, which keeps the other axes with length 1; here they disappear.</remarks>
public abstract record GlobalPooling : ILayer
{
    private protected GlobalPooling() { }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Shape.Of(AsImage(input)[0]);

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var images = x.Reshape(AsImage(x.Shape.Sample).Prepend(x.Shape[0]));
        return Pool(images).Reshape(x.Shape[0], x.Shape[1]);
    }

    /// <inheritdoc/>
    public sealed override string ToString() => $"{GetType().Name}()";

    /// <summary>The sample's shape as that of an image with one cell or more, or a sentence that refuses it.</summary>
    private protected abstract Shape AsImage(Shape input);

    private protected abstract Var Pool(Var images);

    private protected static Shape Image(Shape input)
    {
        Images.Check(input);
        return Filled(input);
    }

    private protected static Shape Signal(Shape input)
    {
        Signals.Check(input);
        return Signals.AsImage(Filled(input));
    }

    private static Shape Filled(Shape input) => input.Range(1, input.Rank).Size > 0 ? input : throw new ShapeException(Sentence.Of($"expected samples of one cell or more, got {input}."));
}
