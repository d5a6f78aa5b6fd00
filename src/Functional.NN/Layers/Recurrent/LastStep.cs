namespace Functional.NN;

/// <summary>y = xₜ of the last step t that counts.</summary>
/// <remarks>Samples are T × …, the output is one step of them. Without a mask it is step T; of a sequence without a step that counts it is 0.</remarks>
public sealed record LastStep : ILayer
{
    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank > 0 && input[0] > 0 ? input.Sample : throw new ShapeException(Sentence.Of($"expected sequences (steps × …) of one step or more, got {input}."));
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        int samples = x.Shape[0], steps = x.Shape[1];
        if (Sequences.Mask(context, x, nameof(LastStep)) is not { } mask) return x.At(1, steps - 1);
        // Numbers that grow with the steps, 0 where masked: the largest stands at the last step that counts.
        var growing = Var.Where(mask, Var.Constant(Tensor.Generate(Shape.Of(1, steps), t => t + 1.0)), 0);
        var last = Var.Where(mask, Var.FirstLargest(growing, 1), 0).Reshape(Shape.Of(samples, steps).Append([.. Enumerable.Repeat(1, x.Shape.Rank - 2)]));
        return Var.Where(last, x, 0).Sum(1);
    }

    /// <inheritdoc/>
    public override string ToString() => "LastStep()";
}
