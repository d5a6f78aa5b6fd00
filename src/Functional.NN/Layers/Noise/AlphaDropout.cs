namespace Functional.NN;

/// <summary>In training y = a·(x ⊙ m + α′(1 − m)) + b, m being 1 with probability q = 1 − rate and else 0; in evaluation y = x.</summary>
/// <remarks>
/// Klambauer, Unterthiner, Mayr and Hochreiter 2017, to go with <see cref="Selu"/>: dropped numbers become α′ = −λα ≈ −1.7581, the value SELU has for very negative x, and
/// a = (q + α′²q(1 − q))^(−½), b = −a·α′(1 − q), so that numbers of mean 0 and variance 1 keep both.
/// </remarks>
public sealed record AlphaDropout : ILayer
{
    /// <summary>Dropout that keeps mean 0 and variance 1.</summary>
    /// <param name="Rate">the fraction of numbers that are dropped</param>
    public AlphaDropout(double Rate = 0.1) => this.Rate = Rate;

    /// <summary>The fraction of numbers that are dropped, from 0 to below 1.</summary>
    public double Rate { get; init => field = Constants.Rate(value, nameof(AlphaDropout)); }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        if (!context.Training || Rate == 0) return x;
        const double Dropped = -Selu.Scale * Selu.Alpha;
        double q = 1 - Rate, a = 1 / Math.Sqrt(q + Dropped * Dropped * q * Rate), b = -a * Dropped * Rate;
        var kept = context.Bernoulli(x.Shape, q);
        return kept * (a * x) + ((1 - kept) * (a * Dropped) + b);
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"AlphaDropout({Rate})");
}
