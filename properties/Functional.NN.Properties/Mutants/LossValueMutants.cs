namespace Functional.NN.Properties.Mutants;

/// <summary>Losses and penalties whose value is wrong, and whose gradient is the gradient of that.</summary>
internal static class LossValueMutants
{
    private static readonly SoftmaxCrossEntropy Cross = new();

    public static IEnumerable<Mutant> All =>
    [
        .. Mutant.Of("loss", NamedCheck<ILoss>.OfKeys(LossChecks.IsTheSameOfABatchTwice), new SquaredError(),
            ("a loss is summed over the batch", Of((p, t) => Squares(p, t).Sum())),
            ("a loss is divided by N − 1", Of((p, t) => Squares(p, t).Sum() / (p.Shape[0] - 1))),
            ("a loss is divided by N + 1", Of((p, t) => Squares(p, t).Sum() / (p.Shape[0] + 1))),
            ("a loss leaves the last sample out", Of((p, t) => Squares(p, t).Slice(0, 0, p.Shape[0] - 1).Mean()))),
        .. Mutant.Of<ILoss>("loss", NamedCheck<ILoss>.OfKeys(LossChecks.IsLeastAtTheTarget), Cross,
            ("a cross-entropy takes the class after the target's", Of((p, t) => Cross.Terms(p, Next(t)).Values)),
            ("a cross-entropy takes softmax twice", Of((p, t) => Cross.Terms(Var.Softmax(p), t).Values)),
            ("a cross-entropy has another sign", Of((p, t) => -Cross.Terms(p, t).Values)),
            ("a cross-entropy smooths labels although nobody asked", new SoftmaxCrossEntropy(0.01))),
        .. Mutant.Of<MaskedMean>("loss", NamedCheck<MaskedMean>.OfKeys(LossChecks.MaskedStepsCountNowhere), (p, t, mask) => Supervised.Weighed(new SquaredError().Terms(p, t), mask).Mean(),
            ("masked steps count in the divisor", (p, t, mask) => (Squares(p, t) * mask).Sum() / mask.Shape.Size),
            ("masked steps count in the sum", (p, t, mask) => Squares(p, t).Sum() / mask.Sum()),
            ("the mask is read the other way round", (p, t, mask) => Supervised.Weighed(new SquaredError().Terms(p, t), 1 - mask).Mean())),
        .. Mutant.Of<IPenalty>("penalty", NamedCheck<IPenalty>.OfKeys(LossChecks.DecaysWeightsByAlpha), new L2(0.1),
            ("an L2 penalty lacks its half", Penalty.From("mutant", θ => 0.1 * Penalty.OverWeights(θ, w => (w * w).Sum()))),
            ("an L2 penalty touches biases", new L2(0.1, BlockSelection.All)),
            ("an L2 penalty makes weights grow", Penalty.From("mutant", θ => -0.05 * Penalty.OverWeights(θ, w => (w * w).Sum()))),
            ("an L2 penalty is averaged over its weights", Penalty.From("mutant", θ => 0.05 * Penalty.OverWeights(θ, w => (w * w).Mean())))),
    ];

    private static ILoss Of(Func<Var, Var, Var> terms) => Loss.From("mutant", terms);

    private static Var Squares(Var p, Var t) => Var.Square(p - t).Sum(1);

    private static Var Next(Var classes) => Var.Of((classes.Value<double>() + 1).Map(c => c % 3));
}
