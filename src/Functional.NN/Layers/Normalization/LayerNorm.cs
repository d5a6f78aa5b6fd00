namespace Functional.NN;

/// <summary>y = γ ⊙ (x − μ)/√(σ² + ε) + β, μ and σ² being those of each sample's own numbers over the last axes.</summary>
/// <remarks>
/// Ba, Kiros and Hinton 2016. x (N × … × s), s being the trailing axes that are averaged over (one unless told, so that every position of a sequence is normalised by itself);
/// γ, β (s) start at 1 and 0. The variance is the biased one. Training and evaluation are the same.
/// </remarks>
public sealed record LayerNorm : ILayer
{
    /// <summary>Layer normalisation.</summary>
    /// <param name="TrailingAxes">how many axes at the end of a sample are averaged over</param>
    /// <param name="Epsilon">added to the variance, inside the root</param>
    /// <param name="Affine">whether there are γ (<c>weight</c>) and β (<c>bias</c>)</param>
    public LayerNorm(int TrailingAxes = 1, double Epsilon = 1e-5, bool Affine = true) => (this.TrailingAxes, this.Epsilon, this.Affine) = (TrailingAxes, Epsilon, Affine);

    /// <summary>How many axes at the end of a sample are averaged over.</summary>
    public int TrailingAxes { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"LayerNorm: the number of trailing axes must be positive, got {value}.")); }

    /// <summary>Added to the variance, inside the root.</summary>
    public double Epsilon { get; init => field = Constants.Positive(value, nameof(LayerNorm), "epsilon"); }

    /// <summary>Whether there are γ and β.</summary>
    public bool Affine { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public LayerNorm With(int? trailingAxes = null, double? epsilon = null, bool? affine = null) =>
        this with { TrailingAxes = trailingAxes ?? TrailingAxes, Epsilon = epsilon ?? Epsilon, Affine = affine ?? Affine };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank >= TrailingAxes ? input
            : throw new ShapeException(Sentence.Of($"expected samples of {TrailingAxes} axes or more, which are averaged over, got {input}. Say TrailingAxes: {Math.Max(1, input.Rank)}, or reshape them."));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Affine ? Normalized.ScaleAndShift(input.Range(input.Rank - TrailingAxes, input.Rank)) : [];
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        int[] last = [.. Enumerable.Range(x.Shape.Rank - TrailingAxes, TrailingAxes)];
        return Normalized.Over(x, last, Epsilon, Affine ? context.Parameter("weight") : null, Affine ? context.Parameter("bias") : null).Output;
    }

    /// <inheritdoc/>
    public override string ToString() => TrailingAxes == 1 ? "LayerNorm()" : Sentence.Of($"LayerNorm({TrailingAxes} axes)");
}
