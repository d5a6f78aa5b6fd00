using System.Collections.Immutable;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Engine;

/// <summary>Steps a recording cannot follow are taken eagerly, and the result says why; whether planned or not, the bits are those of the fold.</summary>
public sealed class EagerTests
{
    private const string Read = "the value of a node is read", Key = "the step's key is used by hand";

    private static readonly FitPlan Plan = new(3, new Batching(4));

    /// <summary>Samples of which neighbours are alike, so that a look at two batches tells little.</summary>
    private static Dataset<float> Data(Shape sample, int count = 24) =>
        Dataset.FromTensors(Tensor.Concat(0, Enumerable.Range(0, count).Select(i => Numbers.Some<float>(sample.Prepend(1), 50 + i / 6))), Numbers.Some<float>([count, 2], 2));

    private static string? Eager(Shape sample, params ILayer[] layers) => Eager(new Trainer<float>(new Network(sample, layers), new SquaredError(), new Adam(0.01)), Data(sample));

    /// <summary>Fits, compares with the fold, and gives the reason for eager steps.</summary>
    private static string? Eager(Trainer<float> trainer, Dataset<float> data, TrainState<float>? from = null)
    {
        var start = from ?? trainer.Initialize(RandomKey.FromSeed(3));
        var result = trainer.Fit(start, data, Plan);
        var folded = Enumerable.Range(0, Plan.Epochs).SelectMany(epoch => data.Batches(Plan.Batching, start.Key.Fold("batches"), epoch)).Aggregate(start, (state, batch) => trainer.Step(state, batch).State);
        Assert.Equal(folded, result.Run.Train);
        int size = data.Count / 6;
        var evaluated = data.Batches(new Batching(size, Sampling.InOrder), default, 0).Select(batch => trainer.Evaluate(folded.Model, batch)).Aggregate(Metrics.None, (sum, next) => sum.And(next));
        Assert.Equal(evaluated, trainer.Evaluate(folded.Model, data, size));
        return result.Eager;
    }

    /// <summary>The first number of a node, in either precision: layers are asked for their shapes in double.</summary>
    private static double First(Var x)
    {
        try
        {
            return x.Value<float>().AsSpan()[0];
        }
        catch (NNException)
        {
            return x.Value<double>().AsSpan()[0];
        }
    }

    [Fact]
    public void Layers_from_functions_of_nodes_are_planned() => Assert.Null(Eager([5], Layer.From("swish", x => x * Var.Sigmoid(x)), new Dense(2)));

    [Fact]
    public void A_layer_that_reads_a_value_is_not_planned() =>
        Assert.StartsWith(Read, Eager([5], new Dense(4), Layer.From("scaled", x => x / (1 + Math.Abs(First(x)))), new Dense(2)));

    [Fact]
    public void A_layer_that_branches_on_a_value_is_not_planned_though_the_branch_is_seldom_taken() =>
        Assert.StartsWith(Read, Eager([5], Layer.From("seldom", x => First(x) > 0.8 ? 2 * x : x), new Dense(2)));

    [Fact]
    public void A_layer_that_reads_what_it_was_given_as_theta_is_not_planned() =>
        Assert.StartsWith(Read, Eager([5], Layer.From("bounded", [new ParameterSpec("w", [5], new ConstantValue(1))], (context, x) => First(context.Parameter("w")) > 0.99 ? x * context.Parameter("w") : x), new Dense(2)));

    [Fact]
    public void A_layer_that_uses_its_key_by_hand_is_not_planned() =>
        Assert.StartsWith(Key, Eager([5], Layer.From("noisy", (context, x) => context.Training ? x + Var.Of(context.Key.Normal<float>(x.Shape)) : x), new Dense(2)));

    [Fact]
    public void A_layer_that_is_skipped_by_the_throw_of_a_coin_is_not_planned() =>
        Assert.StartsWith(Key, Eager([5], Layer.From("skipped", (context, x) => context.Training && context.Key.Integers(1, 5)[0] == 0 ? Var.Tanh(x) : x), new Dense(2)));

    [Fact]
    public void A_layer_that_draws_from_its_context_is_planned() => Assert.Null(Eager([5], Layer.From("noisy", (context, x) => context.Training ? x + context.Normal(x.Shape) : x), new Dense(2)));

    [Fact]
    public void An_objective_that_uses_the_key_by_hand_is_not_planned()
    {
        var mixed = Objective.From("mixed", context =>
        {
            double share = context.Key.Uniform<double>([1]).AsSpan()[0];
            var error = context.Apply(share * context.Inputs + (1 - share) * context.Inputs.Reverse(0)).Output - context.Targets;
            var loss = (error * error).Sum() / context.Inputs.Shape[0];
            return new Evaluation(loss, loss, 0, [], [], context.Inputs.Shape[0]);
        });
        Assert.StartsWith(Key, Eager(new Trainer<float>(new Network([5], new Dense(2)), mixed, new Sgd(0.01)), Data([5])));
    }

    [Fact]
    public void An_objective_with_a_gradient_inside_is_planned()
    {
        var penalized = Objective.From("penalized", context =>
        {
            Var Error(Var inputs)
            {
                var error = context.Apply(inputs).Output - context.Targets;
                return (error * error).Sum() / context.Inputs.Shape[0];
            }
            var slope = Grad.Of(Error, context.Inputs);
            Var data = Error(context.Inputs), penalty = 0.1 * (slope * slope).Sum();
            return new Evaluation(data + penalty, data, penalty, [], [], context.Inputs.Shape[0]);
        });
        ILayer[] layers = [new Conv2D(3, 3, Padding: ImagePadding.Same), new Tanh(), new MaxPool2D(2), new Conv2D(2, 2), new Softplus(), new AvgPool2D(2, 1), new Flatten(), new Dense(2)];
        Assert.Null(Eager(new Trainer<float>(new Network([2, 8, 8], layers), penalized, new Momentum(0.001)), Data([2, 8, 8])));
    }

    [Fact]
    public void Images_of_every_step_of_a_sequence_pass_through_one_convolution()
    {
        var film = Layer.From("film", [new ParameterSpec("w", [3, 1, 3, 3], new He())], (context, x) =>
        {
            int samples = x.Shape[0], steps = x.Shape[1];
            var images = Var.Conv2D(x.Reshape(samples * steps, 1, 6, 6), context.Parameter("w"), new Conv2DGeometry(1, default, 1, 1));
            return Var.MaxPool2D(Var.Relu(images), new Pool2DGeometry(2, 2, default)).Reshape(samples, steps * 12);
        });
        Assert.Null(Eager([3, 36], film, new Dense(2)));
    }

    [Fact]
    public void Layers_in_which_samples_meet_are_planned()
    {
        // Wide enough that samples are computed some at a time; what is the whole batch's is read by each at its place.
        ILayer[] layers =
        [
            new Dense(400), new Tanh(), Layer.From("turned", x => x - 0.5 * x.Reverse(0)), new Dense(60), new Sigmoid(), Layer.From("attention", x => Var.MatMul(Var.Softmax(Var.MatMul(x, x, transposeB: true)), x)),
            Layer.From("numbered", x => x * (1 + Var.Constant(Tensor.Generate([x.Shape[0], 1], i => i / 100.0)))), new Dense(2),
        ];
        var trainer = new Trainer<float>(new Network([5], layers), new SquaredError(), new Adam(0.01)).With(compute: new Compute(Backend.Managed, 3));
        var data = Dataset.FromTensors(Numbers.Some<float>([150, 5], 1), Numbers.Some<float>([150, 2], 2));
        var start = trainer.Initialize(RandomKey.FromSeed(3));
        var batching = new Batching(50);
        var folded = Enumerable.Range(0, 3).SelectMany(epoch => data.Batches(batching, start.Key.Fold("batches"), epoch)).Aggregate(start, (state, batch) => trainer.Step(state, batch).State);
        var result = trainer.Fit(start, data, new FitPlan(3, batching));
        Assert.Null(result.Eager);
        Assert.Equal(folded, result.Run.Train);
    }

    /// <summary>Adds its inputs up over the steps of training; a second block is never touched.</summary>
    private sealed record Adding : ILayer
    {
        public Shape OutputShape(Shape input) => input;

        public IReadOnlyList<StateSpec> State(Shape input) => [new("kept", input, 0.25), new("sum", input)];

        public Applied Apply(LayerContext context, Var x)
        {
            var sum = context.State("sum") + x.Sum(0);
            var y = x + context.State("kept") + 0.01 * context.State("sum");
            return context.Training ? Applied.Of(y) with { State = [context.Update("sum", sum)] } : Applied.Of(y);
        }
    }

    [Fact]
    public void State_that_a_step_leaves_alone_stays_as_it_is()
    {
        var trainer = new Trainer<float>(new Network([5], new Dense(4), new Adding(), new Dense(2)), new SquaredError(), new Adam(0.01));
        Assert.Null(Eager(trainer, Data([5])));
        Assert.Null(Eager(trainer.With(shards: 3), Data([5])));
    }

    [Fact]
    public void A_sum_over_no_axes_is_planned() => Assert.Null(Eager([5], Layer.From("same", x => x.Sum([]) * 2), new Dense(2)));

    [Fact]
    public void A_network_without_parameters_has_steps_too() => Assert.Null(Eager([2], new Tanh()));

    [Fact]
    public void A_fresh_optimizer_in_a_run_that_goes_on_is_planned()
    {
        var trainer = new Trainer<float>(new Network([5], new Dense(2)), new SquaredError(), new Adam(0.01));
        var old = trainer.Fit(trainer.Initialize(default), Data([5]), Plan).Run.Train;
        Assert.Null(Eager(trainer, Data([5]), old.With(optimizer: trainer.Optimizer.Start(old.Parameters))));
    }

    [Fact]
    public void Samples_that_are_read_on_demand_are_planned()
    {
        var all = Data([5]);
        var onDemand = Dataset.FromSource<float>(all.Count, all.InputShape, all.TargetShape, all.Read);
        Assert.Null(Eager(new Trainer<float>(new Network([5], new Dense(3), new Dropout(0.3), new Dense(2)), new SquaredError(), new Sgd(0.01)), onDemand));
    }

    [Fact]
    public void Steps_of_sequences_that_are_masked_count_by_their_number()
    {
        const int Count = 22, Steps = 5;
        var inputs = Numbers.Some<float>([Count, Steps, 3], 1);
        var mask = Tensor.Generate([Count, Steps], i => i % Steps <= i / Steps % Steps ? 1f : 0);
        var data = Dataset.FromTensors(inputs, Tensor.Generate([Count, Steps], i => (float)(i * 7 % 4)), classes: 4, mask: mask, weights: Numbers.Some<float>([Count], 4).Abs());
        var trainer = new Trainer<float>(new Network([Steps, 3], new Lstm(6, ReturnSequence: true), new Lstm(4, ReturnSequence: true, Reverse: true), new Dense(4, PerPosition: true)), new SoftmaxCrossEntropy(), new Adam(0.01));
        Assert.Null(Eager(trainer, data));
        Assert.Null(Eager(trainer.With(shards: 3), data));
    }

    [Fact]
    public void A_shard_without_a_step_that_counts_adds_nothing()
    {
        const int Count = 24, Steps = 3;
        // Of every four samples one is masked altogether: with four shards to a batch of four, a shard alone.
        var data = Dataset.FromTensors(Numbers.Some<float>([Count, Steps, 2], 1), Tensor.Generate([Count, Steps], i => (float)(i % 2)), classes: 2, mask: Tensor.Generate([Count, Steps], i => i / Steps % 4 == 1 ? 0f : 1));
        var trainer = new Trainer<float>(new Network([Steps, 2], new Lstm(3, ReturnSequence: true), new Dense(2, PerPosition: true)), new SoftmaxCrossEntropy(), new Adam(0.01)).With(shards: 4);
        var batch = data.Read([0, 1, 2, 3]);
        var gradient = trainer.Gradient(trainer.Initialize(default).Model, batch);
        Assert.Equal(3 * Steps, gradient.Metrics.Count);
        Assert.True(gradient.Gradient.IsFinite && gradient.Gradient.Norm > 0);
        Assert.Null(Eager(trainer, data));
    }

    [Fact]
    public void A_run_too_short_for_a_plan_is_the_fold_too()
    {
        var trainer = new Trainer<float>(new Network([5], new Dense(2)), new SquaredError(), new Sgd(0.01));
        Assert.Null(Eager(trainer, Data([5], 7)));
    }

    [Fact]
    public void Classes_that_are_no_index_are_refused_in_planned_steps_as_in_eager_ones()
    {
        var labels = Tensor.Generate([40], i => i == 37 ? 7f : i % 3);
        var trainer = new Trainer<float>(new Network([4], new Dense(3)), new SoftmaxCrossEntropy(), new Sgd(0.01));
        var data = Dataset.FromTensors(Numbers.Some<float>([40, 4], 1), labels);
        string eager = Assert.ThrowsAny<NNException>(() => trainer.Step(trainer.Initialize(default), data.Read(ImmutableArray.Create(36, 37)))).Message;
        string planned = Assert.ThrowsAny<NNException>(() => trainer.Fit(trainer.Initialize(default), data, new FitPlan(1, new Batching(2, Sampling.InOrder)))).Message;
        Assert.Equal(eager, planned);
    }
}
