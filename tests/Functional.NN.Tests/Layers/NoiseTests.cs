using System.Collections.Immutable;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

/// <summary>Layers that disturb what passes through them in training; <see cref="DropoutTests"/> has what they share.</summary>
public sealed class NoiseTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    /// <summary>What a layer makes of a batch in training, with its initial parameters.</summary>
    private static Tensor<double> Apply(ILayer layer, Tensor<double> x, RandomKey? key = null, int firstSample = 0)
    {
        var network = new Network(x.Shape.Sample, layer);
        var run = new LayerContext.Run(ParameterVars.Of(network.Initialize<double>(Key)), key ?? Key, Training: true, Mask: null, firstSample, Tracing: false);
        return network.Apply(run, ImmutableDictionary<string, Var>.Empty, Var.Of(x)).Output.Value<double>();
    }

    private static Tensor<double> Evaluated(ILayer layer, Tensor<double> x) => new Model<double>(new Network(x.Shape.Sample, layer), new Network(x.Shape.Sample, layer).Initialize<double>(Key)).Predict(x);

    private static double Variance(Tensor<double> x) => ((x - x.Mean()) * (x - x.Mean())).Mean().ToScalar();

    public static TheoryData<string> Names => [.. All.Keys];

    private static readonly Dictionary<string, ILayer> All = new()
    {
        ["spatial dropout"] = new SpatialDropout(0.3),
        ["alpha dropout"] = new AlphaDropout(0.3),
        ["Gaussian noise"] = new GaussianNoise(0.3),
        ["drop-connect"] = new DropConnect(4, 0.3),
        ["drop-connect, one mask"] = new DropConnect(4, 0.3, PerSample: false),
        ["weight noise"] = new WeightNoise(new Dense(4), 0.3),
    };

    [Theory, MemberData(nameof(Names))]
    public void A_batch_computed_in_parts_is_the_whole(string name)
    {
        var x = Numbers.Some<double>([7, 5], 1);
        Assert.Equal(Apply(All[name], x), Tensor.Concat(0, Apply(All[name], x.Slice(0, 0, 3)), Apply(All[name], x.Slice(0, 3, 4), firstSample: 3)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_step_has_noise_of_its_own(string name)
    {
        var x = Numbers.Some<double>([7, 5], 1);
        Assert.NotEqual(Apply(All[name], x), Apply(All[name], x, Key.Fold(1)));
    }

    [Theory, MemberData(nameof(Names))]
    public void In_evaluation_there_is_no_noise(string name)
    {
        var x = Numbers.Some<double>([7, 5], 1);
        var plain = All[name] is DropConnect or WeightNoise ? new Dense(4) : (ILayer)new Identity();
        Assert.Equal(Evaluated(plain, x), Evaluated(All[name], x));
    }

    [Fact]
    public void Spatial_dropout_drops_whole_channels_and_keeps_the_mean()
    {
        var y = Apply(new SpatialDropout(0.2), Tensor.Full<double>([60, 50, 3, 3], 1));
        Assert.Equal([0, 1.25], y.ToArray().Distinct().Order());
        Assert.Equal(y.Slice(2, 0, 1).Slice(3, 0, 1).BroadcastTo(y.Shape), y);
        Assert.Equal(1, y.Mean().ToScalar(), 5 * 0.5 / Math.Sqrt(3000));
    }

    [Fact]
    public void Spatial_dropout_of_sequences_drops_features_at_all_steps()
    {
        var y = Apply(new SpatialDropout(0.5, ChannelAxis: -1), Tensor.Full<double>([20, 6, 10], 1));
        Assert.Equal(y.Slice(1, 0, 1).BroadcastTo(y.Shape), y);
        Assert.NotEqual(y.Slice(2, 0, 1).BroadcastTo(y.Shape), y);
    }

    [Fact]
    public void Alpha_dropout_keeps_mean_zero_and_variance_one()
    {
        var y = Apply(new AlphaDropout(0.3), RandomKey.FromSeed(2).Normal<double>([400, 500]));
        Assert.Equal(0, y.Mean().ToScalar(), 5 / Math.Sqrt(200_000));
        Assert.Equal(1, Variance(y), 5 * 2 / Math.Sqrt(200_000));
    }

    [Fact]
    public void Gaussian_noise_has_mean_zero_and_the_deviation_told()
    {
        var x = Numbers.Some<double>([400, 500], 1);
        var noise = Apply(new GaussianNoise(0.3), x) - x;
        Assert.Equal(0, noise.Mean().ToScalar(), 5 * 0.3 / Math.Sqrt(200_000));
        Assert.Equal(0.09, Variance(noise), 5 * 0.09 * Math.Sqrt(2.0 / 200_000));
    }

    // y = Σ xᵢwᵢmᵢ/(1 − p) has the mean Σ xᵢwᵢ and the variance Σ (xᵢwᵢ)²·p/(1 − p).
    [Fact]
    public void Drop_connect_has_the_mean_of_the_dense_layer_and_the_variance_of_its_masks()
    {
        const int Samples = 40_000;
        const double Rate = 0.4;
        var x = Numbers.Some<double>([1, 6], 1);
        var layer = new DropConnect(1, Rate);
        var weight = new Network([6], layer).Initialize<double>(Key)["0.weight"].Reshape(6);
        var terms = x.Reshape(6) * weight;
        double variance = (terms * terms).Sum().ToScalar() * Rate / (1 - Rate);
        var y = Apply(layer, x.BroadcastTo([Samples, 6]));
        Assert.Equal(terms.Sum().ToScalar(), y.Mean().ToScalar(), 5 * Math.Sqrt(variance / Samples));
        Assert.Equal(variance, Variance(y), 5 * variance * Math.Sqrt(2.0 / Samples));
    }

    [Fact]
    public void Drop_connect_has_a_mask_for_every_sample_or_one_for_the_batch()
    {
        var x = Numbers.Some<double>([1, 6], 1).BroadcastTo([5, 6]);
        Tensor<double> each = Apply(new DropConnect(4, 0.5), x), one = Apply(new DropConnect(4, 0.5, PerSample: false), x);
        Assert.NotEqual(each.At(0), each.At(1));
        for (int i = 1; i < 5; i++) Assert.Equal(one.At(0), one.At(i));
    }

    [Fact]
    public void Drop_connect_never_drops_the_bias()
    {
        var network = new Network([3], new DropConnect(2, 0.9));
        var run = new LayerContext.Run(ParameterVars.Of(network.Initialize<double>(Key).With("0.bias", Tensor.Vector(5.0, -7))), Key, Training: true, Mask: null, 0, Tracing: false);
        Assert.Equal(Tensor.Vector(5.0, -7).BroadcastTo([9, 2]), network.Apply(run, ImmutableDictionary<string, Var>.Empty, Var.Of(Tensor.Zeros<double>([9, 3]))).Output.Value<double>());
    }

    // With x = I the output is W + n + b.
    [Fact]
    public void Noise_on_weights_has_mean_zero_and_the_deviation_told_and_leaves_the_bias_alone()
    {
        const int n = 300;
        var x = Tensor.Identity<double>(n);
        var noise = Apply(new WeightNoise(new Dense(n), 0.2), x) - Apply(new Dense(n), x);
        Assert.Equal(0, noise.Mean().ToScalar(), 5 * 0.2 / n);
        Assert.Equal(0.04, Variance(noise), 5 * 0.04 * Math.Sqrt(2) / n);
        Assert.Equal(Tensor.Zeros<double>([1, n]), Apply(new WeightNoise(new Dense(n), 0.2), Tensor.Zeros<double>([1, n])));
    }

    [Fact]
    public void A_shared_weight_has_the_same_noise_in_all_places_of_a_step()
    {
        var x = Tensor.Identity<double>(3);
        var twice = new Sequential(new Shared("w", new Dense(3, Bias: false)), new Shared("w", new Dense(3, Bias: false)));
        var once = Apply(new WeightNoise(new Shared("w", new Dense(3, Bias: false)), 0.2), x);
        Numbers.Near(once.MatMul(once), Apply(new WeightNoise(twice, 0.2), x), 1e-14, 1e-15);
    }

    [Fact]
    public void Noise_inside_noise_is_independent_of_it()
    {
        var x = Tensor.Identity<double>(200);
        var plain = Apply(new Dense(200), x);
        Assert.Equal(2 * 0.04, Variance(Apply(new WeightNoise(new WeightNoise(new Dense(200), 0.2), 0.2), x) - plain), 5 * 0.08 * Math.Sqrt(2) / 200);
    }

    [Fact]
    public void Factors_of_normalisations_have_no_noise()
    {
        var x = Numbers.Some<double>([4, 5], 1);
        Assert.Equal(Apply(new LayerNorm(), x), Apply(new WeightNoise(new LayerNorm(), 0.5), x));
    }

    [Fact]
    public void The_gradient_under_noise_on_weights_is_that_at_the_noisy_weights()
    {
        var network = new Network([3], new WeightNoise(new Dense(2, Bias: false), 0.3));
        var trainer = new Trainer<double>(network, new HalfSquaredError(), new Sgd(0.1));
        var state = trainer.Initialize(Key);
        Tensor<double> x = Numbers.Some<double>([4, 3], 1), t = Numbers.Some<double>([4, 2], 2);
        var key = state.Key.Fold(state.Step);
        var run = new LayerContext.Run(ParameterVars.Of(state.Model.Parameters), key, Training: true, Mask: null, 0, Tracing: false);
        var noisy = network.Apply(run, ImmutableDictionary<string, Var>.Empty, Var.Of(Tensor.Identity<double>(3))).Output.Value<double>();
        var after = trainer.Step(state, new Batch<double>(x, t)).State.Model.Parameters["0.weight"];
        Numbers.Near(state.Model.Parameters["0.weight"] - x.Transpose().MatMul(x.MatMul(noisy) - t) * (0.1 / 4), after, 1e-13, 1e-15);
    }

    [Fact]
    public void What_is_drawn_once_is_the_same_in_every_shard_of_a_planned_run()
    {
        var trainer = new Trainer<float>(new Network([6], new DropConnect(5, 0.3, PerSample: false), new Tanh(), new WeightNoise(new Dense(2), 0.1)), new MeanSquaredError(), new Sgd(0.1));
        var data = Dataset.FromTensors(Numbers.Some<float>([40, 6], 1), Numbers.Some<float>([40, 2], 2));
        var plan = new FitPlan(2, new Batching(8, Sampling.InOrder));
        foreach (int shards in (int[])[1, 2])
        {
            var sharded = trainer.With(shards: shards);
            var result = sharded.Fit(sharded.Initialize(Key), data, plan);
            Assert.Null(result.Eager);
            var folded = Enumerable.Range(0, 2).SelectMany(epoch => data.Batches(plan.Batching, default, epoch)).Aggregate(sharded.Initialize(Key), (state, batch) => sharded.Step(state, batch).State);
            Assert.Equal(folded, result.Run.Train);
        }
        Numbers.Near(trainer.Fit(trainer.Initialize(Key), data, plan).Run.Train.Model.Parameters.Vector.Cast<double>(),
            trainer.With(shards: 2) is var two ? two.Fit(two.Initialize(Key), data, plan).Run.Train.Model.Parameters.Vector.Cast<double>() : null!, 1e-4, 1e-6);
    }

    [Fact]
    public void What_is_drawn_once_may_have_any_shape_and_is_drawn_row_by_row_from_the_layers_key()
    {
        Tensor<double>? scalar = null, rows = null;
        var layer = Layer.From("draws", (c, x) =>
        {
            (scalar, rows) = (c.NormalOnce([]).Value<double>(), c.BernoulliOnce([3, 8], 0.5).Value<double>());
            return x;
        });
        Apply(layer.Named("d"), Tensor.Zeros<double>([2, 1]), firstSample: 5);
        Assert.Equal(Key.Fold("d").Fold(0).Normal<double>([]), scalar);
        for (int i = 0; i < 3; i++) Assert.Equal(Key.Fold("d").Fold(i).Bernoulli<double>([8], 0.5), rows!.At(i));
    }

    [Fact]
    public void Constants_that_make_no_sense_are_refused_with_a_sentence()
    {
        static string Message(Func<object> make) => Assert.Throws<NNException>(make).Message;
        Assert.Equal("SpatialDropout: the rate must be from 0 to below 1, got 1.", Message(() => new SpatialDropout(1)));
        Assert.Equal("SpatialDropout: axis 0 of a batch is its samples, not the channels. Say 1 for images, -1 for sequences.", Message(() => new SpatialDropout(ChannelAxis: 0)));
        Assert.Equal("AlphaDropout: the rate must be from 0 to below 1, got -0.1.", Message(() => new AlphaDropout(-0.1)));
        Assert.Equal("GaussianNoise: the deviation must be a finite number that is not negative, got -1.", Message(() => new GaussianNoise(-1)));
        Assert.Equal("DropConnect: the number of units must be positive, got 0.", Message(() => new DropConnect(0)));
        Assert.Equal("WeightNoise: the deviation must be a finite number that is not negative, got NaN.", Message(() => new WeightNoise(new Dense(1), double.NaN)));
        Assert.Equal("DropConnect(2, 0.5), layer 1 of 1 (\"0\"): expected vector samples, got 2×3. Put a Flatten before it.", Assert.Throws<ShapeException>(() => new Network([2, 3], new DropConnect(2))).Message);
    }
}
