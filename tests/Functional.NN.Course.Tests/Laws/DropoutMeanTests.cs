namespace Functional.NN.Course.Tests;

/// <summary>Softmax regression with dropped inputs: the normalised geometric mean over all masks is the net in which nothing is dropped (Goodfellow et al. 2016, equations 7.58 to 7.66).</summary>
public class DropoutMeanTests
{
    private const int Inputs = 8, Classes = 3, Masks = 1 << Inputs;

    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly Tensor<double> X = Key.Fold("x").Normal<double>([1, Inputs]);

    private static Model<double> Regression(double rate)
    {
        var network = new Network([Inputs], new Dropout(rate), new Dense(Classes).Named("softmax"));
        return new(network, network.Initialize<double>(Key).OfVector(Key.Fold("θ").Normal<double>([Inputs * Classes + Classes])));
    }

    /// <summary>x ⊙ m/(1 − rate) for each of the 2⁸ masks, a row each.</summary>
    private static Tensor<double> Masked(double rate) => Tensor.Generate([Masks, Inputs], i => (i / Inputs >> i % Inputs & 1) * X[0, i % Inputs] / (1 - rate));

    /// <summary>The probability of each mask.</summary>
    private static Tensor<double> Weights(double rate) => Tensor.Generate([Masks, 1], mask => Enumerable.Range(0, Inputs).Aggregate(1.0, (p, unit) => p * ((mask >> unit & 1) == 1 ? 1 - rate : rate)));

    /// <summary>The logarithms of the probabilities under each mask (256 × 3): what the net without dropout says to the masked inputs.</summary>
    private static Tensor<double> LogProbabilities(double rate) => Var.LogSoftmax(Var.Of(Regression(rate).Predict(Masked(rate)))).Value<double>();

    private static Tensor<double> Softmax(Tensor<double> z) => Var.Softmax(Var.Of(z)).Value<double>();

    [Theory, InlineData(0.5), InlineData(0.25)]
    public void The_normalised_geometric_mean_over_all_masks_is_the_net_that_drops_nothing(double rate)
    {
        var geometric = Softmax((Weights(rate) * LogProbabilities(rate)).Sum(0).Reshape(1, Classes));
        Assert.Equal(0, (geometric - Softmax(Regression(rate).Predict(X))).Abs().Max(1).ToScalar(), 1e-14);
    }

    [Fact]
    public void The_arithmetic_mean_is_another()
    {
        var arithmetic = (Weights(0.5) * Softmax(Regression(0.5).Predict(Masked(0.5)))).Sum(0).Reshape(1, Classes);
        Assert.True((arithmetic - Softmax(Regression(0.5).Predict(X))).Abs().Max(1).ToScalar() > 0.01);
    }

    [Fact]
    public void Without_the_division_by_what_is_kept_the_weights_would_have_to_be_halved()
    {
        var geometric = Softmax((Weights(0.5) * Var.LogSoftmax(Var.Of(Regression(0.5).Predict(Masked(0.5) * 0.5))).Value<double>()).Sum(0).Reshape(1, Classes));
        Assert.Equal(0, (geometric - Softmax(Regression(0.5).Predict(X * 0.5))).Abs().Max(1).ToScalar(), 1e-14);
        Assert.True((geometric - Softmax(Regression(0.5).Predict(X))).Abs().Max(1).ToScalar() > 0.01);
    }

    [Fact]
    public void Each_stochastic_pass_is_the_net_under_one_of_the_masks()
    {
        var masked = Regression(0.5).Predict(Masked(0.5));
        var drawn = Enumerable.Range(0, 20).Select(pass => Regression(0.5).StochasticPass(X, Key.Fold(pass))).Select(z => Enumerable.Range(0, Masks).Where(mask => (masked.At(mask).Reshape(1, Classes) - z).Abs().Max(1).ToScalar() < 1e-12).ToList()).ToList();
        Assert.All(drawn, masks => Assert.Single(masks));
        Assert.True(drawn.Select(masks => masks[0]).Distinct().Count() > 10);
    }
}
