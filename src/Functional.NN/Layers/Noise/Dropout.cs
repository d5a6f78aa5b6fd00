namespace Functional.NN;

/// <summary>In training y = x ⊙ m/(1 − rate), m being 1 with probability 1 − rate and else 0; in evaluation y = x.</summary>
/// <remarks>Srivastava et al. 2014, in the inverted form, which leaves evaluation alone. Each sample's mask is keyed by step, path and the sample's place in the batch.</remarks>
public sealed record Dropout : ILayer
{
    /// <summary>Dropout with the fraction of numbers that are dropped.</summary>
    public Dropout(double Rate = 0.5) => this.Rate = Rate;

    /// <summary>The fraction of numbers that are dropped, from 0 to below 1.</summary>
    public double Rate { get; init => field = Constants.Rate(value, nameof(Dropout)); }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        return Masked(context, x, x.Shape, Rate);
    }

    /// <summary>In training x ⊙ m/(1 − rate), m of a shape that broadcasts to x.</summary>
    internal static Var Masked(LayerContext context, Var x, Shape mask, double rate) => context.Training && rate > 0 ? x * (context.Bernoulli(mask, 1 - rate) / (1 - rate)) : x;

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"Dropout({Rate})");
}
