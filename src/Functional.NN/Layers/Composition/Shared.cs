namespace Functional.NN;

/// <summary>A layer whose numbers are those of every other place of the same name; their gradients add.</summary>
/// <remarks>
/// With <see cref="Transpose"/> the weights are read transposed (a decoder that uses its encoder's weights) and everything else, such as a bias of
/// another size, is this place's own.
/// </remarks>
public sealed record Shared : ILayer
{
    /// <summary>A layer under a name that is the same block of θ wherever it stands.</summary>
    public Shared(string Name, ILayer Layer, bool Transpose = false) => (this.Name, this.Layer, this.Transpose) = (LayerName.Checked(Name), Layer, Transpose);

    /// <summary>The name of the shared block.</summary>
    public string Name { get; }

    /// <summary>The layer.</summary>
    public ILayer Layer { get; }

    /// <summary>Whether weights are read transposed.</summary>
    public bool Transpose { get; init; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        var output = Layer.OutputShape(input);
        var odd = Transpose ? Layer.Parameters(input).FirstOrDefault(spec => Shares(spec) && spec.Shape.Rank != 2) : null;
        return odd is null ? output : throw new ShapeException(Sentence.Of($"expected weights that are matrices, because they are read transposed; \"{odd.Name}\" is {odd.Shape}."));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => [.. Layer.Parameters(input).Select(spec => Shares(spec) ? Common(spec) : spec)];

    /// <inheritdoc/>
    public IReadOnlyList<StateSpec> State(Shape input) =>
        [.. Layer.State(input).Select(spec => spec.Shared || Transpose ? spec : spec with { Name = $"{Name}.{spec.Name}", Shared = true })];

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        var input = x.Shape.Sample;
        var aliases = Layer.Parameters(input).Where(Shares).Select(spec => KeyValuePair.Create(spec.Name, new LayerContext.Alias($"{Name}.{spec.Name}", Transpose)))
            .Concat(Layer.State(input).Where(spec => !spec.Shared && !Transpose).Select(spec => KeyValuePair.Create(spec.Name, new LayerContext.Alias($"{Name}.{spec.Name}", false))));
        return Layer.Apply(context.With(aliases), x);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Shared({Name}, {Layer}{(Transpose ? ", transposed" : "")})";

    private bool Shares(ParameterSpec spec) => !spec.Shared && (!Transpose || spec.Role == ParameterRole.Weight);

    private ParameterSpec Common(ParameterSpec spec) => spec with
    {
        Name = $"{Name}.{spec.Name}",
        Shared = true,
        Shape = Transpose ? Shape.Of([.. spec.Shape.Reverse()]) : spec.Shape,
        Fans = Transpose && spec.Fans is { } fans ? new Fans(fans.Out, fans.In) : spec.Fans,
    };
}
