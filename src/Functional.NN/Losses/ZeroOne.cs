namespace Functional.NN;

/// <summary>1 where the decision is wrong, else 0: the loss that a classifier is judged by.</summary>
/// <remarks>See <see cref="Decisions"/> for how decisions are read. It is a step: its derivative is 0 everywhere, so that as a loss it can be measured and not trained with.</remarks>
public sealed record ZeroOne : Decisions, ILoss
{
    /// <summary>The zero-one loss.</summary>
    public ZeroOne(bool Separately = false, double Threshold = 0, int? IgnoreIndex = null, int ClassAxis = -1) : base(Separately, Threshold, IgnoreIndex, ClassAxis) { }

    /// <inheritdoc/>
    public override string Name => "zero_one";

    private protected override Var Measure(Var right) => 1 - right;
}
