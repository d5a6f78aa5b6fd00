namespace Functional.NN;

/// <summary>y = γ·(x − μ)/√(σ² + ε) + β, μ and σ² being those of each sample's groups of neighbouring channels, over the channels of the group and all places.</summary>
/// <remarks>
/// Wu and He 2018. x (N × channels × …), γ, β (channels) start at 1 and 0. The variance is the biased one. Training and evaluation are the same.
/// One group for every channel is instance normalisation (Ulyanov, Vedaldi and Lempitsky 2016).
/// </remarks>
public sealed record GroupNorm : ILayer
{
    /// <summary>Group normalisation.</summary>
    /// <param name="Groups">how many groups the channels are cut into</param>
    /// <param name="Epsilon">added to the variance, inside the root</param>
    /// <param name="Affine">whether there are γ (<c>weight</c>) and β (<c>bias</c>)</param>
    public GroupNorm(int Groups, double Epsilon = 1e-5, bool Affine = true) => (this.Groups, this.Epsilon, this.Affine) = (Groups, Epsilon, Affine);

    /// <summary>How many groups the channels are cut into.</summary>
    public int Groups { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"GroupNorm: the number of groups must be positive, got {value}.")); }

    /// <summary>Added to the variance, inside the root.</summary>
    public double Epsilon { get; init => field = Constants.Positive(value, nameof(GroupNorm), "epsilon"); }

    /// <summary>Whether there are γ and β.</summary>
    public bool Affine { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public GroupNorm With(int? groups = null, double? epsilon = null, bool? affine = null) =>
        this with { Groups = groups ?? Groups, Epsilon = epsilon ?? Epsilon, Affine = affine ?? Affine };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ChannelAxis.In(input, 1);
        return input[0] % Groups == 0 ? input
            : throw new ShapeException(Sentence.Of($"expected channels that can be cut into {Groups} groups of one size, got {input} with {input[0]} channels. Say another number of groups."));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Affine ? Normalized.ScaleAndShift(Shape.Of(input[0])) : [];
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        var grouped = Shape.Of([x.Shape[0], Groups, x.Shape[1] / Groups, .. x.Shape.Skip(2)]);
        var each = Shape.Of([Groups, grouped[2], .. Enumerable.Repeat(1, x.Shape.Rank - 2)]);
        int[] axes = [.. Enumerable.Range(2, grouped.Rank - 2)];
        return Normalized.Over(x.Reshape(grouped), axes, Epsilon, Affine ? context.Parameter("weight").Reshape(each) : null, Affine ? context.Parameter("bias").Reshape(each) : null)
            .Output.Reshape(x.Shape);
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"GroupNorm({Groups})");
}
