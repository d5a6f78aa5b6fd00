namespace Functional.NN;

/// <summary>In training a layer with W + n for every weight W in it, n being independent normal numbers of mean 0 and a standard deviation; in evaluation the layer itself.</summary>
/// <remarks>
/// Graves 2011; Goodfellow, Bengio and Courville 2016, 7.5: it pushes θ to where small changes of the weights change little. One n a step, for all samples, all steps of a sequence and all places
/// of a shared block, keyed by the step and the block's path. Weights are the blocks of that role: biases and the factors of normalisations stay as they are. Gradients are those of W at W + n.
/// </remarks>
public sealed record WeightNoise : ILayer
{
    /// <summary>A layer whose weights are disturbed in training.</summary>
    /// <param name="Layer">the layer, which may hold others</param>
    /// <param name="Deviation">the standard deviation</param>
    public WeightNoise(ILayer Layer, double Deviation) => (this.Layer, this.Deviation) = (Layer, Deviation);

    /// <summary>The layer.</summary>
    public ILayer Layer { get; init; }

    /// <summary>The standard deviation, not negative.</summary>
    public double Deviation { get; init => field = Constants.NotNegative(value, nameof(WeightNoise), "the deviation"); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public WeightNoise With(ILayer? layer = null, double? deviation = null) => this with { Layer = layer ?? Layer, Deviation = deviation ?? Deviation };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Layer.OutputShape(input);

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => Layer.Parameters(input);

    /// <inheritdoc/>
    public IReadOnlyList<StateSpec> State(Shape input) => Layer.State(input);

    /// <inheritdoc/>
    public IReadOnlyList<ChildLayer> Children(Shape input) => Layer.Children(input);

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        if (!context.Training || Deviation == 0) return Layer.Apply(context, x);
        return Layer.Apply(context.WithNoise(Layer.Parameters(x.Shape.Sample).Where(spec => spec.Role == ParameterRole.Weight), Deviation), x);
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"WeightNoise({Layer}, {Deviation})");
}
