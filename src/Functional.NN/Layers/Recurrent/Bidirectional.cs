namespace Functional.NN;

/// <summary>y = [f→(x), f←(x)]: a recurrent layer run from the first step to the last and another like it from the last to the first, side by side on the last axis.</summary>
/// <remarks>
/// Schuster and Paliwal 1997, "Bidirectional recurrent neural networks". The two have parameters of their own, under <c>forward</c> and <c>backward</c>. With
/// <see cref="Recurrent.ReturnSequence"/> each step has the states of both runs at that step (T × 2·units); without, the output is the last state of each
/// (2·units), that of the reversed run standing at the first step.
/// </remarks>
public sealed record Bidirectional : ILayer
{
    /// <summary>A recurrent layer in both directions.</summary>
    /// <param name="Layer">the layer as it runs forward</param>
    public Bidirectional(Recurrent Layer)
    {
        ArgumentNullException.ThrowIfNull(Layer);
        this.Layer = Layer.Reverse ? throw new NNException($"Bidirectional: wants the layer as it runs forward, got {Layer}. Leave Reverse out; the other direction is added here.") : Layer;
    }

    /// <summary>The layer as it runs forward.</summary>
    public Recurrent Layer { get; }

    private Recurrent Backward => Layer with { Reverse = true };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        var output = Layer.OutputShape(input);
        return output.With(-1, 2 * Layer.Units);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => [.. Children(input).SelectMany(child => child.Layer.Parameters(input).Select(spec => spec.Under(child.Name)))];

    /// <inheritdoc/>
    public IReadOnlyList<ChildLayer> Children(Shape input) => [new("forward", Layer, input), new("backward", Backward, input)];

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        Applied forward = context.Apply("forward", Layer, x), backward = context.Apply("backward", Backward, x);
        return forward.Then(backward) with { Output = Var.Concat(-1, forward.Output, backward.Output) };
    }

    /// <inheritdoc/>
    public override string ToString() => $"Bidirectional({Layer})";
}
