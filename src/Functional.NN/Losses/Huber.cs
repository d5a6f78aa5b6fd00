namespace Functional.NN;

/// <summary>½e² where |e| ≤ δ, else δ(|e| − ½δ), with e = p − t; the mean over all elements.</summary>
/// <remarks>Huber 1964, written as ½c² + δ(|e| − c) with c = min(|e|, δ).</remarks>
public sealed record Huber : ILoss
{
    /// <summary>The loss with the size of error from which on it is linear.</summary>
    public Huber(double Delta = 1) => this.Delta = Delta;

    /// <summary>The size of error from which on the loss is linear; positive.</summary>
    public double Delta { get; init => field = LossConstants.Positive(value, nameof(Huber), "delta"); }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target) => new(Loss.PerSampleMean(Elements(nameof(Huber), Delta, prediction, target)));

    /// <summary>The loss of every element.</summary>
    internal static Var Elements(string loss, double delta, Var prediction, Var target)
    {
        Loss.Same(loss, prediction, target);
        var size = Var.Abs(prediction - target);
        var quadratic = Var.Min(size, delta);
        return 0.5 * quadratic * quadratic + delta * (size - quadratic);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Huber({Delta})");
}
