namespace Functional.NN;

/// <summary>½(ln v + (m − t)²/v) with v = max(variance, ε): −log of the normal likelihood of means m with variances; the mean over all elements.</summary>
/// <remarks>
/// Nix and Weigend 1994. Predictions hold on their last axis the means and after them as many variances, twice as many numbers as targets; <see cref="Terms(Var, Var, Var)"/> takes them apart. Variances are taken as they
/// are: put a softplus or an exponential before, as <see cref="HeteroscedasticGaussian"/> does. Below ε the derivative with respect to the variance is 0. The full form adds ½ln 2π.
/// </remarks>
public sealed record GaussianNegativeLogLikelihood : ILoss
{
    private const double HalfLogTwoPi = 0.91893853320467274;

    /// <summary>The negative log-likelihood of normal numbers.</summary>
    public GaussianNegativeLogLikelihood(bool Full = false, double Epsilon = 1e-6) => (this.Full, this.Epsilon) = (Full, Epsilon);

    /// <summary>Whether ½ln 2π is added.</summary>
    public bool Full { get; init; }

    /// <summary>ε: the least that a variance is taken for; positive.</summary>
    public double Epsilon { get; init => field = LossConstants.Positive(value, nameof(GaussianNegativeLogLikelihood), "epsilon"); }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        var (mean, variance) = Halves(nameof(GaussianNegativeLogLikelihood), prediction, target);
        return Terms(mean, variance, target);
    }

    /// <summary>The loss of means and variances that stand apart.</summary>
    /// <param name="mean">(N × target shape)</param>
    /// <param name="variance">(N × target shape), positive</param>
    /// <param name="target">(N × target shape)</param>
    public LossTerms Terms(Var mean, Var variance, Var target)
    {
        ArgumentNullException.ThrowIfNull(variance);
        Loss.Same(nameof(GaussianNegativeLogLikelihood), mean, target);
        Loss.Same(nameof(GaussianNegativeLogLikelihood), variance, target);
        return new(Loss.PerSampleMean(Elements(mean, Var.Max(variance, Epsilon), target, Full)));
    }

    /// <summary>The loss of every element.</summary>
    internal static Var Elements(Var mean, Var variance, Var target, bool full)
    {
        var loss = 0.5 * (Var.Log(variance) + Var.Square(mean - target) / variance);
        return full ? loss + HalfLogTwoPi : loss;
    }

    /// <summary>The two halves of the last axis, each of the targets' shape.</summary>
    internal static (Var First, Var Second) Halves(string who, Var prediction, Var target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.Shape.Rank < 2 || target.Shape.Rank != prediction.Shape.Rank || prediction.Shape != target.Shape.With(-1, 2 * target.Shape[-1]))
            throw new ShapeException($"{who}: predictions hold means and as many variances on their last axis, twice as many numbers as targets; got {prediction.Shape} and {target.Shape}.");
        int half = target.Shape[-1];
        return (prediction.Slice(-1, 0, half), prediction.Slice(-1, half, half));
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"GaussianNegativeLogLikelihood({(Full ? "full, " : "")}{Epsilon})");
}
