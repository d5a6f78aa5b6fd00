namespace Functional.NN.Properties.Mutants;

/// <summary>The mean loss of steps of which some are masked.</summary>
/// <param name="prediction">(steps × outputs)</param>
/// <param name="target">(steps × outputs)</param>
/// <param name="mask">(steps), 1 for those that count</param>
internal delegate Var MaskedMean(Var prediction, Var target, Var mask);

/// <summary>Checks of what losses and penalties compute, each of one as a value.</summary>
internal static class LossChecks
{
    private const double Rounding = 1e-12;

    /// <summary>A batch that is there twice has the mean loss of the batch.</summary>
    public static void IsTheSameOfABatchTwice(ILoss loss, RandomKey key)
    {
        Tensor<double> p = key.Fold("p").Normal<double>([3, 2]), t = key.Fold("t").Normal<double>([3, 2]);
        Var Twice(Tensor<double> x) => Var.Of(Tensor.Concat(0, x, x));
        double once = Number(loss.Mean(Var.Of(p), Var.Of(t))), twice = Number(loss.Mean(Twice(p), Twice(t)));
        Assert.Equal(once, twice, Rounding * Math.Max(1, once));
    }

    /// <summary>A classification loss is all but 0 where the target's logit is far above the others, and large where another's is.</summary>
    public static void IsLeastAtTheTarget(ILoss loss, RandomKey key)
    {
        int target = key.Below("target", 3), other = (target + 1) % 3;
        double At(int place) => Number(loss.Mean(Var.Of(Tensor.Generate([1, 3], i => i == place ? 30.0 : 0)), Var.Of(Tensor.Vector((double)target))));
        Assert.InRange(At(target), 0, 1e-9);
        Assert.InRange(At(other), 10, 50);
    }

    /// <summary>The mean over the steps that count, whatever stands in the others.</summary>
    public static void MaskedStepsCountNowhere(MaskedMean mean, RandomKey key)
    {
        Tensor<double> p = key.Fold("p").Normal<double>([5, 2]), t = key.Fold("t").Normal<double>([5, 2]), mask = Tensor.Vector(1.0, 0, 1, 1, 0);
        int[] counted = [0, 2, 3];
        double expected = Number(new SquaredError().Mean(Var.Of(p.Gather(counted)), Var.Of(t.Gather(counted))));
        Assert.Equal(expected, Number(mean(Var.Of(p), Var.Of(t), Var.Of(mask))), Rounding * Math.Max(1, expected));
    }

    /// <summary>½αΣw² over the weights: αw for weights, nothing for biases.</summary>
    public static void DecaysWeightsByAlpha(IPenalty penalty, RandomKey key)
    {
        var network = new Network([3], new Dense(2));
        var θ = network.Initialize<double>(key).Filled(0) + 0.5;
        var gradient = new Trainer<double>(network, Objective.Supervised(Loss.From("none", (p, _) => 0 * p.Sum(1)), penalty), new Sgd(1))
            .Gradient(new Model<double>(network, θ), new Batch<double>(key.Normal<double>([2, 3]), key.Normal<double>([2, 2]))).Gradient;
        Assert.All(gradient["0.weight"].ToArray(), g => Assert.Equal(0.1 * 0.5, g, Rounding));
        Assert.All(gradient["0.bias"].ToArray(), g => Assert.Equal(0, g));
    }

    private static double Number(Var scalar) => scalar.Value<double>().ToScalar();
}
