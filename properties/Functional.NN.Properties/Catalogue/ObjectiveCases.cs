namespace Functional.NN.Properties.Catalogue;

/// <summary>The objectives of the catalogue.</summary>
internal static class ObjectiveCases
{
    private const int Count = PlannedRun.Count;

    private static readonly RandomKey Key = RandomKey.FromSeed(13);

    private static readonly Network Heads = new([3], new Dense(4), new Tanh(), new Branch(new Dense(3).Named("class"), new Dense(2).Named("place")));

    private static readonly Network Classifier = new([3], new Dense(4), new Tanh(), new Dense(3));

    private static readonly Tensor<double> Inputs = Key.Normal<double>([Count, 3]), Classes = Tensor.Of(Shape.Of(Count), Key.Fold("classes").Integers(Count, 3).Select(i => (double)i)),
        Places = Key.Fold("places").Normal<double>([Count, 2]), Weights = Key.Fold("weights").Uniform<double>([Count], 0.5, 2);

    private static readonly HeadTask[] Tasks = [new("class", new SoftmaxCrossEntropy(), []), new("place", new MeanSquaredError(), [2], 0.3)];

    public static ObjectiveCase[] All { get; } =
    [
        new("supervised", Of(Classifier, Objective.Supervised(new SoftmaxCrossEntropy(), new L2(0.1)), Classes)),
        new("several tasks", Of(Heads, Objective.MultiTask(Tasks, new L2(0.1)), Joined(Classes, Places))),
        new("several tasks with unlabelled samples", Of(Heads, Objective.MultiTask(Tasks), Joined(Without(Classes, 3), Without(Places, 2)))),
        new("several tasks with unlabelled and weighed samples", Of(Heads, Objective.MultiTask(Tasks), Joined(Without(Classes, 3), Places)) with { Weights = Weights }),
        new("labels of the network's own", Of(Classifier, new PseudoLabels(0.7, 0.4, new L2(0.1)), Without(Classes, 2))),
        new("labels of the network's own, weighed", Of(Classifier, new PseudoLabels(0.7, 0.4), Without(Classes, 2)) with { Weights = Weights }),
        new("signs of gradients", Of(Classifier, new AdversarialTraining(Cross, new FastGradientSign(0.1)), Classes)),
        new("signs of gradients within bounds, weighed", Of(Classifier, new AdversarialTraining(Cross, new FastGradientSign(0.1, -1, 1), 0.3), Classes) with { Weights = Weights }),
        new("projected gradients", Of(Classifier, new AdversarialTraining(Cross, new ProjectedGradient(0.2, 0.1, 3), 0), Classes)),
    ];

    private static Supervised Cross => Objective.Supervised(new SoftmaxCrossEntropy(), new L2(0.1));

    private static PlannedRun Of(Network network, IObjective objective, Tensor<double> targets) => new(network, objective, new Sgd(0.01), Inputs, targets);

    private static Tensor<double> Joined(Tensor<double> classes, Tensor<double> places) => Tensor.Concat(1, classes.Reshape(Count, 1), places);

    /// <summary>Every so many samples have no target.</summary>
    private static Tensor<double> Without(Tensor<double> targets, int every) => Tensor.Generate(targets.Shape, i => i / targets.Shape.Sample.Size % every == 0 ? double.NaN : targets.AsSpan()[i]);
}
