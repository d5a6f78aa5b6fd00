namespace Functional.NN;

/// <summary>1 where all of a sample's labels are decided right, else 0: subset accuracy.</summary>
/// <remarks>Labels do not exclude each other; each is decided by whether its prediction exceeds the threshold, and right when the target (0 or 1, or −1 and +1) is positive as well.</remarks>
public sealed record ExactMatch : IMetric
{
    /// <summary>The fraction of samples whose labels are all right.</summary>
    public ExactMatch(double Threshold = 0) => this.Threshold = Threshold;

    /// <summary>What a prediction must exceed to decide for the label: 0 for logits, ½ for probabilities.</summary>
    public double Threshold { get; init => field = double.IsFinite(value) ? value + 0.0 : throw new NNException(Sentence.Of($"ExactMatch: the threshold must be a finite number, got {value}.")); }

    /// <inheritdoc/>
    public string Name => "exact_match";

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target) => new(1 - Var.Step(Loss.PerSampleSum(1 - Decisions.Right(nameof(ExactMatch), prediction, target, Threshold))));

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"ExactMatch({Threshold})");
}
