namespace Functional.NN.Tests.Training;

/// <summary>A model's output in training mode, as Monte-Carlo dropout asks for it.</summary>
public class StochasticPassTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly Tensor<double> X = Key.Fold("x").Normal<double>([5, 6]);

    private static readonly Model<double> Dropping = Model<double>.Initialize(new Network([6], new Dropout(0.25).Named("drop"), new Dense(3)), Key);

    [Fact]
    public void Units_are_dropped_by_the_key_as_in_a_step_with_that_key()
    {
        var masks = Tensor.Stack(Enumerable.Range(0, 5).Select(sample => Key.Fold("drop").Fold(sample).Bernoulli<double>([6], 0.75)));
        Assert.Equal(Model<double>.Initialize(new Network([6], new Dense(3)), Key).With(Parameters(Dropping)).Predict(X * (masks / 0.75)), Dropping.StochasticPass(X, Key));
    }

    [Fact]
    public void The_same_key_gives_the_same_bits_and_another_key_another_pass()
    {
        Assert.Equal(Dropping.StochasticPass(X, Key), Dropping.StochasticPass(X, Key));
        Assert.NotEqual(Dropping.StochasticPass(X, Key), Dropping.StochasticPass(X, Key.Fold(1)));
    }

    [Fact]
    public void The_mean_of_many_passes_of_a_linear_net_comes_near_the_prediction()
    {
        var passes = Enumerable.Range(0, 2000).Select(pass => Dropping.StochasticPass(X, Key.Fold(pass))).ToList();
        var mean = passes.Aggregate((a, b) => a + b) / passes.Count;
        var deviation = (passes.Select(pass => (pass - mean) * (pass - mean)).Aggregate((a, b) => a + b) / passes.Count).Sqrt();
        Assert.True(Tensor<double>.Greater((mean - Dropping.Predict(X)).Abs(), deviation * (5 / Math.Sqrt(passes.Count))).Sum().ToScalar() == 0);
    }

    [Fact]
    public void Without_anything_random_it_is_the_prediction()
    {
        var plain = Model<double>.Initialize(new Network([6], new Dense(4), new Tanh(), new Dense(2)), Key);
        Assert.Equal(plain.Predict(X), plain.StochasticPass(X, Key));
    }

    [Fact]
    public void Layers_that_normalise_by_the_batch_do_so_and_the_model_stays_as_it_is()
    {
        var model = Model<double>.Initialize(new Network([6], new BatchNorm()), Key);
        var state = model.State.Blocks;
        Assert.All(model.StochasticPass(X, Key).Mean(0).ToArray(), mean => Assert.Equal(0, mean, 1e-12));
        Assert.Equal(state, model.State.Blocks);
    }

    private static Parameters<double> Parameters(Model<double> model) => new(new Network([6], new Dense(3)).Layout, model.Parameters.Vector);
}
