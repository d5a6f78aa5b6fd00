namespace Functional.NN;

/// <summary>The last two axes of every sample exchanged: y[…, j, i] = x[…, i, j].</summary>
/// <remarks>Makes signals (channels × length) of sequences (steps × features) for <see cref="Conv1D"/> and the poolings of signals, and back.</remarks>
public sealed record SwapAxes : ILayer
{
    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank >= 2 ? input.With(-1, input[-2]).With(-2, input[-1]) : throw new ShapeException(Sentence.Of($"expected samples with two axes or more, got {input}."));
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Transpose();
    }

    /// <inheritdoc/>
    public override string ToString() => "SwapAxes()";
}
