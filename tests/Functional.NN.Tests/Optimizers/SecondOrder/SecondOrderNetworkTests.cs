namespace Functional.NN.Tests.Optimizers.SecondOrder;

/// <summary>The methods train networks.</summary>
public sealed class SecondOrderNetworkTests
{
    private static readonly Batch<double> Xor = SyntheticData.Xor<double>().All();

    [Fact]
    public void Levenberg_Marquardt_learns_XOR_in_a_few_steps()
    {
        var trainer = new Trainer<double>(new Network([2], new Dense(3), new Tanh(), new Dense(1)), new MeanSquaredError(), new LevenbergMarquardt());
        var losses = trainer.Run(trainer.Initialize(RandomKey.FromSeed(1)), Enumerable.Repeat(Xor, 15)).Select(s => s.Metrics.Loss).ToList();
        Assert.True(losses[^1] < 1e-12, $"{losses[^1]}");
        Assert.True(losses.Zip(losses.Skip(1)).All(pair => pair.Second <= pair.First));
    }

    /// <summary>Hagan et al. 2014, chapter 11: g(p) = 1 + sin(iπp/4) with i = 4 over −2 ≤ p ≤ 2, by a network of one hidden layer with sigmoids, all samples in one batch.</summary>
    [Fact]
    public void Levenberg_Marquardt_approximates_Hagans_function()
    {
        var p = Tensor.Generate([41, 1], i => -2 + 0.1 * i);
        var g = p.Map(x => 1 + Math.Sin(4 * Math.PI / 4 * x));
        var trainer = new Trainer<double>(new Network([1], new Dense(10), new Sigmoid(), new Dense(1)), new MeanSquaredError(), new LevenbergMarquardt());
        var fitted = trainer.Fit(trainer.Initialize(RandomKey.FromSeed(1)), Dataset.FromTensors(p, g), new FitPlan(60, new Batching(41)));
        double loss = trainer.Evaluate(fitted.Model, Dataset.FromTensors(p, g)).Loss;
        Assert.True(loss < 1e-6, $"{loss}");
        Assert.Null(fitted.Eager);
    }

    public static TheoryData<string> Names => [.. Methods.Keys];

    private static readonly Dictionary<string, IMinimizer> Methods = new() { ["newton"] = new Newton(), ["cg"] = new ConjugateGradient(), ["bfgs"] = new Bfgs(), ["l-bfgs"] = new Lbfgs() };

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_learns_XOR_by_cross_entropy_from_one_batch(string name)
    {
        var trainer = new Trainer<double>(new Network([2], new Dense(4), new Tanh(), new Dense(1)), Objective.Supervised(new SigmoidCrossEntropy(), new L2(1e-5)), Methods[name]);
        var last = trainer.Run(trainer.Initialize(RandomKey.FromSeed(1)), Enumerable.Repeat(Xor, 80)).Last();
        Assert.True(last.Metrics.DataLoss < 0.02, $"{last.Metrics}");
    }

    [Fact]
    public void Limited_memory_trains_in_float_on_batches_under_the_plan()
    {
        var data = SyntheticData.TwoMoons<float>(200, RandomKey.FromSeed(3));
        var trainer = new Trainer<float>(new Network([2], new Dense(16), new Tanh(), new Dense(2)), new SoftmaxCrossEntropy(), new Lbfgs(5));
        var fitted = trainer.Fit(trainer.Initialize(RandomKey.FromSeed(4)), data, new FitPlan(30, new Batching(100)));
        Assert.Null(fitted.Eager);
        Assert.True(trainer.Evaluate(fitted.Model, data).Accuracy > 0.97);
    }

    [Fact]
    public void Least_squares_methods_refuse_what_is_no_sum_of_squares()
    {
        var trainer = new Trainer<double>(new Network([2], new Dense(1)), new SigmoidCrossEntropy(), new LevenbergMarquardt());
        Assert.StartsWith("Objective: SigmoidCrossEntropy", Assert.Throws<NNException>(() => trainer.Step(trainer.Initialize(default), Xor)).Message, StringComparison.Ordinal);
    }
}
