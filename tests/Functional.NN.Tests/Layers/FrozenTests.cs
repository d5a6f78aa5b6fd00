using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

/// <summary>Layers and blocks that training leaves as they are.</summary>
public sealed class FrozenTests
{
    private static readonly Network Plain = new([4], new Dense(6).Named("in"), new Tanh(), new Dense(3).Named("out"));

    private static readonly Network Fixed = new([4], new Frozen(new Dense(6).Named("in")), new Tanh(), new Dense(3).Named("out"));

    private static readonly Dataset<float> Data = Dataset.FromTensors(Numbers.Some<float>([20, 4], 1), Tensor.Generate([20], i => (float)(i % 3)), classes: 3);

    private static readonly FitPlan Plan = new(3, new Batching(5));

    [Fact]
    public void A_frozen_layer_computes_what_the_layer_does_under_the_same_paths()
    {
        Assert.Equal(Plain.Layout.Select(block => (block.Path, block.Shape, block.Start, block.Role)), Fixed.Layout.Select(block => (block.Path, block.Shape, block.Start, block.Role)));
        Assert.Equal([true, true, false, false], Fixed.Layout.Select(block => block.Frozen));
        Assert.Equal(Plain.Initialize<float>(RandomKey.FromSeed(1)).Vector, Fixed.Initialize<float>(RandomKey.FromSeed(1)).Vector);
        var model = Model<float>.Initialize(Plain, RandomKey.FromSeed(1));
        Assert.Equal(model.Predict(Data.All().Inputs), model.On(Fixed).Predict(Data.All().Inputs));
    }

    [Fact]
    public void Its_gradient_is_zero_and_that_of_the_others_as_it_was()
    {
        var (free, held) = (new Trainer<float>(Plain, new SoftmaxCrossEntropy(), new Sgd(0.1)), new Trainer<float>(Fixed, new SoftmaxCrossEntropy(), new Sgd(0.1)));
        var (all, some) = (free.Gradient(Model<float>.Initialize(Plain, default), Data.All()).Gradient, held.Gradient(Model<float>.Initialize(Fixed, default), Data.All()).Gradient);
        Assert.Equal(Tensor.Zeros<float>([4, 6]), some["in.weight"]);
        Assert.Equal(all["out.weight"], some["out.weight"]);
        Assert.Equal(some.Norm, held.Step(held.Start(Fixed.Initialize<float>(default)), Data.All()).Metrics.GradientNorm);
    }

    [Fact]
    public void Layers_before_a_frozen_one_are_trained_through_it()
    {
        var network = new Network([4], new Dense(6).Named("in"), new Frozen(new Dense(3).Named("out")));
        var trainer = new Trainer<float>(network, new SoftmaxCrossEntropy(), new Adam(0.1));
        var start = trainer.Initialize(RandomKey.FromSeed(1));
        var end = trainer.Fit(start, Data, new FitPlan(20, new Batching(5)));
        Assert.Null(end.Eager);
        Assert.Equal(start.Parameters["out.weight"], end.Model.Parameters["out.weight"]);
        Assert.True(trainer.Evaluate(end.Model, Data).Loss < trainer.Evaluate(start.Model, Data).Loss - 0.1);
    }

    [Fact]
    public void A_network_all_of_which_is_frozen_stays()
    {
        var trainer = new Trainer<float>(new Network([4], new Frozen(new Dense(3))), new SoftmaxCrossEntropy(), new Adam(0.1));
        var start = trainer.Initialize(RandomKey.FromSeed(1));
        var end = trainer.Fit(start, Data, Plan);
        Assert.Equal((null, FitEnd.Completed), (end.Eager, end.End));
        Assert.Equal(start.Parameters, end.Model.Parameters);
    }

    [Fact]
    public void A_penalty_counts_frozen_weights_and_does_not_move_them()
    {
        var trainer = new Trainer<double>(Fixed, Objective.Supervised(new SoftmaxCrossEntropy(), new L2(0.5)), new Sgd(0.1));
        var start = trainer.Initialize(RandomKey.FromSeed(1));
        var (state, metrics) = trainer.Step(start, new Batch<double>(Data.All().Inputs.Cast<double>(), Data.All().Targets.Cast<double>()));
        Assert.Equal(0.25 * (Squares(start.Parameters["in.weight"]) + Squares(start.Parameters["out.weight"])), metrics.Penalty, 1e-12);
        Assert.Equal(start.Parameters["in.weight"], state.Parameters["in.weight"]);

        static double Squares(Tensor<double> x) => x.ToArray().Sum(y => y * y);
    }

    /// <summary>An optimizer of somebody's own that moves everything, whatever the layout says.</summary>
    private sealed record Drifting : IOptimizer
    {
        public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => new(0);

        public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => new(θ + 1, state.Next());
    }

    [Fact]
    public void An_optimizer_that_knows_nothing_of_marks_does_not_move_them_in_training()
    {
        var trainer = new Trainer<float>(Fixed, new SoftmaxCrossEntropy(), new Drifting());
        var start = trainer.Initialize(RandomKey.FromSeed(1));
        foreach (var end in new[] { trainer.Fit(start, Data, Plan).Model, trainer.Step(start, Data.All()).State.Model })
        {
            Assert.Equal(start.Parameters["in.weight"], end.Parameters["in.weight"]);
            Assert.NotEqual(start.Parameters["out.weight"], end.Parameters["out.weight"]);
        }
        Assert.Equal(trainer.Run(start, Enumerable.Range(0, 3).SelectMany(epoch => Data.Batches(Plan.Batching, start.Key.Fold("batches"), epoch))).Last().State, trainer.Fit(start, Data, Plan).Run.Train);
    }

    [Fact]
    public void A_shared_block_is_frozen_everywhere_if_it_is_anywhere()
    {
        var network = new Network([4], new Shared("both", new Dense(4)), new Tanh(), new Frozen(new Shared("both", new Dense(4))), new Dense(3));
        Assert.Equal([("both.weight", true), ("both.bias", true), ("3.weight", false), ("3.bias", false)], network.Layout.Select(block => (block.Path, block.Frozen)));
        Assert.Equal(network.Layout, new Network([4], new Shared("both", new Frozen(new Dense(4))), new Tanh(), new Shared("both", new Dense(4)), new Dense(3)).Layout);
    }

    [Fact]
    public void Marks_are_taken_away_and_put_elsewhere_without_changing_layers_and_a_run_goes_on()
    {
        var first = new Trainer<float>(Fixed, new SoftmaxCrossEntropy(), new Adam(0.01).WithEma().WithGroup(BlockSelection.Under("in"), new Momentum(0.1)));
        var half = first.Fit(first.Initialize(RandomKey.FromSeed(1)), Data, Plan).Run.Train;
        var (free, other) = (Fixed.Freeze(BlockSelection.None), Fixed.Freeze(BlockSelection.Under("out")));
        Assert.False(free.Layout.HasFrozen);
        foreach (var network in new[] { free, other })
        {
            var second = first.With(network: network);
            var end = second.Fit(half.On(network), Data, Plan).Run.Train;
            Assert.NotEqual(half.Parameters["in.weight"], end.Parameters["in.weight"]);
            Assert.Equal(network == other, half.Parameters["out.weight"] == end.Parameters["out.weight"]);
        }
        Assert.Equal(Fixed, free.Freeze(null));
        Assert.Equal(half.Sha256(), half.On(free).Sha256());
    }

    [Fact]
    public void What_is_frozen_is_written_to_JSON_and_read_back()
    {
        foreach (var network in new[] { Fixed, Fixed.Freeze(BlockSelection.None), Plain.Freeze(new BlockSelection([ParameterRole.Bias], ["out"], Others: true)) })
        {
            Assert.Equal(network, Network.FromJson(network.ToJson()));
            Assert.Equal(network.Layout, Network.FromJson(network.ToJson()).Layout);
        }
        Assert.NotEqual(Plain, Plain.Freeze(BlockSelection.None));
        Assert.Throws<DataException>(() => Network.FromJson(Plain.Freeze(BlockSelection.Under("out")).ToJson().Replace("\"paths\": [\"out\"]", "\"paths\": [\"nowhere\"]", StringComparison.Ordinal)));
    }

    [Fact]
    public void Numbers_are_carried_only_to_a_network_that_lies_alike()
    {
        var model = Model<float>.Initialize(Plain, default);
        Assert.Equal("Model.On: the other network has other blocks of θ; it may differ in what is frozen.", Assert.Throws<NNException>(() => model.On(new Network([4], new Dense(3)))).Message);
        Assert.Equal("BlockSelection: there is no block \"middle\" and none below it; there are in.weight, in.bias, out.weight, out.bias.", Assert.Throws<NNException>(() => Plain.Freeze(BlockSelection.Under("middle"))).Message);
    }
}
