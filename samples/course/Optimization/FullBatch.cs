using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>Softmax regression with an L2 penalty is strictly convex: descent on the full batch ends in one optimum from every start. With a hidden layer it does not.</summary>
/// <remarks>200 points of two spirals; J = cross-entropy + ½α‖θ‖² with α = 0.005 over all of θ; ten starts with normal weights of standard deviation 2; 5000 steps of gradient descent at the rate 1, in <c>double</c>; six hidden units with tanh.</remarks>
public sealed record FullBatch() : Sample("full-batch", "Full-batch descent on a convex objective, and on one that is not", "Goodfellow et al. 2016, sections 5.9 and 8.2.2")
{
    private static readonly Dataset<double> Data = SyntheticData.TwoSpirals<double>(200, RandomKey.FromSeed(11), turns: 1);

    private static readonly IInitializer Wide = new NormalValues(2);

    /// <summary>Softmax regression.</summary>
    public Network Regression { get; init; } = new([2], new Dense(2, Initializer: Wide));

    /// <summary>The same with a hidden layer.</summary>
    public Network Hidden { get; init; } = new([2], new Dense(6, Initializer: Wide), new Tanh(), new Dense(2, Initializer: Wide));

    /// <inheritdoc/>
    public override Findings Show()
    {
        var (convex, other) = (Ends(Regression), Ends(Hidden));
        double largest = convex.Max(end => end.GradientNorm), apart = convex.Max(end => (end.θ - convex[0].θ).Norm), losses = Range(convex), hiddenLosses = Range(other);
        return new(
        [
            Claim.Of("full-batch.one-optimum", "On a strictly convex objective, such as softmax regression with L2, descent on the full batch ends in the same θ from every start, with a gradient of zero.", apart < 1e-8 && losses < 1e-12 && largest < 1e-10,
                $"from 10 starts: J = {Written.Short(convex[0].Loss, 10)}, all within {Written.Short(losses, 2)}; θ within {Written.Short(apart, 2)}; the gradient's norm at most {Written.Short(largest, 2)}",
                ("range of J", losses), ("largest distance of θ", apart), ("largest gradient norm", largest)),
            Claim.Of("full-batch.a-hidden-layer-has-many-ends", "With a hidden layer the objective is not convex, and the same descent ends with other losses from other starts.", hiddenLosses > 1e-3 && other.Max(end => end.GradientNorm) < 1e-4,
                $"from 10 starts: J from {Written.Short(other.Min(end => end.Loss))} to {Written.Short(other.Max(end => end.Loss))}; the gradient's norm at most {Written.Short(other.Max(end => end.GradientNorm), 2)}",
                ("lowest J", other.Min(end => end.Loss)), ("highest J", other.Max(end => end.Loss))),
        ],
        [
            Plot.Bars("Where ten starts end", "The ten losses of softmax regression are one; those with a hidden layer differ.", "J at the end", PlotBar.Of("softmax regression", convex.Select(end => end.Loss)), PlotBar.Of("with a hidden layer", other.Select(end => end.Loss))),
        ]);
    }

    private static ImmutableArray<(double Loss, double GradientNorm, Parameters<double> θ)> Ends(Network network) => Seeds.Of(10, key =>
    {
        var trainer = new Trainer<double>(network, Objective.Supervised(new SoftmaxCrossEntropy(), new L2(0.005, BlockSelection.All)), new Sgd(1)).With(compute: Seeds.Alone);
        var model = trainer.Fit(trainer.Initialize(key), Data, FitPlan.OfSteps(5000, new Batching(Data.Count, Sampling.InOrder))).Model;
        var (metrics, gradient, _) = trainer.Gradient(model, Data.All());
        return (metrics.Loss, gradient.Norm, model.Parameters);
    });

    private static double Range(ImmutableArray<(double Loss, double, Parameters<double>)> ends) => ends.Max(end => end.Loss) - ends.Min(end => end.Loss);
}
