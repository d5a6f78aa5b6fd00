namespace Functional.NN;

/// <summary>e^p − t·p, where p is the logarithm of a rate and t a count: −log of the Poisson likelihood up to ln t!; the mean over all elements.</summary>
/// <remarks>
/// With predictions that are rates: p − t·ln(p + ε). The full form adds Stirling's t·ln t − t + ½ln(2πt) for ln t! where t &gt; 1; it does not depend on the prediction.
/// </remarks>
public sealed record PoissonNegativeLogLikelihood : ILoss
{
    /// <summary>The negative log-likelihood of counts.</summary>
    public PoissonNegativeLogLikelihood(bool LogRate = true, bool Full = false, double Epsilon = 1e-8) => (this.LogRate, this.Full, this.Epsilon) = (LogRate, Full, Epsilon);

    /// <summary>Predictions are logarithms of rates; else they are rates.</summary>
    public bool LogRate { get; init; }

    /// <summary>Whether Stirling's approximation of ln t! is added.</summary>
    public bool Full { get; init; }

    /// <summary>ε: what is added to a rate before its logarithm is taken; not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(PoissonNegativeLogLikelihood), "epsilon"); }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(PoissonNegativeLogLikelihood), prediction, target);
        var loss = LogRate ? Var.Exp(prediction) - target * prediction : prediction - target * Var.Log(prediction + Epsilon);
        return new(Loss.PerSampleMean(Full ? loss + LogFactorial(target) : loss));
    }

    /// <summary>Stirling's t·ln t − t + ½ln(2πt) where t &gt; 1, else 0.</summary>
    private static Var LogFactorial(Var t)
    {
        var several = Var.Greater(t, 1);
        var count = Var.Where(several, t, 1);
        return Var.Where(several, Logarithm.Times(count) - count + 0.5 * Var.Log(2 * Math.PI * count), 0);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"PoissonNegativeLogLikelihood({(LogRate ? "log rates" : "rates")}{(Full ? ", full" : "")}, {Epsilon})");
}
