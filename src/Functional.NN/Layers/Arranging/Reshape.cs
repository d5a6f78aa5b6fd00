namespace Functional.NN;

/// <summary>Every sample under another shape of the same size.</summary>
public sealed record Reshape(Shape To) : ILayer
{
    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return To.Size == input.Size ? To : throw new ShapeException(Sentence.Of($"expected samples of {To.Size} numbers, to become {To}, got {input} with {input.Size}."));
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Reshape(To.Prepend(x.Shape[0]));
    }

    /// <inheritdoc/>
    public override string ToString() => $"Reshape({To})";
}
