namespace Functional.NN;

/// <summary>What layers over sequences ask of their samples and of the mask.</summary>
internal static class Sequences
{
    /// <summary>A sample's shape, which must be steps × features.</summary>
    public static Shape Checked(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == 2 ? input : throw new ShapeException(Sentence.Of($"expected sequences (steps × features), got {input}. Reshape the samples to two axes."));
    }

    /// <summary>The mask (N × T), if there is one; it must have one number for every step of x (N × T × …).</summary>
    public static Var? Mask(LayerContext context, Var x, string layer)
    {
        int samples = x.Shape[0], steps = x.Shape[1];
        return context.Mask is { } given && given.Shape != Shape.Of(samples, steps)
            ? throw new ShapeException(Sentence.Of($"{layer}: expected a mask of {samples}×{steps}, one number a step, got {given.Shape}."))
            : context.Mask;
    }
}
