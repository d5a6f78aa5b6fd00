using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Objectives;

public sealed class MultiTaskTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly Tensor<double> X = Numbers.Some<double>([6, 3], 1), Places = Numbers.Some<double>([6, 2], 2), Classes = Tensor.Vector(0.0, 2, 1, 1, 0, 2);

    private static readonly Network Trunk = new([3], new Dense(4), new Tanh());

    private static readonly Network Heads = Trunk.Append(new Branch(new Dense(3).Named("class"), new Dense(2).Named("place")).Named("heads"));

    private static readonly HeadTask OfClass = new("class", new SoftmaxCrossEntropy(), []), OfPlace = new("heads.place", new MeanSquaredError(), [2], 0.25);

    private static Gradients<double> Gradient(IObjective objective, Network network, Tensor<double> targets) =>
        new Trainer<double>(network, objective, new Sgd(0)).Gradient(Model<double>.Initialize(network, Key), new Batch<double>(X, targets));

    private static Tensor<double> Both(Tensor<double> classes, Tensor<double> places) => Tensor.Concat(1, classes.Reshape(6, 1), places);

    [Fact]
    public void The_loss_is_the_weighed_sum_of_the_heads_losses()
    {
        var network = Heads;
        var outputs = Model<double>.Initialize(network, Key).Heads(X);
        double classes = new SoftmaxCrossEntropy().Mean(Var.Of(outputs["heads.class"]), Var.Of(Classes)).Value<double>().ToScalar();
        double places = new MeanSquaredError().Mean(Var.Of(outputs["heads.place"]), Var.Of(Places)).Value<double>().ToScalar();
        var metrics = Gradient(Objective.MultiTask([OfClass, OfPlace], new L2(0.1)), network, Both(Classes, Places)).Metrics;
        Assert.Equal(classes + 0.25 * places, metrics.DataLoss, 1e-15);
        Assert.True(metrics.Penalty > 0);
        Assert.Equal(["class.accuracy"], metrics.Values.Keys);
    }

    [Fact]
    public void A_sample_without_a_target_takes_part_in_the_other_tasks_only()
    {
        Tensor<double> some = Tensor.Vector(0.0, double.NaN, 1, double.NaN, 0, 2);
        var all = Gradient(Objective.MultiTask([OfClass, OfPlace]), Heads, Both(some, Places)).Gradient;
        var places = Gradient(Objective.MultiTask([OfClass.With(weight: 0), OfPlace]), Heads, Both(some, Places)).Gradient;
        int[] labelled = [0, 2, 4, 5];
        var classes = new Trainer<double>(Heads, Objective.MultiTask([OfClass]), new Sgd(0)).Gradient(Model<double>.Initialize(Heads, Key), new Batch<double>(X.Gather(labelled), some.Gather(labelled).Reshape(4, 1))).Gradient;
        Numbers.Near((places + classes).Vector, all.Vector, 1e-13, 1e-15);
    }

    [Fact]
    public void A_task_without_a_labelled_sample_contributes_nothing()
    {
        var without = Gradient(Objective.MultiTask([OfClass, OfPlace]), Heads, Both(Tensor.Full(Shape.Of(6), double.NaN), Places));
        var alone = Gradient(Objective.MultiTask([OfClass.With(weight: 0), OfPlace]), Heads, Both(Classes, Places));
        Assert.Equal(alone.Metrics.Loss, without.Metrics.Loss);
        Assert.Equal(alone.Gradient["0.weight"], without.Gradient["0.weight"]);
        Assert.All(without.Gradient["heads.class.weight"].ToArray(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void Wrong_heads_and_targets_are_named()
    {
        string Sentence(HeadTask task, Tensor<double> targets) => Assert.ThrowsAny<NNException>(() => Gradient(Objective.MultiTask([task]), Heads, targets)).Message;
        Assert.Equal("MultiTask: no head is called \"box\"; there are heads.class, heads.place.", Sentence(OfClass.With(head: "box"), Classes));
        Assert.Equal("MultiTask: the tasks' targets are 1 numbers a sample, the data's 2. Join the targets of several datasets with AndTargets.", Sentence(OfClass, Places));
    }

    [Fact]
    public void Targets_of_several_datasets_stand_side_by_side()
    {
        var joined = Dataset.FromTensors(X, Classes, classes: 3).AndTargets(Dataset.FromTensors(X, Places)).Subset([4, 1]);
        Assert.Equal(Both(Classes, Places).Gather([4, 1]), joined.All().Targets);
        Assert.Equal(Both(Classes, Places).Gather([1]), joined.ReadTargets([1]));
        Assert.Equal("Dataset.AndTargets: the targets of as many samples are needed; this dataset has 2 samples, the other 6.",
            Assert.Throws<DataException>(() => joined.AndTargets(Dataset.FromTensors(X, Places))).Message);
    }
}
