namespace Functional.NN;

/// <summary>KL(t‖q) = Σ t·(ln t − ℓ) for targets t that are probabilities and predictions ℓ = ln q that are log-probabilities, over the last axis; one term for every position.</summary>
/// <remarks>
/// Kullback and Leibler 1951. The mean is over samples (or positions), which libraries call "batchmean". Where t is 0 the term is 0. Its gradient is −t: that of the cross-entropy, from which it differs by the targets' own
/// entropy. Predictions are what a layer <see cref="LogSoftmax"/> gives.
/// </remarks>
/// <param name="LogTarget">targets are log-probabilities as well: the terms are e^t·(t − ℓ)</param>
public sealed record KullbackLeibler(bool LogTarget = false) : ILoss
{
    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(KullbackLeibler), prediction, target);
        if (prediction.Shape.Rank < 2) throw new ShapeException($"KullbackLeibler: predictions are a row of log-probabilities a sample, got {prediction.Shape}.");
        return new((LogTarget ? Var.Exp(target) * (target - prediction) : Logarithm.Times(target) - target * Var.Where(target, prediction, 0)).Sum(-1));
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => $"KullbackLeibler({(LogTarget ? "targets are logarithms" : "")})";
}
