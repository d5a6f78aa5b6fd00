using System.Numerics;

namespace Functional.NN.Cli.Tests;

/// <summary>Small runs whose bits are kept: layers, losses, optimizers and data of every kind, some hundred million multiplications in all.</summary>
internal static class FixedRuns
{
    private static readonly RandomKey Key = RandomKey.FromSeed(20260101);

    /// <summary>A line for each run: its name, its precision, and <c>state sha256</c> of where it ends.</summary>
    public static IEnumerable<string> Hashes(int threads) => Hashes<float>("float", threads).Concat(Hashes<double>("double", threads));

    private static IEnumerable<string> Hashes<T>(string precision, int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var compute = new Compute(Backend.Managed, threads);
        yield return $"mlp {precision} {Hash(Perceptron<T>().With(compute: compute), Points<T>([100], 170, 10), new(5, new Batching(32)))}";
        yield return $"mlp-in-shards {precision} {Hash(Perceptron<T>().With(compute: compute, shards: 3), Points<T>([100], 170, 10), new(5, new Batching(32)))}";
        yield return $"lenet5 {precision} {Hash(LeNet5<T>().With(compute: compute), Points<T>([1, 28, 28], 50, 10), new(3, new Batching(20)))}";
        yield return $"batch-norm {precision} {Hash(Normalized<T>().With(compute: compute), Points<T>([2, 12, 12], 90, 5), new(5, new Batching(34)))}";
        yield return $"lstm {precision} {Hash(Recurrent<T>().With(compute: compute), Sequences<T>(70), new(5, new Batching(33)))}";
        yield return $"transformed {precision} {Hash(Transformed<T>().With(compute: compute), Points<T>([3, 6, 6], 70, 4), new(5, new Batching(32)))}";
        yield return $"transformed-in-shards {precision} {Hash(Transformed<T>().With(compute: compute, shards: 3), Points<T>([3, 6, 6], 70, 4), new(5, new Batching(32)))}";
        yield return $"lbfgs {precision} {Hash(Searching<T>(new Lbfgs(4)).With(compute: compute), Points<T>([6], 60, 3), new(4, new Batching(30)))}";
        yield return $"lbfgs-in-shards {precision} {Hash(Searching<T>(new Lbfgs(4)).With(compute: compute, shards: 3), Points<T>([6], 60, 3), new(4, new Batching(30)))}";
        yield return $"newton {precision} {Hash(Searching<T>(new Newton(NewtonCurvature.Absolute, 0.1)).With(compute: compute), Points<T>([6], 60, 3), new(3, new Batching(60)))}";
        yield return $"levenberg-marquardt {precision} {Hash(Curve<T>().With(compute: compute), Waves<T>(), new(6, new Batching(40)))}";
    }

    /// <summary>Every optimizer that has operations of its own, each with some blocks, within every transformation.</summary>
    private static Trainer<T> Transformed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var groups = new NAdam().WithGroup(BlockSelection.Under("conv"), new Lamb(0.01).Centralized().ClippedByNorm(0.5)).WithGroup(BlockSelection.Under("wide.weight"), new AmsGrad(0.002).WithRateFactor(0.5).Accumulated(2))
            .WithGroup(BlockSelection.Under("wide.bias"), new Rprop()).WithGroup(BlockSelection.Under("deep.weight"), new AdaMax()).WithGroup(BlockSelection.Under("deep.bias"), new Lion(0.001))
            .WithGroup(BlockSelection.Under("last.weight"), new RmsProp(0.001, Centered: true, Momentum: 0.9));
        var network = new Network([3, 6, 6], new Conv2D(8, 3).Named("conv"), new Relu(), new Flatten(), new Dense(160).Named("wide"), new Tanh(), new Dense(20).Named("deep"), new Tanh(), new Frozen(new Dense(12)), new Dense(4).Named("last"));
        return new(network, new SoftmaxCrossEntropy(), groups.WithLookahead(3).WithDecoupledWeightDecay(0.01, 0.1, BlockSelection.Weights).WithWeightDecay(0.001).ClippedByGlobalNorm(0.5).WithGradientNoise(0.001).ClippedByValue(0.1).SkippingNotFinite().WithEma(0.9, debiased: true));
    }

    private static Trainer<T> Searching<T>(IMinimizer method) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(new Network([6], new Dense(8), new Tanh(), new Dense(3)), Objective.Supervised(new SoftmaxCrossEntropy(), new L2(1e-3)), method);

    private static Trainer<T> Curve<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(new Network([1], new Dense(6), new Sigmoid(), new Dense(1)), Objective.Supervised(new MeanSquaredError(), new L2(1e-6)), new LevenbergMarquardt());

    private static Dataset<T> Waves<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => SyntheticData.SineRegression<T>(40, Key.Fold("waves"));

    private static Trainer<T> Perceptron<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(new Network([100], new Dense(64), new Relu(), new Dense(32), new Tanh(), new Dropout(0.1), new Dense(10)), Objective.Supervised(new SoftmaxCrossEntropy(0.05), new L2(1e-4)), new Adam(0.002));

    private static Trainer<T> LeNet5<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(Networks.LeNet5([1, 28, 28], 10), new SoftmaxCrossEntropy(), new Momentum(0.01));

    private static Trainer<T> Normalized<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        new Network([2, 12, 12], new Conv2D(8, 3, Padding: ImagePadding.Same, Bias: false), new BatchNorm(), new Relu(), new MaxPool2D(3, 2), new Conv2D(12, 3, 2, 1, Groups: 2), new BatchNorm(), new Gelu(),
            new AvgPool2D(2, 1), new Flatten(), new Dropout(0.2), new Dense(5)),
        Objective.Supervised(new SoftmaxCrossEntropy(), new L1(1e-4)), new AdamW(0.003));

    private static Trainer<T> Recurrent<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(new Network([7, 6], new Lstm(16, ReturnSequence: true), new Lstm(12, Reverse: true), new Dense(3), new Softplus()), new Huber(0.5), new RmsProp(0.002));

    private static Dataset<T> Points<T>(Shape sample, int count, int classes) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Dataset.FromTensors(Key.Fold("points").Normal<double>(sample.Prepend(count)).Cast<T>(), Key.Fold("labels").Integers(count, classes), classes);

    private static Dataset<T> Sequences<T>(int count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lengths = Key.Fold("lengths").Integers(count, 7);
        return Dataset.FromTensors(Key.Fold("sequences").Normal<double>([count, 7, 6]).Cast<T>(), Key.Fold("values").Uniform<double>([count, 3], 0, 2).Cast<T>(),
            mask: Tensor.Generate([count, 7], i => i % 7 <= lengths[i / 7] ? T.One : T.Zero), weights: Key.Fold("weights").Uniform<double>([count], 0.5, 1.5).Cast<T>());
    }

    private static string Hash<T>(Trainer<T> trainer, Dataset<T> data, FitPlan plan) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = trainer.Fit(trainer.Initialize(Key), data, plan);
        Assert.Equal((FitEnd.Completed, null), (result.End, result.Eager));
        return result.Run.Train.Sha256();
    }
}
