using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Ensembles;

public sealed class EnsembleTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly Network Network = new([2], new Dense(3));

    private static readonly Tensor<double> X = Numbers.Some<double>([7, 2], 1);

    private static readonly Model<double>[] Models = [.. Enumerable.Range(0, 3).Select(i => Model<double>.Initialize(Network, Key.Fold(i)))];

    private static readonly Dataset<double> Moons = SyntheticData.TwoMoons<double>(60, Key);

    private static readonly Trainer<double> Trainer = new(new Network([2], new Dense(4), new Tanh(), new Dense(2)), new SoftmaxCrossEntropy(), new Sgd(0.1));

    [Fact]
    public void Its_prediction_is_the_mean_of_the_models()
    {
        var ensemble = new Ensemble<double>(Models);
        Assert.Equal((Models[0].Predict(X) + Models[1].Predict(X) + Models[2].Predict(X)) / 3, ensemble.Predict(X));
        Assert.All(ensemble.Probabilities(X).Sum(1).ToArray(), sum => Assert.Equal(1, sum, 1e-15));
        Assert.Equal(Models[0].Predict(X), new Ensemble<double>(Models[0]).Predict(X));
    }

    [Fact]
    public void A_vote_goes_to_the_class_most_models_name_and_else_to_the_first_of_them()
    {
        Model<double> Naming(int c) => new(new Network([2], new Dense(3)), new Network([2], new Dense(3)).Initialize<double>(Key).With("0.weight", Tensor.Zeros<double>([2, 3])).With("0.bias", Tensor.Generate([3], i => i == c ? 1.0 : 0)));
        Assert.Equal([2.0, 2, 2, 2, 2, 2, 2], new Ensemble<double>(Naming(2), Naming(0), Naming(2)).Vote(X).ToArray());
        Assert.Equal([1.0, 1, 1, 1, 1, 1, 1], new Ensemble<double>(Naming(2), Naming(1)).Vote(X).ToArray());
    }

    [Fact]
    public void Bootstrap_samples_are_drawn_with_replacement()
    {
        var drawn = Bagging.Bootstrap(SyntheticData.TwoMoons<double>(1000, Key), Key);
        Assert.Equal(1000, drawn.Count);
        Assert.InRange(drawn.All().Inputs.ToArray().Distinct().Count() / 2000.0, 0.6, 0.66);
    }

    [Fact]
    public void Each_model_of_a_bag_is_the_run_it_would_be_alone()
    {
        var plan = new FitPlan(2, new Batching(20));
        var bag = Bagging.Fit(Trainer, Moons, plan, 3, Key);
        Assert.Equal(Trainer.Fit(Trainer.Initialize(Key.Fold(1)), Bagging.Bootstrap(Moons, Key.Fold(1).Fold("bootstrap")), plan).Model, bag.Models[1]);
        Assert.Equal(3, bag.Models.Distinct().Count());
    }

    [Fact]
    public void The_error_of_a_bag_is_between_that_of_one_model_and_its_kth_part()
    {
        Assert.Equal(4, Bagging.ExpectedSquaredError(4, 4, 10), 1e-15);
        Assert.Equal(0.4, Bagging.ExpectedSquaredError(4, 0, 10), 1e-15);
        Assert.Equal(4, Bagging.ExpectedSquaredError(4, -1, 1));
    }

    [Fact]
    public void Snapshots_are_the_states_of_one_run_at_the_ends_of_its_cycles()
    {
        var start = Trainer.Initialize(Key);
        var snapshots = Snapshots.Fit(Trainer, start, Moons, cycles: 3, epochs: 2, new Batching(20));
        for (int cycle = 1; cycle <= 3; cycle++)
            Assert.Equal(Trainer.Fit(start, Moons, new FitPlan(2 * cycle, new Batching(20))).Model, snapshots.Models[cycle - 1]);
    }

    [Fact]
    public void What_makes_no_ensemble_is_refused()
    {
        Assert.Equal("Ensemble: needs one model or more, got none.", Assert.Throws<NNException>(() => new Ensemble<double>()).Message);
        Assert.Equal("Ensemble: all models take and give the same shapes; one makes 3 of 2, another 2 of 2.",
            Assert.Throws<ShapeException>(() => new Ensemble<double>(Models[0], Trainer.Initialize(Key).Model)).Message);
        Assert.Equal("Bagging: needs one model or more, got 0.", Assert.Throws<NNException>(() => Bagging.Fit(Trainer, Moons, new FitPlan(1, new Batching(2)), 0, Key)).Message);
        Assert.StartsWith("Bagging: the numbers of model 0 are no longer finite", Assert.Throws<NNException>(() => Bagging.Fit(Trainer.With(optimizer: new Sgd(double.MaxValue)), Moons, new FitPlan(3, new Batching(20)), 2, Key)).Message, StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(() => Bagging.Fit(Trainer, Moons, new FitPlan(1, new Batching(2)), 1, Key, new CancellationToken(true)));
    }
}
