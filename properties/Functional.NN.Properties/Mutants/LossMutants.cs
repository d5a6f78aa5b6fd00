using static Functional.NN.Properties.Mutants.Forged;

namespace Functional.NN.Properties.Mutants;

/// <summary>Losses whose value is right and whose gradient is not.</summary>
internal static class LossMutants
{
    private static readonly Func<RandomKey, Tensor<double>> Numbers = key => key.Normal<double>([4, 3]), Bits = key => key.Bernoulli<double>([4, 3], 0.5),
        Signs = key => key.Bernoulli<double>([4, 3], 0.5) * 2 - 1, Classes = key => Tensor.Of(Shape.Of(4), key.Integers(4, 3).Select(i => (double)i));

    public static IEnumerable<Mutant> All =>
    [
        .. On(new SquaredError(), Numbers,
            ("a squared error has the gradient of its half", Of((p, t) => Squares(p, t) is var terms ? Instead(terms, 0.5 * terms) : p)),
            ("a squared error has another sign in its gradient", Of((p, t) => Squares(p, t) is var terms ? Instead(terms, -terms) : p)),
            ("a squared error's gradient is a thousandth more in one coordinate", Of((p, t) => Squares(FirstPlaceThousandthMore(p), t)))),
        .. On(new Huber(0.5), Numbers, ("a Huber loss has the slope of its tails everywhere", Of(new Huber(0.5), (p, t) => 0.5 * Var.Abs(p - t).Sum(1) / 3))),
        .. On(new Hinge(), Signs, ("a hinge passes back beyond its corner", Of(new Hinge(), (p, t) => (1 - t * p).Sum(1)))),
        .. On(new SigmoidCrossEntropy(), Bits, ("a sigmoid cross-entropy forgets its targets on the way back", Of(new SigmoidCrossEntropy(), (p, _) => Var.Softplus(p).Sum(1)))),
        .. On(new SoftmaxCrossEntropy(), Classes,
            ("a softmax cross-entropy passes back p without −1 at the target", Of(new SoftmaxCrossEntropy(), (p, _) => (p - Var.LogSoftmax(p)).Sum(1) / 3)),
            ("a softmax cross-entropy passes 0.999 back", Of(new SoftmaxCrossEntropy(), (p, t) => 0.999 * Terms(new SoftmaxCrossEntropy(), p, t))),
            ("a softmax cross-entropy is divided by the number of classes on the way back", Of(new SoftmaxCrossEntropy(), (p, t) => Terms(new SoftmaxCrossEntropy(), p, t) / 3))),
    ];

    private static IEnumerable<Mutant> On(ILoss right, Func<RandomKey, Tensor<double>> targets, params (string Name, ILoss Wrong)[] mutants) =>
        Mutant.Of("loss", NamedCheck<ILoss>.OfKeys((loss, key) => GradientCheck.Loss(loss, key.Fold("predictions").Normal<double>([4, 3]), targets(key.Fold("targets"))).ThrowIfWrong(),
            tests: 20, name: $"{nameof(GradientCheck)}.{nameof(GradientCheck.Loss)}"), right, mutants);

    private static ILoss Of(Func<Var, Var, Var> terms) => Loss.From("forged", terms);

    /// <summary>A loss with the derivative of other terms.</summary>
    private static ILoss Of(ILoss value, Func<Var, Var, Var> derivative) => Loss.From("forged", (p, t) => Instead(Terms(value, p, t), derivative(p, t)));

    /// <summary>One number a sample.</summary>
    private static Var Terms(ILoss loss, Var p, Var t) => loss.Terms(p, t).Values is { Shape.Rank: 2 } values ? values.Mean([1]) : loss.Terms(p, t).Values;

    private static Var Squares(Var p, Var t) => Var.Square(p - t).Sum(1);
}
