namespace Functional.NN;

/// <summary>Every sample as a vector, in row-major order.</summary>
public sealed record Flatten : ILayer
{
    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Shape.Of(input.Size);
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Reshape(x.Shape[0], x.Shape.Sample.Size);
    }

    /// <inheritdoc/>
    public override string ToString() => "Flatten()";
}
