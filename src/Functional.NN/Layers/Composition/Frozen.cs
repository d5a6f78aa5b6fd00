namespace Functional.NN;

/// <summary>A layer whose numbers training leaves as they are: its blocks of θ are marked, and no optimizer moves them, by gradient, decay or noise.</summary>
/// <remarks>
/// It computes what the layer computes, under the same paths; gradients flow through it to what is before it, and the gradient of θ has zeros for its blocks. The layer's state (the running values of a
/// batch normalisation) goes on changing in training. A block that is <see cref="Shared"/> is frozen everywhere if it is at one place. <see cref="Network.Freeze"/> marks blocks without changing layers, or takes
/// all marks away.
/// </remarks>
/// <param name="Layer">the layer</param>
public sealed record Frozen(ILayer Layer) : ILayer
{
    /// <summary>The layer.</summary>
    public ILayer Layer { get; } = Layer ?? throw new ArgumentNullException(nameof(Layer));

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Layer.OutputShape(input);

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => [.. Layer.Parameters(input).Select(spec => spec with { Frozen = true })];

    /// <inheritdoc/>
    public IReadOnlyList<StateSpec> State(Shape input) => Layer.State(input);

    /// <inheritdoc/>
    public IReadOnlyList<ChildLayer> Children(Shape input) => Layer.Children(input);

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x) => Layer.Apply(context, x);

    /// <inheritdoc/>
    public override string ToString() => $"Frozen({Layer})";
}
