namespace Functional.NN;

/// <summary>In training y = x ⊙ m/(1 − rate), m being 1 with probability 1 − rate and else 0; in evaluation y = x.</summary>
/// <remarks>Srivastava et al. 2014, in the inverted form, which leaves evaluation alone. Each sample's mask is keyed by step, path and the sample's place in the batch.</remarks>
public sealed record Dropout : ILayer
{
    /// <summary>Dropout with the fraction of numbers that are dropped.</summary>
    public Dropout(double Rate = 0.5) => this.Rate = Rate;

    /// <summary>The fraction of numbers that are dropped, from 0 to below 1.</summary>
    public double Rate { get; init => field = value is >= 0 and < 1 ? value : throw new NNException(Sentence.Of($"Dropout: the rate must be from 0 to below 1, got {value}.")); }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        return context.Training && Rate > 0 ? x * (context.Bernoulli(x.Shape, 1 - Rate) / (1 - Rate)) : x;
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"Dropout({Rate})");
}
