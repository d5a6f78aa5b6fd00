using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class BatchNormTests
{
    private static readonly Tensor<double> X = Numbers.Some<double>([6, 3], 1) * 2.0 + 5.0;

    private static (Trainer<double> Trainer, TrainState<double> State) Start(Shape input, ILayer layer)
    {
        var trainer = new Trainer<double>(new Network(input, layer), Loss.From("first", (p, _) => p.Reshape(p.Shape[0], p.Shape.Sample.Size).Sum(1)), new Sgd(0));
        return (trainer, trainer.Initialize(RandomKey.FromSeed(1)));
    }

    /// <summary>What a layer makes of a batch in training, seen through a loss that keeps it.</summary>
    private static Tensor<double> TrainingOutput(Shape input, ILayer layer, Tensor<double> x)
    {
        Tensor<double>? seen = null;
        var network = new Network(input, layer);
        var trainer = new Trainer<double>(network, Loss.From("see", (p, _) => { seen = p.Value<double>(); return p.Reshape(p.Shape[0], p.Shape.Sample.Size).Sum(1); }), new Sgd(0));
        trainer.Step(trainer.Initialize(default), new Batch<double>(x, x));
        return seen!;
    }

    [Fact]
    public void In_training_every_channel_of_vectors_has_mean_zero_and_the_biased_variance_one()
    {
        var y = TrainingOutput([3], new BatchNorm(Epsilon: 1e-300), X);
        Numbers.Near(Tensor.Zeros<double>([3]), y.Mean(0), 0, 1e-13);
        Numbers.Near(Tensor.Full<double>([3], 1), (y * y).Mean(0), 1e-12, 0);
    }

    [Fact]
    public void In_training_every_channel_of_images_has_mean_zero_over_batch_and_places()
    {
        var y = TrainingOutput([2, 3, 4], new BatchNorm(Epsilon: 1e-300), Numbers.Some<double>([5, 2, 3, 4], 1) + 3.0);
        Numbers.Near(Tensor.Zeros<double>([2]), y.Mean(0, 2, 3), 0, 1e-13);
        Numbers.Near(Tensor.Full<double>([2], 1), (y * y).Mean(0, 2, 3), 1e-12, 0);
    }

    [Fact]
    public void Running_values_take_their_part_of_the_mean_and_the_unbiased_variance()
    {
        var (trainer, state) = Start([3], new BatchNorm(Momentum: 0.25));
        var after = trainer.Step(state, new Batch<double>(X, X)).State.Model.State;
        var mean = X.Mean(0);
        var unbiased = ((X - mean) * (X - mean)).Sum(0) / 5.0;
        Numbers.Near(mean * 0.25, after["0.running_mean"], 1e-13, 1e-15);
        Numbers.Near(unbiased * 0.25 + 0.75, after["0.running_var"], 1e-13, 1e-15);
    }

    [Fact]
    public void A_step_leaves_the_running_values_it_was_given()
    {
        var (trainer, state) = Start([3], new BatchNorm());
        trainer.Step(state, new Batch<double>(X, X));
        Assert.Equal((Tensor.Zeros<double>([3]), Tensor.Full<double>([3], 1)), (state.Model.State["0.running_mean"], state.Model.State["0.running_var"]));
    }

    [Fact]
    public void In_evaluation_the_running_values_normalise()
    {
        var network = new Network([3], new BatchNorm(Epsilon: 0.5));
        var model = new Model<double>(network, network.Initialize<double>(default).With("0.weight", Tensor.Vector(2.0, 2, 2)).With("0.bias", Tensor.Vector(0.0, 1, 0)),
            new NetworkState<double>([new("0.running_mean", Tensor.Vector(1.0, 2, 3)), new("0.running_var", Tensor.Vector(3.5, 8.5, 0))]));
        Assert.Equal(Tensor.Of([1, 3], 1.0, 3, 0), model.Predict(Tensor.Of([1, 3], 2.0, 5, 3)) is var y ? y.Map(v => Math.Round(v, 12)) : y);
    }

    [Fact]
    public void In_evaluation_samples_do_not_see_each_other()
    {
        var model = Model<double>.Initialize(new Network([3], new BatchNorm()), default);
        Assert.Equal(model.Predict(X).Slice(0, 2, 1), model.Predict(X.Slice(0, 2, 1)));
    }

    [Fact]
    public void Repeated_batches_bring_the_running_values_to_the_batch()
    {
        var (trainer, state) = Start([3], new BatchNorm());
        state = trainer.Run(state, Enumerable.Repeat(new Batch<double>(X, X), 400)).Last().State;
        Numbers.Near(X.Mean(0), state.Model.State["0.running_mean"], 1e-12, 0);
    }

    [Fact]
    public void The_gradient_in_training_is_the_limit_of_differences()
    {
        var network = new Network([3], new BatchNorm(), new Tanh(), new Dense(2));
        var trainer = new Trainer<double>(network, new SquaredError(), new Sgd(0));
        var batch = new Batch<double>(X, Numbers.Some<double>([6, 2], 3));
        var model = Model<double>.Initialize(network, RandomKey.FromSeed(2));
        double At(int i, double by) => trainer.Gradient(model.With(model.Parameters.OfVector(Tensor.Generate(model.Parameters.Vector.Shape, j => model.Parameters.Vector[j] + (i == j ? by : 0)))), batch).Metrics.Loss;
        Numbers.Near(Tensor.Generate(model.Parameters.Vector.Shape, i => (At(i, 1e-5) - At(i, -1e-5)) / 2e-5), trainer.Gradient(model, batch).Gradient.Vector, 1e-6, 1e-8);
    }

    [Fact]
    public void A_single_value_a_channel_cannot_be_trained_on() =>
        Assert.StartsWith("BatchNorm (\"0\"): training needs two values or more in every channel, got a batch of 1×3.", Assert.Throws<ShapeException>(() => TrainingOutput([3], new BatchNorm(), X.Slice(0, 0, 1))).Message);

    [Fact]
    public void A_shared_normalisation_has_one_set_of_running_values_and_both_places_move_it()
    {
        var network = new Network([3], new Shared("n", new BatchNorm(Momentum: 0.5)), new Shared("n", new BatchNorm(Momentum: 0.5)));
        Assert.Equal(["n.running_mean", "n.running_var"], network.InitialState<double>().Blocks.Keys);
        var trainer = new Trainer<double>(network, new SquaredError(), new Sgd(0));
        var after = trainer.Step(trainer.Initialize(default), new Batch<double>(X, X)).State.Model.State;
        // ½·(½·0 + ½·mean) + ½·0: the second place sees what the first left, and a batch of mean 0.
        Numbers.Near(X.Mean(0) * 0.25, after["n.running_mean"], 1e-12, 1e-14);
    }

    [Fact]
    public void Masked_steps_of_sequences_count_neither_in_the_mean_nor_in_the_variance_nor_in_the_running_values()
    {
        Tensor<double> x = Numbers.Some<double>([2, 4, 3], 1) * 2.0 + 1.0, mask = Tensor.Of([2, 4], 1.0, 1, 1, 1, 1, 0, 0, 0);
        var counted = Tensor.Concat(0, x.At(0), x.Slice(0, 1, 1).Slice(1, 0, 1).Reshape(1, 3));
        Tensor<double>? seen = null;
        var network = new Network([4, 3], new BatchNorm(Momentum: 1, Epsilon: 1e-300, ChannelAxis: -1), Layer.From("see", y => { seen = y.Value<double>(); return y; }));
        var trainer = new Trainer<double>(network, new MeanSquaredError(), new Sgd(0));
        var after = trainer.Step(trainer.Initialize(default), new Batch<double>(x, x, mask)).State.Model.State;

        var mean = counted.Mean(0);
        var squares = ((counted - mean) * (counted - mean)).Sum(0);
        Numbers.Near((x - mean) / (squares / 5.0).Map(Math.Sqrt), seen!, 1e-12, 1e-13);
        Numbers.Near(mean, after["0.running_mean"], 1e-13, 1e-15);
        Numbers.Near(squares / 4.0, after["0.running_var"], 1e-13, 1e-15);
    }

    [Fact]
    public void What_stands_in_masked_steps_does_not_matter()
    {
        Tensor<double> x = Numbers.Some<double>([2, 4, 3], 1), mask = Tensor.Of([2, 4], 1.0, 1, 1, 1, 1, 1, 0, 0);
        var other = x * mask.Reshape(2, 4, 1) + (1.0 - mask.Reshape(2, 4, 1)) * 100.0;
        var trainer = new Trainer<double>(new Network([4, 3], new BatchNorm(ChannelAxis: -1), new Dense(3, PerPosition: true)), new MeanSquaredError(), new Sgd(0.1));
        TrainState<double> After(Tensor<double> input) => trainer.Step(trainer.Initialize(RandomKey.FromSeed(1)), new Batch<double>(input, x, mask)).State;
        Numbers.Near(After(x).Model.Parameters.Vector, After(other).Model.Parameters.Vector, 1e-12, 1e-14);
    }

    [Fact]
    public void Features_of_sequences_are_normalised_over_batch_and_steps()
    {
        var x = Numbers.Some<double>([5, 4, 3], 1) + 2.0;
        var y = TrainingOutput([4, 3], new BatchNorm(Epsilon: 1e-300, ChannelAxis: -1), x);
        Numbers.Near(Tensor.Zeros<double>([3]), y.Mean(0, 1), 0, 1e-13);
        Numbers.Near(Tensor.Full<double>([3], 1), (y * y).Mean(0, 1), 1e-12, 0);
    }

    [Fact]
    public void Masked_steps_cannot_be_channels()
    {
        var trainer = new Trainer<double>(new Network([4, 3], new BatchNorm()), new MeanSquaredError(), new Sgd(0.1));
        var batch = new Batch<double>(Tensor.Zeros<double>([2, 4, 3]), Tensor.Zeros<double>([2, 4, 3]), Tensor.Full([2, 4], 1.0));

        Assert.Equal("BatchNorm (\"0\"): the channels of masked sequences 2×4×3 would be their steps. Say ChannelAxis: -1 to normalise their features, or normalise after the last state is taken.",
            Assert.Throws<ShapeException>(() => trainer.Step(trainer.Initialize(RandomKey.FromSeed(1)), batch)).Message);
    }

    [Fact]
    public void The_samples_are_not_channels() =>
        Assert.Equal("BatchNorm: axis 0 of a batch is its samples, not the channels. Say 1 for images, -1 for sequences.", Assert.Throws<NNException>(() => new BatchNorm(ChannelAxis: 0)).Message);

    [Theory, InlineData(3), InlineData(-3)]
    public void An_axis_that_is_not_there_has_no_channels(int axis) =>
        Assert.Contains(" the channels are on axis", Assert.Throws<ShapeException>(() => new Network([4, 3], new BatchNorm(ChannelAxis: axis))).Message, StringComparison.Ordinal);
}
