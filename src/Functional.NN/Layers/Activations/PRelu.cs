namespace Functional.NN;

/// <summary>y = max(0, x) + a·min(0, x) with a slope a that is learned: one for each channel (axis 1 of the batch), or one for all.</summary>
/// <remarks>
/// He, Zhang, Ren and Sun 2015. x (N × channels × …), a (channels), or (1) where it is shared. It is no weight to penalties: they would pull it towards the plain rectifier.
/// The derivative by x at 0 is a.
/// </remarks>
public sealed record PRelu : ILayer
{
    /// <summary>A rectifier with learned slopes.</summary>
    /// <param name="Shared">one slope for all channels</param>
    /// <param name="Initial">what slopes start as</param>
    public PRelu(bool Shared = false, double Initial = 0.25) => (this.Shared, this.Initial) = (Shared, Initial);

    /// <summary>One slope for all channels.</summary>
    public bool Shared { get; init; }

    /// <summary>What slopes start as.</summary>
    public double Initial { get; init => field = Constants.Finite(value, nameof(PRelu), "the initial slope"); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public PRelu With(bool? shared = null, double? initial = null) => this with { Shared = shared ?? Shared, Initial = initial ?? Initial };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank > 0 || Shared ? input : throw new ShapeException("expected samples with a channel axis in front, got scalars. Reshape them to [1], or say Shared: true.");
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return [new("weight", Shape.Of(Shared ? 1 : input[0]), new ConstantValue(Initial), ParameterRole.Other)];
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        var slope = context.Parameter("weight");
        if (!Shared) slope = slope.Reshape(ChannelAxis.Each(x.Shape, 1));
        return Var.Relu(x) + slope * Var.Min(x, 0);
    }

    /// <inheritdoc/>
    public override string ToString() => Shared ? "PRelu(shared)" : "PRelu()";
}
