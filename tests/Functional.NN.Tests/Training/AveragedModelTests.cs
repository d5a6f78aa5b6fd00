using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Training;

/// <summary>Models with the mean of several θ, and the statistics of their batch normalisation; sharpness-aware steps.</summary>
public sealed class AveragedModelTests
{
    private static readonly Network Net = new([2, 3, 3], new BatchNorm().Named("first"), new Conv2D(3, 2), new Dropout(0.3), new Residual(new BatchNorm(0.3).Named("second"), new Tanh()), new Flatten(), new Dense(2));

    private static readonly Dataset<float> Data = Dataset.FromTensors(Numbers.Some<float>([20, 2, 3, 3], 1) * 3 + 1f, Tensor.Generate([20], i => (float)(i % 2)), classes: 2);

    [Fact]
    public void Running_values_are_estimated_anew_as_the_mean_of_those_of_the_batches()
    {
        var model = Model<float>.Initialize(Net, RandomKey.FromSeed(1));
        var again = BatchNormStatistics.Reestimate(model, Data, batchSize: 8);
        Assert.Equal(model.Parameters, again.Parameters);
        var parts = new[] { Data.All().Inputs.Slice(0, 0, 8), Data.All().Inputs.Slice(0, 8, 8) };
        for (int channel = 0; channel < 2; channel++)
        {
            double[][] values = [.. parts.Select(part => Enumerable.Range(0, 8 * 9).Select(i => (double)part[i / 9, channel, i % 9 / 3, i % 3]).ToArray())];
            Assert.Equal(values.Average(v => v.Average()), again.State["first.running_mean"][channel], 1e-5);
            Assert.Equal(values.Average(v => v.Sum(x => (x - v.Average()) * (x - v.Average())) / (v.Length - 1)), again.State["first.running_var"][channel], 1e-4);
        }
    }

    [Fact]
    public void Whatever_the_momentum_one_batch_of_all_gives_what_training_normalised_by()
    {
        var network = new Network([3], new Dense(4).Named("in"), new BatchNorm(0.01, Affine: false).Named("norm"));
        var data = Dataset.FromTensors(Numbers.Some<double>([30, 3], 1), Numbers.Some<double>([30, 1], 2));
        var model = BatchNormStatistics.Reestimate(Model<double>.Initialize(network, RandomKey.FromSeed(2)), data);
        var normalised = model.Predict(data.All().Inputs);
        for (int unit = 0; unit < 4; unit++)
        {
            double[] column = [.. Enumerable.Range(0, 30).Select(i => normalised[i, unit])];
            Assert.Equal(0, column.Average(), 1e-9);
            Assert.Equal(1, column.Sum(x => x * x) / 29, 1e-3);
        }
    }

    [Fact]
    public void A_model_without_running_values_stays_as_it_is()
    {
        var model = Model<float>.Initialize(new Network([2, 3, 3], new Flatten(), new Dense(2)), RandomKey.FromSeed(1));
        Assert.Same(model, BatchNormStatistics.Reestimate(model, Data));
    }

    [Fact]
    public void An_averaged_model_takes_its_theta_from_the_state()
    {
        var trainer = new Trainer<float>(Net, new SoftmaxCrossEntropy(), new Adam(0.01).WithSwa(4).ClippedByGlobalNorm(1));
        var end = trainer.Fit(trainer.Initialize(RandomKey.FromSeed(3)), Data, new FitPlan(4, new Batching(5))).Run.Train;
        var averaged = BatchNormStatistics.Reestimate(end.Model.With(ParameterAverage.Of(end.Optimizer)), Data);
        Assert.NotEqual(end.Model.Parameters, averaged.Parameters);
        Assert.NotEqual(end.Model.State, averaged.State);
        Assert.True(double.IsFinite(trainer.Evaluate(averaged, Data).Loss));
        Assert.Equal("OptimizerState: the optimizer has no average of θ in it.", Assert.Throws<NNException>(() => ParameterAverage.Of(new OptimizerState<float>(0))).Message);
    }

    // J = ½Σ(θ − t)² has the gradient θ − t, and at θ + ρg/‖g‖ it is g(1 + ρ/‖g‖).
    [Fact]
    public void A_sharpness_aware_step_goes_by_the_gradient_uphill()
    {
        var network = new Network([1], new Dense(2, Bias: false, Initializer: new ConstantValue(0)));
        var batch = new Batch<double>(Tensor.Of<double>([1, 1], 1), Tensor.Of<double>([1, 2], 3, -4));
        var trainer = new Trainer<double>(network, new HalfSquaredError(), new Sgd(0.1).SharpnessAware(0.5));
        var (state, metrics) = trainer.Step(trainer.Initialize(default), batch);
        Numbers.Near(Tensor.Vector(0.1 * 3 * 1.1, -0.1 * 4 * 1.1), state.Parameters.Vector, 1e-12, 1e-14);
        Assert.Equal((12.5, 5.0), (metrics.Loss, metrics.GradientNorm));
    }

    [Fact]
    public void A_radius_of_zero_is_the_inner_optimizer()
    {
        TrainState<float> After(IMinimizer optimizer) => new Trainer<float>(Net, Objective.Supervised(new SoftmaxCrossEntropy()), optimizer) is var trainer
            ? trainer.Fit(trainer.Initialize(RandomKey.FromSeed(3)), Data, new FitPlan(3, new Batching(5))).Run.Train : throw new InvalidOperationException();
        var (bare, around, sharp) = (After(new Adam(0.01)), After(new Adam(0.01).SharpnessAware(0)), After(new Adam(0.01).SharpnessAware(0.1)));
        Assert.Equal((bare.Parameters, bare.Model.State, bare.Optimizer), (around.Parameters, around.Model.State, around.Optimizer.Inner["inner"]));
        Assert.NotEqual(bare.Parameters, sharp.Parameters);
    }
}
