using System.Collections.Immutable;

namespace Functional.NN.Properties.Contract;

/// <summary>Something small to train on: a network, and objectives, augmentations and targets that suit it.</summary>
/// <param name="Network">what is trained</param>
/// <param name="Objectives">what may be made smaller</param>
/// <param name="Augmentations">what may be done to its batches</param>
/// <param name="Targets">of so many samples, from a key</param>
/// <param name="IsMasked">whether samples are sequences of which only the first steps count</param>
internal sealed record RunTask(Network Network, ImmutableArray<IObjective> Objectives, ImmutableArray<IAugmentation> Augmentations, Func<int, RandomKey, Tensor<double>> Targets, bool IsMasked = false)
{
    private static readonly Supervised Cross = Objective.Supervised(new SoftmaxCrossEntropy(0.1), new L2(0.01));

    private static readonly HeadTask[] Heads = [new("class", new SoftmaxCrossEntropy(), []), new("place", new MeanSquaredError(), [2], 0.3)];

    /// <summary>Images with a class.</summary>
    public static RunTask Images { get; } = new(new Network([2, 6, 6], new Conv2D(4, 3), new BatchNorm(), new Relu(), new MaxPool2D(2), new Flatten(), new Dropout(0.2), new Dense(3)),
        [Cross, new AdversarialTraining(Cross, new FastGradientSign(0.1, -1, 1), 0.3), Objective.Supervised(new SoftmaxCrossEntropy(), new L1(0.001))],
        [new RandomFlip(0.5, 0.5), new CutOut(3), new RandomAffine(20, 0.1, 0.1, 5), new ElasticDistortion(3, 2), new Augmentations(new RandomFlip(), new CutOut(2))], Classes);

    /// <summary>Vectors with a class, of which some are not known where the objective can do without.</summary>
    public static RunTask Vectors { get; } = new(new Network([5], new Dense(7), new LayerNorm(), new Tanh(), new Dropout(0.3), new Dense(3)),
        [Cross, new PseudoLabels(0.7, 0.4, new L2(0.1)), new AdversarialTraining(Cross, new ProjectedGradient(0.2, 0.1, 2), 0)], [], Classes);

    /// <summary>Sequences with a class.</summary>
    public static RunTask Sequences { get; } = new(new Network([4, 3], new Gru(5, ReturnSequence: true), new Lstm(4), new Dense(3)), [Cross], [], Classes, IsMasked: true);

    /// <summary>A class and a place of each sample, by two heads.</summary>
    public static RunTask Tasks { get; } = new(new Network([4], new Dense(5), new Tanh(), new Branch(new Dense(3).Named("class"), new Dense(2).Named("place"))),
        [Objective.MultiTask(Heads, new L2(0.1)), Objective.MultiTask(Heads)], [], (n, key) => Tensor.Concat(1, Classes(n, key).Reshape(n, 1), key.Fold("places").Normal<double>([n, 2])));

    /// <summary>Numbers, with objectives that are sums of squares, and mixing of samples.</summary>
    public static RunTask Numbers { get; } = new(new Network([3], new Dense(5), new Sigmoid(), new Dense(2)),
        [Objective.Supervised(new MeanSquaredError()), Objective.Supervised(new HalfSquaredError(), new L2(0.01))], [new MixUp(0.4)], (n, key) => key.Normal<double>([n, 2]));

    private static Tensor<double> Classes(int n, RandomKey key) => Tensor.Of(Shape.Of(n), key.Integers(n, 3).Select(i => (double)i));
}
