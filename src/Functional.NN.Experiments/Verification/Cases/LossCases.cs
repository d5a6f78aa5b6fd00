namespace Functional.NN.Experiments.Verification;

/// <summary>Every loss of the catalogue.</summary>
internal static class LossCases
{
    private static readonly Tensor<double> TwoClasses = Tensor.Vector(0.5, 2.0), ThreeClasses = Tensor.Vector(0.5, 2, 1.25);

    public static LossCase[] All { get; } =
    [
        .. new ILoss[] { new MeanSquaredError(), new SquaredError(), new HalfSquaredError(), new MeanAbsoluteError(), new Huber(), new Huber(0.3), new SmoothL1(), new SmoothL1(0.25), new ZeroOneTolerance(0.5) }
            .Select(loss => new LossCase(loss, [3], Numbers(3)) { TargetsFor = shape => Numbers([.. shape]) }),
        .. new ILoss[] { new Hinge(), new Hinge(0.5), new SquaredHinge(), new SquaredHinge(0.5), new PerceptronLoss(), new ZeroOne(Separately: true) }.Select(loss => new LossCase(loss, [2], Signs(2)) { TargetsFor = shape => Signs([.. shape]) }),
        .. new ILoss[]
        {
            new SoftmaxCrossEntropy(), new SoftmaxCrossEntropy(0.1), new SoftmaxCrossEntropy(0, ThreeClasses), new SoftmaxCrossEntropy(0.1, ThreeClasses, IgnoreIndex: 1), new SoftmaxFocal(), new SoftmaxFocal(0.5, ThreeClasses, IgnoreIndex: 0),
            new MultiMargin(), new MultiMargin(2, 0.5, ThreeClasses), new MultiMargin(IgnoreIndex: 2), new ZeroOne(IgnoreIndex: 1),
        }.Select(loss => new LossCase(loss, [3], Indices(3)) { TargetsFor = shape => Indices(shape[0]) }),
        .. new ILoss[] { new SoftmaxCrossEntropy(), new SoftmaxCrossEntropy(0.1, ThreeClasses), new SoftmaxFocal(3), new ZeroOne() }.Select(loss => new LossCase(loss, [3], Shares(3)) { TargetsFor = shape => Shares(shape[0]) }),
        .. new ILoss[] { new CrossEntropyOfProbabilities(), new CrossEntropyOfProbabilities(-20, ThreeClasses, IgnoreIndex: 1) }.Select(loss => new LossCase(loss, [3], Indices(3)) { TargetsFor = shape => Indices(shape[0]), Output = new Softmax() }),
        .. new ILoss[] { new NegativeLogLikelihood(), new NegativeLogLikelihood(ThreeClasses, IgnoreIndex: 2) }.Select(loss => new LossCase(loss, [3], Indices(3)) { TargetsFor = shape => Indices(shape[0]), Output = new LogSoftmax() }),
        new(new CrossEntropyOfProbabilities(), [3], Shares(3)) { TargetsFor = shape => Shares(shape[0]), Output = new Softmax() },
        new(new NegativeLogLikelihood(), [3], Shares(3)) { TargetsFor = shape => Shares(shape[0]), Output = new LogSoftmax() },
        new(new KullbackLeibler(), [3], Shares(3)) { TargetsFor = shape => Shares(shape[0]), Output = new LogSoftmax() },
        new(new KullbackLeibler(LogTarget: true), [3], (key, samples) => Shares(3)(key, samples).Map(Math.Log)) { Output = new LogSoftmax() },
        new(new SoftmaxCrossEntropy(), [2, 3], Positions(3, 2)) { TargetsFor = shape => Positions(shape[1], shape[0]) },
        new(new SoftmaxCrossEntropy(0.1, TwoClasses, IgnoreIndex: 0, ClassAxis: 1), [2, 3], Positions(2, 3)),
        new(new SoftmaxFocal(ClassAxis: 1), [2, 3], Positions(2, 3)) { TargetsFor = shape => Positions(shape[0], shape[1]) },
        new(new MultiMargin(ClassAxis: 1), [2, 3], Positions(2, 3)) { TargetsFor = shape => Positions(shape[0], shape[1]) },
        .. new ILoss[] { new SigmoidCrossEntropy(), new SigmoidCrossEntropy(TwoClasses), new SigmoidFocal(), new SigmoidFocal(0.5, null) }.Select(loss => new LossCase(loss, [2], Bits(2)) { TargetsFor = shape => Bits([.. shape]) }),
        new(new BinaryCrossEntropyOfProbabilities(), [2], Bits(2)) { TargetsFor = shape => Bits([.. shape]), Output = new Sigmoid() },
        new(new PoissonNegativeLogLikelihood(), [2], Counts(2)) { TargetsFor = shape => Counts([.. shape]) },
        new(new PoissonNegativeLogLikelihood(Full: true), [2], Counts(2)) { TargetsFor = shape => Counts([.. shape]) },
        new(new PoissonNegativeLogLikelihood(LogRate: false), [2], Counts(2)) { TargetsFor = shape => Counts([.. shape]), Output = new Softplus() },
        new(new GaussianNegativeLogLikelihood(), [4], Numbers(2)) { Output = new Softplus() },
        new(new GaussianNegativeLogLikelihood(Full: true, 0.1), [2, 2], Numbers(2, 1)) { Output = new Softplus() },
        new(new CosineEmbedding(), [2, 3], Signs()) { TargetsFor = _ => Signs() },
        new(new CosineEmbedding(0.2), [2, 3], Signs()) { TargetsFor = _ => Signs() },
        .. new ILoss[] { new TripletMargin(), new TripletMargin(2, 1), new TripletMargin(0.5, 3, 1e-3), new TripletMargin(Swap: true) }.Select(loss => new LossCase(loss, [3, 4], Numbers()) { TargetsFor = _ => Numbers() }),
        new(new LinearGaussian().Loss, [3], Numbers(3)) { TargetsFor = shape => Numbers([.. shape]) },
        new(new LinearGaussian(0.3).Loss, [2, 2], Numbers(2, 2)) { TargetsFor = shape => Numbers([.. shape]) },
        new(new HeteroscedasticGaussian().Loss, [4], Numbers(2)),
        new(new GaussianMixture(1).Loss, [4], Numbers(2)),
        new(new GaussianMixture(3).Loss, [9], Numbers(1)),
        new(new SigmoidBernoulli().Loss, [3], Bits(3)) { TargetsFor = shape => Bits([.. shape]) },
        new(new SoftmaxCategorical().Loss, [3], Indices(3)) { TargetsFor = shape => Indices(shape[0]) },
        new(new MaximumAPosterioriDistance(), [3], Indices(3)) { TargetsFor = shape => Indices(shape[0]) },
        new(new MaximumAPosterioriDistance(0.5), [3], Shares(3)) { TargetsFor = shape => Shares(shape[0]) },
        new(new MaximumAPosterioriDistance(1, ThreeClasses, IgnoreIndex: 1), [3], Indices(3)),
        new(new MaximumAPosterioriDistance(ClassAxis: 1), [2, 3], Positions(2, 3)) { TargetsFor = shape => Positions(shape[0], shape[1]) },
        new(Loss.From("distance", (p, t) => Var.Sqrt((p - t) * (p - t) + 1).Sum(1)), [2], Numbers(2)),
    ];

    /// <summary>Normal numbers.</summary>
    public static Func<RandomKey, int, Tensor<double>> Numbers(params int[] shape) => (key, samples) => key.Normal<double>(Shape.Of([samples, .. shape]));

    /// <summary>Whole numbers from 0 to 4.</summary>
    public static Func<RandomKey, int, Tensor<double>> Counts(params int[] shape) => (key, samples) => Tensor.Of(Shape.Of([samples, .. shape]), key.Integers(samples * Shape.Of(shape).Size, 5).Select(i => (double)i));

    /// <summary>−1 or +1.</summary>
    public static Func<RandomKey, int, Tensor<double>> Signs(params int[] shape) => (key, samples) => Bits(shape)(key, samples) * 2 - 1;

    /// <summary>0 or 1.</summary>
    public static Func<RandomKey, int, Tensor<double>> Bits(params int[] shape) => (key, samples) => key.Bernoulli<double>(Shape.Of([samples, .. shape]), 0.5);

    /// <summary>A class index a sample.</summary>
    public static Func<RandomKey, int, Tensor<double>> Indices(int classes) => (key, samples) => Tensor.Of(Shape.Of(samples), key.Integers(samples, classes).Select(i => (double)i));

    /// <summary>A class index for each of so many positions of a sample.</summary>
    public static Func<RandomKey, int, Tensor<double>> Positions(int classes, int positions) => (key, samples) => Indices(classes)(key, samples * positions).Reshape(samples, positions);

    /// <summary>Probabilities of the classes.</summary>
    public static Func<RandomKey, int, Tensor<double>> Shares(int classes) => (key, samples) =>
    {
        var raw = key.Uniform<double>(Shape.Of(samples, classes), 0.1, 0.9);
        return raw / raw.Sum(1).Reshape(samples, 1);
    };
}
