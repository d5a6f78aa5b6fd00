using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Penalties;

public sealed class PenaltyTests
{
    private const double ε = 0.01;

    private static readonly Tensor<double> X = Numbers.Some<double>([6, 3], 1), T = Numbers.Some<double>([6, 3], 2);

    private static readonly Network Network = new([3], new Dense(3), new Tanh(), new Dense(3));

    private static readonly Parameters<double> θ = Network.Initialize<double>(RandomKey.FromSeed(1));

    private static Parameters<double> Gradient(params IPenalty[] penalties) =>
        new Trainer<double>(Network, Objective.Supervised(new MeanSquaredError(), penalties), new Sgd(ε)).Gradient(new Model<double>(Network, θ), new Batch<double>(X, T)).Gradient;

    private static double Value(IPenalty penalty) => penalty.Evaluate(ParameterVars.Of(θ)).Value<double>().ToScalar();

    private static Parameters<double> Stepped(IPenalty penalty)
    {
        var trainer = new Trainer<double>(Network, Objective.Supervised(new MeanSquaredError(), penalty), new Sgd(ε));
        return trainer.Step(trainer.Start(θ), new Batch<double>(X, T)).State.Parameters;
    }

    [Fact]
    public void Descent_with_L2_shrinks_weights_by_one_minus_rate_times_alpha()
    {
        var (next, ungoverned) = (Stepped(new L2(0.3)), Gradient());
        Numbers.Near((1 - ε * 0.3) * θ["0.weight"] - ε * ungoverned["0.weight"], next["0.weight"], 1e-13, 1e-15);
        Assert.Equal(θ["0.bias"] - ε * ungoverned["0.bias"], next["0.bias"]);
    }

    [Fact]
    public void Descent_with_the_squared_norm_shrinks_them_twice_as_much() =>
        Numbers.Near((1 - 2 * ε * 0.3) * θ["2.weight"] - ε * Gradient()["2.weight"], Stepped(new SquaredNorm(0.3))["2.weight"], 1e-13, 1e-15);

    [Fact]
    public void The_elastic_net_is_the_sum_of_L1_and_the_squared_norm()
    {
        Assert.Equal(Value(new L1(0.2)) + Value(new SquaredNorm(0.7)), Value(new ElasticNet(0.2, 0.7)), 1e-14);
        Numbers.Near(Gradient(new L1(0.2), new SquaredNorm(0.7)).Vector, Gradient(new ElasticNet(0.2, 0.7)).Vector, 1e-13, 1e-15);
    }

    [Fact]
    public void A_penalty_touches_the_blocks_it_is_told()
    {
        Assert.Equal(Value(new L2(0.2)), Value(new L2(0.2, new([ParameterRole.Weight], ["0"]))) + Value(new L2(0.2, BlockSelection.Under("2.weight"))), 1e-15);
        Assert.Equal(0, Value(new L1(0.2, new([ParameterRole.Scale]))));
        Assert.Equal(0.2 * θ.Vector.Map(Math.Abs).Sum().ToScalar(), Value(new L1(0.2, BlockSelection.All)), 1e-14);
        Assert.Equal(0, Value(new L1(0.2, BlockSelection.Under("0.weigh"))));
    }

    [Fact]
    public void Tied_blocks_are_drawn_towards_each_other()
    {
        var difference = θ["0.weight"] - θ["2.weight"];
        Assert.Equal(0.4 * (difference * difference).Sum().ToScalar(), Value(new Tying("0.weight", "2.weight", 0.4)), 1e-14);
        var pull = Gradient(new Tying("0.weight", "2.weight", 0.4)) - Gradient();
        Numbers.Near(0.8 * difference, pull["0.weight"], 1e-12, 1e-14);
        Numbers.Near(-0.8 * difference, pull["2.weight"], 1e-12, 1e-14);
    }

    [Fact]
    public void Blocks_that_cannot_be_tied_are_named()
    {
        Assert.Equal("Tying: two blocks that are to be alike have one shape; \"0.weight\" is 3×3, \"0.bias\" 3.", Assert.Throws<ShapeException>(() => Value(new Tying("0.weight", "0.bias", 1))).Message);
        Assert.Contains("there is no block \"w\"", Assert.Throws<NNException>(() => Value(new Tying("w", "0.bias", 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constants_that_are_negative_or_no_numbers_are_refused_and_texts_are_the_same_under_every_culture()
    {
        Assert.Equal("ElasticNet: lambda2 must be a finite number that is not negative, got -1.", Assert.Throws<NNException>(() => new ElasticNet(1, -1)).Message);
        Assert.Equal("Tying: lambda must be a finite number that is not negative, got NaN.", Assert.Throws<NNException>(() => new Tying("a", "b", double.NaN)).Message);
        Assert.Equal("ElasticNet(0.5, 0.25) Tying(a, b, 0.5) L2(0.5, Bias 2)",
            Cultures.Under("de-DE", () => $"{new ElasticNet(0.5, 0.25)} {new Tying("a", "b", 0.5)} {new L2(0.5, new([ParameterRole.Bias], ["2"]))}"));
    }
}
