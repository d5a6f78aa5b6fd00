namespace Functional.NN;

/// <summary>A block whose last axis holds gates side by side, each drawn by itself with the fans of its own part.</summary>
/// <param name="OfGate">what each gate's part starts as</param>
/// <param name="Gates">how many there are</param>
internal sealed record GateByGate(IInitializer OfGate, int Gates) : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key)
    {
        var part = shape.With(-1, shape[-1] / Gates);
        return Tensor.Concat(part.Rank - 1, [.. Enumerable.Range(0, Gates).Select(g => OfGate.Draw(part, Fans.Of(part), key.Fold(g)))]);
    }
}

/// <summary>A bias with the same number at all units of one gate, and whatever it would be otherwise at the others.</summary>
/// <param name="Others">what the other gates' parts start as</param>
/// <param name="Gate">the number of the gate</param>
/// <param name="Units">how many units it has</param>
/// <param name="Value">what all of its part starts as</param>
internal sealed record OneGate(IInitializer Others, int Gate, int Units, double Value) : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key)
    {
        var drawn = Others.Draw(shape, fans, key);
        return Tensor.Generate(shape, i => i / Units == Gate ? Value : drawn[i]);
    }
}
