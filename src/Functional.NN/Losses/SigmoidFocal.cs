namespace Functional.NN;

/// <summary>α·t·σ(−z)^γ·ζ(−z) + (1 − α)·(1 − t)·σ(z)^γ·ζ(z) with ζ(z) = ln(1 + eᶻ), for logits z; the mean over all elements.</summary>
/// <remarks>
/// The focal loss −α_t(1 − p_t)^γ·ln p_t of Lin, Goyal, Girshick, He and Dollár 2017, with the paper's γ = 2 and α = 0.25: what is decided well counts less. Without α both factors are 1,
/// and γ = 0 is then <see cref="SigmoidCrossEntropy"/>. Powers are σ(z)^γ = e^(−γζ(−z)), so that nothing overflows and every γ has a derivative. The paper's sum over anchors divided by the number
/// of positive ones is left to sample weights.
/// </remarks>
public sealed record SigmoidFocal : ILoss
{
    /// <summary>The focal loss of logits, with γ and α.</summary>
    public SigmoidFocal(double Focusing = 2, double? Balance = 0.25) => (this.Focusing, this.Balance) = (Focusing, Balance);

    /// <summary>γ: how much less counts what is decided well; not negative.</summary>
    public double Focusing { get; init => field = Constants.NotNegative(value, nameof(SigmoidFocal), "the focusing"); }

    /// <summary>α: what positive targets weigh, from 0 to 1; negative ones weigh the rest. None weighs neither.</summary>
    public double? Balance { get; init => field = value is { } given ? LossConstants.Share(given, nameof(SigmoidFocal), "the balance") : null; }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(SigmoidFocal), prediction, target);
        Var wrongIfPositive = Var.Softplus(-prediction), wrongIfNegative = Var.Softplus(prediction);
        var positive = (Balance ?? 1) * target * Var.Exp(-Focusing * wrongIfNegative) * wrongIfPositive;
        var negative = (1 - Balance ?? 1) * (1 - target) * Var.Exp(-Focusing * wrongIfPositive) * wrongIfNegative;
        return new(Loss.PerSampleMean(positive + negative));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IMetric> Metrics => [new Accuracy(Separately: true)];

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Balance is { } balance ? Sentence.Of($"SigmoidFocal({Focusing}, {balance})") : Sentence.Of($"SigmoidFocal({Focusing}, unbalanced)");
}
