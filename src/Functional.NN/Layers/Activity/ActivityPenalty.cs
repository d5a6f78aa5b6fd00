namespace Functional.NN;

/// <summary>A layer that passes on what reaches it and adds a penalty on it to the objective: a sparse representation instead of sparse weights.</summary>
/// <remarks>Goodfellow et al. 2016, section 7.10. Masked steps of sequences do not count. Samples' weights do not touch it.</remarks>
public abstract record ActivityPenalty : ILayer
{
    private protected ActivityPenalty(double lambda) => Lambda = lambda;

    /// <summary>λ, by which the penalty is multiplied; not negative.</summary>
    public double Lambda { get; init => field = Constants.NotNegative(value, GetType().Name, "lambda"); }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        var mask = context.Mask is { } steps && x.Shape.Rank > 2 && x.Shape[1] == steps.Shape[1] ? steps.Reshape(Shape.Of([steps.Shape[0], steps.Shape[1], .. Enumerable.Repeat(1, x.Shape.Rank - 2)])) : null;
        return Applied.Of(x) with { Penalty = Lambda * Penalty(x, mask) };
    }

    /// <summary>The penalty before it is multiplied by λ.</summary>
    /// <param name="x">(N × sample shape)</param>
    /// <param name="mask">(N × T × 1 × …), or none</param>
    private protected abstract Var Penalty(Var x, Var? mask);
}
