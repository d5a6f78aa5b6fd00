namespace Functional.NN;

/// <summary>e²/(2β) where |e| &lt; β, else |e| − ½β, with e = p − t; the mean over all elements: <see cref="Huber"/>'s loss with δ = β, divided by β.</summary>
/// <remarks>Girshick 2015 (with β = 1). Where Huber's loss becomes half the squared error as δ grows, this one becomes the absolute error as β shrinks.</remarks>
public sealed record SmoothL1 : ILoss
{
    /// <summary>The loss with the size of error from which on it is linear.</summary>
    public SmoothL1(double Beta = 1) => this.Beta = Beta;

    /// <summary>The size of error from which on the loss is linear; positive.</summary>
    public double Beta { get; init => field = LossConstants.Positive(value, nameof(SmoothL1), "beta"); }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target) => new(Loss.PerSampleMean(Huber.Elements(nameof(SmoothL1), Beta, prediction, target) / Beta));

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"SmoothL1({Beta})");
}
