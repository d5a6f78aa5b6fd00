using System.Numerics;
using Functional.NN.Tests.Images;
using Functional.NN.Tests.Training;

namespace Functional.NN.Tests.Optimizers;

/// <summary>Transformations around optimizers: their algebra, what leaves everything as it is, and what they are for.</summary>
public sealed class TransformationTests
{
    private static readonly BlockSelection Biases = BlockSelection.OfRole(ParameterRole.Bias);

    /// <summary>Blocks of one number, of a few, and of more than are handled in one stretch or range.</summary>
    private static readonly Network Net = new([1, 5, 5], new Conv2D(3, 2).Named("conv"), new Flatten(), new Dense(400).Named("wide"), new Tanh(), new Dense(1).Named("out"));

    public static readonly Dictionary<string, IOptimizer> Cases = new()
    {
        ["clip by value"] = new Adam(0.01).ClippedByValue(0.1),
        ["clip by norm"] = new Momentum(0.01).ClippedByNorm(0.5, 1e-3),
        ["clip by global norm"] = new Adam(0.01).ClippedByGlobalNorm(0.5, 1e-6),
        ["coupled decay of weights"] = new RmsProp(0.01).WithWeightDecay(0.1, BlockSelection.Weights),
        ["decoupled decay of all but biases"] = new Adam(0.01).WithDecoupledWeightDecay(new LinearDecay(0.1, 3), 0.1, Biases.Inverse()),
        ["slower below a path"] = new Nesterov(0.01).WithRateFactor(0.1, BlockSelection.Under("wide", "out.bias")),
        ["noise"] = new Sgd(0.01).WithGradientNoise(0.3, 1, 7),
        ["centralisation"] = new Sgd(0.01).Centralized(),
        ["accumulation"] = new Adam(0.01).Accumulated(2),
        ["skipping"] = new Adam(0.01).SkippingNotFinite(),
        ["ema"] = new Adam(0.01).WithEma(0.9),
        ["debiased ema"] = new Adam(0.01).WithEma(0.9, debiased: true),
        ["swa"] = new Sgd(0.01).WithSwa(1, 2),
        ["lookahead"] = new Adam(0.01).WithLookahead(2),
        ["lamb"] = new Lamb(0.01),
        ["groups"] = new Adam(0.01).WithGroup(Biases, new Sgd(0.1)).WithGroup(BlockSelection.Under("wide"), new NAdam()),
        ["decay, clip and noise around what wants the whole gradient"] = new Lamb(0.01).WithWeightDecay(0.1).ClippedByGlobalNorm(0.5).WithGradientNoise(0.001),
        ["clipping in groups and around them"] = new Rprop().WithGroup(Biases, new Adam(0.01).ClippedByGlobalNorm(0.1).WithEma(0.5)).WithGroup(BlockSelection.Under("conv"), new Lamb(0.1)).ClippedByNorm(0.2),
        ["accumulation around what wants the whole gradient, and inside an average"] = new Sgd(0.1).ClippedByGlobalNorm(0.1).Accumulated(2).WithEma(0.5).WithWeightDecay(0.01),
        ["everything after everything"] = new AmsGrad(0.01).WithLookahead(2, 0.25).WithDecoupledWeightDecay(0.1, 0.1).WithRateFactor(0.5).WithSwa().Centralized().SkippingNotFinite(),
        ["bounded"] = new Adam(0.1).WithMaxNorm(0.7),
        ["bounded where it is told, inside"] = new Lamb(0.1).WithMaxNorm(0.3, BlockSelection.Under("wide")).WithEma(0.9).ClippedByGlobalNorm(0.5),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static Parameters<T> Some<T>(ulong key, double scale, Network? network = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layout = (network ?? Net).Layout;
        return new(layout, RandomKey.FromSeed(key).Normal<T>([layout.Size], 0, scale));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_step_is_the_algebra_in_every_bit(string name)
    {
        Agrees<float>(Cases[name]);
        Agrees<double>(Cases[name]);
    }

    private static void Agrees<T>(IOptimizer optimizer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var θ = Some<T>(1, 1);
        var state = optimizer.Start(θ);
        for (int step = 0; step < 5; step++)
        {
            var g = Some<T>(100 + (ulong)step, step % 2 == 0 ? 0.5 : 0.001);
            var expected = TransformationReferences.Step(optimizer, θ, g, state);
            (θ, state) = optimizer.Step(θ, g, state);
            Assert.Equal(expected.State, state);
            Assert.Equal(expected.Parameters, θ);
        }
    }

    /// <summary>Transformations with constants at which they do nothing.</summary>
    private static readonly Dictionary<string, Func<IOptimizer, OptimizerTransformation>> Neutral = new()
    {
        ["clip by value at ∞"] = o => o.ClippedByValue(double.PositiveInfinity),
        ["clip by norm at ∞"] = o => o.ClippedByNorm(double.PositiveInfinity),
        ["clip by norm far away"] = o => o.ClippedByNorm(1e9),
        ["clip by global norm at ∞"] = o => o.ClippedByGlobalNorm(double.PositiveInfinity),
        ["decay 0"] = o => o.WithWeightDecay(0),
        ["decay of no block"] = o => o.WithWeightDecay(1, BlockSelection.None),
        ["decoupled decay 0"] = o => o.WithDecoupledWeightDecay(1, 0),
        ["factor 1"] = o => o.WithRateFactor(1),
        ["noise 0"] = o => o.WithGradientNoise(0),
        ["accumulate 1"] = o => o.Accumulated(1),
        ["skip where all is finite"] = o => o.SkippingNotFinite(),
        ["an average beside"] = o => o.WithEma(),
        ["another average beside"] = o => o.WithSwa(),
        ["a bound of ∞"] = o => o.WithMaxNorm(double.PositiveInfinity),
        ["a bound of vectors alone"] = o => o.WithMaxNorm(1e-3),
        ["slow weights that follow at once"] = o => o.WithLookahead(3, 1),
        ["centralisation where there are no matrices"] = o => o.Centralized(),
    };

    public static TheoryData<string> NeutralNames => [.. Neutral.Keys];

    [Theory, MemberData(nameof(NeutralNames))]
    public void A_neutral_transformation_changes_no_bit_of_any_optimizer(string name)
    {
        var vectors = new Network([1], Layer.From("scale", [new ParameterSpec("factor", [9], new Zeros()), new ParameterSpec("shift", [1300], new Zeros(), ParameterRole.Bias)], (_, x) => x));
        foreach (var optimizer in OptimizerCases.All.Values.Append(new Lamb(0.1)).Append(new Adam(0.1).ClippedByGlobalNorm(0.1)).Append(new Sgd(0.1).WithGradientNoise()))
        {
            var around = Neutral[name](optimizer);
            Updated<float> bare = new(Some<float>(1, 1, vectors), optimizer.Start(Some<float>(1, 1, vectors))), wrapped = new(bare.Parameters, around.Start(bare.Parameters));
            for (int step = 0; step < 7; step++)
            {
                // Some zeros of both signs: a sum with +0 would make +0 of −0.
                var g = Some<float>(10 + (ulong)step, 1, vectors);
                g = g.OfVector(Tensor.Generate(g.Vector.Shape, i => i % 7 == 3 ? -0f : i % 11 == 5 ? 0f : g.Vector[i]));
                bare = optimizer.Step(bare.Parameters, g, bare.State);
                wrapped = around.Step(wrapped.Parameters, g, wrapped.State);
                Assert.Equal(bare.Parameters, wrapped.Parameters);
                Assert.Equal(bare.State, wrapped.State.Inner["inner"]);
            }
        }
    }

    public static TheoryData<string> Everything => [.. Cases.Keys.Concat(OptimizerCases.All.Keys)];

    [Theory, MemberData(nameof(Everything))]
    public void What_is_frozen_keeps_its_bits_through_any_optimizer(string name)
    {
        var optimizer = Cases.TryGetValue(name, out var transformed) ? transformed : OptimizerCases.All[name];
        var network = Net.Freeze(BlockSelection.Under("conv", "wide.bias", "out.weight"));
        var θ = Some<float>(1, 1, network);
        var at = new Updated<float>(θ, optimizer.Start(θ));
        for (int step = 0; step < 5; step++) at = optimizer.Step(at.Parameters, Some<float>(20 + (ulong)step, 1, network), at.State);
        foreach (var block in network.Layout)
            if (block.Frozen) Assert.Equal(θ[block.Path], at.Parameters[block.Path]);
            else Assert.NotEqual(θ[block.Path], at.Parameters[block.Path]);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_planned_run_with_wide_blocks_on_threads_and_in_shards_is_the_fold_of_steps(string name)
    {
        var data = Dataset.FromTensors(Numbers.Some<float>([18, 1, 5, 5], 1), Numbers.Some<float>([18, 1], 2));
        foreach (var (threads, shards, network) in ((int, int, Network)[])[(2, 1, Net), (1, 2, Net.Freeze(BlockSelection.Under("wide.weight")))])
        {
            var trainer = new Trainer<float>(network, new MeanSquaredError(), Cases[name]).With(compute: new Compute(Backend.Managed, threads), shards: shards);
            var start = trainer.Initialize(RandomKey.FromSeed(3));
            var plan = new FitPlan(2, new Batching(4, Sampling.InOrder));
            var fitted = trainer.Fit(start, data, plan);
            Assert.Null(fitted.Eager);
            Assert.Equal(trainer.Run(start, Enumerable.Range(0, 2).SelectMany(epoch => data.Batches(plan.Batching, default, epoch))).Last().State, fitted.Run.Train);
            foreach (var block in network.Layout.Where(block => block.Frozen)) Assert.Equal(start.Parameters[block.Path], fitted.Run.Train.Parameters[block.Path]);
        }
    }

    [Fact]
    public void The_last_transformation_sees_the_gradient_first()
    {
        var (θ, g) = (OptimizerCases.Vector(1, 1), OptimizerCases.Vector(3, 4));
        Parameters<double> After(IOptimizer optimizer) => optimizer.Step(θ, g, optimizer.Start(θ)).Parameters;
        // Clipped to (0.6, 0.8) and then decayed by (1, 1); decayed to (4, 5) and then clipped.
        Numbers.Near(OptimizerCases.Vector(1 - 1.6, 1 - 1.8).Vector, After(new Sgd(1).WithWeightDecay(1).ClippedByGlobalNorm(1)).Vector, 1e-12, 1e-14);
        double norm = Math.Sqrt(41);
        Numbers.Near(OptimizerCases.Vector(1 - 4 / norm, 1 - 5 / norm).Vector, After(new Sgd(1).ClippedByGlobalNorm(1).WithWeightDecay(1)).Vector, 1e-12, 1e-14);
    }

    // w ← (1 − αλ)w − αg, for gradient descent coupled and decoupled alike.
    [Fact]
    public void For_gradient_descent_coupled_and_decoupled_decay_are_one()
    {
        var start = OptimizerCases.Vector(1, -2, 0.5);
        Parameters<double> Walk(IOptimizer optimizer) => OptimizerCases.Walk(optimizer, start, 20, θ => θ * OptimizerCases.Vector(1, 3, 0.5)).Parameters;
        Numbers.Near(Walk(new Sgd(0.1).WithWeightDecay(0.2)).Vector, Walk(new Sgd(0.1).WithDecoupledWeightDecay(0.1, 0.2)).Vector, 1e-12, 1e-14);
        Numbers.Near(Walk(new AdamW(0.1, 0.2)).Vector, Walk(new Adam(0.1).WithDecoupledWeightDecay(0.1, 0.2)).Vector, 1e-9, 1e-12);
        Assert.True((Walk(new Adam(0.1).WithWeightDecay(0.2)) - Walk(new AdamW(0.1, 0.2))).Norm > 1e-3);
    }

    [Fact]
    public void A_factor_for_all_blocks_is_a_factor_of_the_rate()
    {
        var start = OptimizerCases.Vector(1, -2, 0.5);
        foreach (var (slow, scaled) in ((IOptimizer, IOptimizer)[])[(new Sgd(0.02), new Sgd(0.1)), (new Adam(0.02), new Adam(0.1)), (new DampenedMomentum(0.02), new DampenedMomentum(0.1))])
            Numbers.Near(OptimizerCases.Walk(slow, start, 9, θ => θ).Parameters.Vector, OptimizerCases.Walk(scaled.WithRateFactor(0.2), start, 9, θ => θ).Parameters.Vector, 1e-12, 1e-14);
    }

    [Fact]
    public void Several_small_batches_count_as_one_large_one_up_to_rounding()
    {
        var network = new Network([3], new Dense(5), new Tanh(), new Dense(2));
        var all = new Batch<double>(Numbers.Some<double>([12, 3], 1), Numbers.Some<double>([12, 2], 2));
        var (large, small) = (new Trainer<double>(network, new MeanSquaredError(), new Adam(0.1)), new Trainer<double>(network, new MeanSquaredError(), new Adam(0.1).Accumulated(3)));
        var (one, three) = (large.Initialize(RandomKey.FromSeed(1)), small.Initialize(RandomKey.FromSeed(1)));
        for (int step = 0; step < 5; step++)
        {
            one = large.Step(one, all).State;
            for (int part = 0; part < 3; part++)
            {
                Assert.Equal(3 * step + part, three.Step);
                three = small.Step(three, new Batch<double>(all.Inputs.Slice(0, 4 * part, 4), all.Targets.Slice(0, 4 * part, 4))).State;
            }
            Numbers.Near(one.Parameters.Vector, three.Parameters.Vector, 1e-10, 1e-12);
            Assert.Equal((step + 1L, step + 1L, 3 * (step + 1L)), (one.Optimizer.Step, three.Optimizer.Inner["inner"].Step, three.Optimizer.Step));
        }
    }

    [Fact]
    public void The_noise_of_a_gradient_has_its_variance_and_dies_away()
    {
        var θ = new Network([1], new Dense(20000, Bias: false)).Initialize<double>(default).Zero;
        var optimizer = new Sgd(1).WithGradientNoise(0.3);
        var at = new Updated<double>(θ, optimizer.Start(θ));
        for (int step = 0; step < 3; step++)
        {
            var next = optimizer.Step(at.Parameters, θ, at.State);
            var noise = (next.Parameters - at.Parameters).Vector.ToArray();
            Assert.InRange(noise.Average(), -0.02, 0.02);
            Assert.Equal(0.3 / Math.Pow(1 + step, 0.55), noise.Average(x => x * x), 0.02);
            at = next;
        }
        Assert.Equal(at, Enumerable.Range(0, 3).Aggregate(new Updated<double>(θ, optimizer.Start(θ)), (u, _) => optimizer.Step(u.Parameters, θ, u.State)));
        Assert.NotEqual(at.Parameters, Enumerable.Range(0, 3).Aggregate(new Updated<double>(θ, optimizer.Start(θ)), (u, _) => optimizer.With(seed: 1).Step(u.Parameters, θ, u.State)).Parameters);
    }

    [Fact]
    public void A_centred_gradient_has_no_mean_over_what_leads_into_a_unit()
    {
        var optimizer = new Sgd(1).Centralized();
        var (θ, g) = (Some<double>(1, 1), Some<double>(2, 1));
        var moved = θ - optimizer.Step(θ, g, optimizer.Start(θ)).Parameters;
        foreach (double mean in moved["wide.weight"].Sum(0).ToArray().Concat(moved["conv.weight"].Reshape(3, -1).Sum(1).ToArray())) Assert.Equal(0, mean, 1e-10);
        Numbers.Near(g["wide.bias"], moved["wide.bias"], 1e-9, 1e-12);
    }

    [Fact]
    public void A_moving_average_of_a_constant_theta_is_theta_and_of_a_line_lags_behind()
    {
        var start = OptimizerCases.Vector(1, -2);
        Updated<double> Walk(IOptimizer optimizer, double gradient, int steps) => OptimizerCases.Walk(optimizer, start, steps, θ => θ.Filled(gradient));
        Assert.Equal(start, ParameterAverage.Of(Walk(new Sgd(0.1).WithEma(0.9, debiased: true), 0, 9).State));
        // θₜ = θ₀ − t: aₜ = θ₀ − t + β(1 − βᵗ)/(1 − β), and debiased aₜ = θ₀ − (Σᵢ i·βᵗ⁻ⁱ)/(Σᵢ βᵗ⁻ⁱ).
        var (β, t) = (0.8, 7);
        Numbers.Near((start + (-t + β * (1 - Math.Pow(β, t)) / (1 - β))).Vector, ParameterAverage.Of(Walk(new Sgd(1).WithEma(β), 1, t).State).Vector, 1e-12, 1e-14);
        double weights = Enumerable.Range(1, t).Sum(i => Math.Pow(β, t - i)), lag = Enumerable.Range(1, t).Sum(i => i * Math.Pow(β, t - i)) / weights;
        Numbers.Near((start + -lag).Vector, ParameterAverage.Of(Walk(new Sgd(1).WithEma(β, debiased: true), 1, t).State).Vector, 1e-12, 1e-14);
    }

    [Fact]
    public void Stochastic_weight_averaging_is_the_mean_of_every_cth_theta_from_the_nth_on()
    {
        var start = OptimizerCases.Vector(1, -2);
        var walk = Enumerable.Range(0, 12).Select(steps => OptimizerCases.Walk(new Adam(0.1).WithSwa(4, 3), start, steps, θ => θ)).ToList();
        Assert.Equal(walk[3].Parameters, ParameterAverage.Of(walk[3].State));
        Numbers.Near(((walk[4].Parameters + walk[7].Parameters + walk[10].Parameters) / 3).Vector, ParameterAverage.Of(walk[10].State).Vector, 1e-12, 1e-14);
        Assert.Equal(ParameterAverage.Of(walk[10].State), ParameterAverage.Of(walk[11].State));
    }

    [Fact]
    public void Averaged_gradient_descent_averages_from_its_step_on()
    {
        var start = OptimizerCases.Vector(1, -2);
        var walk = Enumerable.Range(0, 8).Select(steps => OptimizerCases.Walk(new Asgd(0.1, AverageFrom: 3), start, steps, θ => θ)).ToList();
        Assert.Equal(walk[5].Parameters, ParameterAverage.Of(walk[5].State));
        Numbers.Near(((walk[5].Parameters + walk[6].Parameters) / 2).Vector, ParameterAverage.Of(walk[6].State).Vector, 1e-12, 1e-14);
        Numbers.Near(((walk[5].Parameters + walk[6].Parameters + walk[7].Parameters) / 3).Vector, ParameterAverage.Of(walk[7].State).Vector, 1e-12, 1e-14);
    }

    // With a constant gradient k steps go to φ − kαg, and the slow weights go half of that.
    [Fact]
    public void The_slow_weights_of_lookahead_go_a_part_of_the_way()
    {
        var start = OptimizerCases.Vector(1, -2);
        Numbers.Near((start + -0.5 * 0.1 * 5 * 2).Vector, OptimizerCases.Walk(new Sgd(0.1).WithLookahead(), start, 10, θ => θ.Filled(1)).Parameters.Vector, 1e-12, 1e-14);
        Numbers.Near((start + (-0.5 * 0.1 * 5 - 0.1 * 2)).Vector, OptimizerCases.Walk(new Sgd(0.1).WithLookahead(), start, 7, θ => θ.Filled(1)).Parameters.Vector, 1e-12, 1e-14);
    }

    [Fact]
    public void A_controller_of_the_rate_reaches_through_transformations_in_a_planned_run()
    {
        var rule = new ReduceOnPlateau(0.5, Patience: 0, Threshold: 0.5, Absolute: true);
        IOptimizer optimizer = new Adam(0.02).WithGroup(Biases, new Lamb(0.1)).WithDecoupledWeightDecay(0.02, 0.1).ClippedByGlobalNorm(0.5).WithEma(0.9);
        var trainer = TrainingCase.Trainer.With(optimizer: optimizer);
        var start = trainer.Initialize(TrainingCase.Key);
        var (state, rate) = (start, RateState.Start);
        for (int epoch = 0; epoch < 5; epoch++)
        {
            var steps = trainer.With(optimizer: optimizer.WithRateTimes(rate.Factor)).Run(state, TrainingCase.Points.Batches(TrainingCase.Eights, TrainingCase.Key.Fold("batches"), epoch)).ToList();
            (state, rate) = (steps[^1].State, rule.Next(rate, steps.Aggregate(Metrics.None, (sum, step) => sum.And(step.Metrics)).DataLoss));
        }
        var result = trainer.Fit(start, TrainingCase.Points, new FitPlan(5, TrainingCase.Eights, Rate: rule));
        Assert.Equal((null, rate), (result.Eager, result.Run.Rate));
        Assert.Equal(state, result.Run.Train);
        Assert.True(rate.Factor < 0.5, "the case must reduce more than once");
        Assert.Equal(new Sgd(new Constant(0.1).Times(0.5)).WithDecoupledWeightDecay(new Constant(0.2).Times(0.5), 0.1), new Sgd(0.1).WithDecoupledWeightDecay(0.2, 0.1).WithRateTimes(0.5));
        Assert.Throws<NNException>(() => new Rprop().WithEma().WithRateTimes(0.5));
    }

    [Fact]
    public void A_group_knows_of_no_other_block()
    {
        var (θ, g) = (Some<double>(1, 1), Some<double>(2, 1));
        var optimizer = new Sgd(0.1).WithGroup(Biases, new Adam(0.1).ClippedByGlobalNorm(0.01));
        var state = optimizer.Step(θ, g, optimizer.Start(θ)).State;
        Assert.Equal(["conv.bias", "wide.bias", "out.bias"], AdamState<double>.Of(state.Inner["group 0"].Inner["inner"]).Mean.Layout.Select(block => block.Path));
        Assert.Equal(0.1 * 0.01, state.Inner["group 0"].Inner["inner"]["mean"].Norm, 1e-12);
        Assert.Empty(state.Inner["rest"].Vectors);
    }

    [Fact]
    public void A_path_that_is_not_there_is_named()
    {
        var θ = Some<double>(1, 1);
        var optimizer = new Sgd(0.1).WithWeightDecay(0.1, BlockSelection.Under("encoder"));
        Assert.Equal("BlockSelection: there is no block \"encoder\" and none below it; there are conv.weight, conv.bias, wide.weight, wide.bias, out.weight, out.bias.",
            Assert.Throws<NNException>(() => optimizer.Step(θ, θ, optimizer.Start(θ))).Message);
    }

    [Fact]
    public void Transformations_are_equal_by_their_constants_and_print_the_same_under_every_culture()
    {
        Assert.Equal(new Adam(0.1).WithWeightDecay(0.1, BlockSelection.Under("a", "b")), new Adam(0.1).WithWeightDecay(0.1, BlockSelection.Under("a", "b")));
        Assert.NotEqual(new Adam(0.1).WithWeightDecay(0.1, BlockSelection.Weights), new Adam(0.1).WithWeightDecay(0.1));
        Assert.Equal(new Sgd(0.1).WithGroup(Biases, new Adam(0.1)), new Sgd(0.1).WithGroup(Biases, new Adam(0.1)));
        Assert.Equal("ClipByGlobalNorm(WeightDecay(Sgd(0.1), 0.5, all but Bias), 1.5, 0)", Cultures.Under("de-DE", () => $"{new Sgd(0.1).WithWeightDecay(0.5, Biases.Inverse()).ClippedByGlobalNorm(1.5)}"));
    }

    [Fact]
    public void The_weights_of_every_unit_are_bounded_and_keep_their_direction()
    {
        var network = new Network([3], new Dense(4), new Reshape([1, 2, 2]), new Conv2D(2, 2));
        var θ = Some<double>(1, 3, network);
        var bounded = new Sgd(0).WithMaxNorm(0.5);
        var next = bounded.Step(θ, θ.Zero, bounded.Start(θ)).Parameters;
        foreach (var (w, was) in new[] { (next["0.weight"].Transpose(), θ["0.weight"].Transpose()), (next["2.weight"].Reshape(2, 4), θ["2.weight"].Reshape(2, 4)) })
            for (int unit = 0; unit < w.Shape[0]; unit++)
            {
                double norm = Math.Sqrt((w.At(unit) * w.At(unit)).Sum().ToScalar()), before = Math.Sqrt((was.At(unit) * was.At(unit)).Sum().ToScalar());
                Assert.Equal(Math.Min(0.5, before), norm, 1e-12);
                Assert.Equal(before * norm, (w.At(unit) * was.At(unit)).Sum().ToScalar(), 1e-12);
            }
        Assert.Equal(θ["0.bias"], next["0.bias"]);
        Assert.Equal("MaxNorm: the limit must be positive, got 0.", Assert.Throws<NNException>(() => new Sgd(0.1).WithMaxNorm(0)).Message);
    }
}
