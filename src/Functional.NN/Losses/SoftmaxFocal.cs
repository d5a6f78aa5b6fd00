namespace Functional.NN;

/// <summary>−Σ t·(1 − p)^γ·ln p with p = softmax(z) over the class axis; one term for every position.</summary>
/// <remarks>
/// The focal loss of Lin, Goyal, Girshick, He and Dollár 2017 for several classes: what is decided well counts less. γ = 0 is <see cref="SoftmaxCrossEntropy"/>; the paper's α is <see cref="ClassLoss.ClassWeights"/>.
/// 1 − p is taken for 10⁻³⁰ where it is smaller, so that (1 − p)^γ has a derivative for every γ.
/// </remarks>
public sealed record SoftmaxFocal : ClassLoss
{
    private const double SmallestRest = 1e-30;

    /// <summary>The focal loss of logits, with γ.</summary>
    public SoftmaxFocal(double Focusing = 2, Tensor<double>? ClassWeights = null, int? IgnoreIndex = null, int ClassAxis = -1) : base(ClassWeights, IgnoreIndex, ClassAxis) => this.Focusing = Focusing;

    /// <summary>γ: how much less counts what is decided well; not negative.</summary>
    public double Focusing { get; init => field = NN.Constants.NotNegative(value, nameof(SoftmaxFocal), "the focusing"); }

    private protected override string Scores => "logits";

    private protected override FormattableString Constants => $"{Focusing}";

    private protected override Var Values(Var scores, Var shares, Var? weights)
    {
        var log = Var.LogSoftmax(scores);
        var hard = Var.Pow(Var.Max(-Var.Expm1(log), SmallestRest), Focusing);
        return -(Weighed(shares, weights) * hard * log).Sum(-1);
    }
}
