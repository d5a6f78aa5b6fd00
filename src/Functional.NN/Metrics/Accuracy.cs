namespace Functional.NN;

/// <summary>1 where the decision is right, else 0.</summary>
/// <remarks>See <see cref="Decisions"/> for how decisions are read.</remarks>
public sealed record Accuracy : Decisions
{
    /// <summary>The fraction of right decisions.</summary>
    public Accuracy(bool Separately = false, double Threshold = 0, int? IgnoreIndex = null, int ClassAxis = -1) : base(Separately, Threshold, IgnoreIndex, ClassAxis) { }

    /// <inheritdoc/>
    public override string Name => "accuracy";

    private protected override Var Measure(Var right) => right;
}
