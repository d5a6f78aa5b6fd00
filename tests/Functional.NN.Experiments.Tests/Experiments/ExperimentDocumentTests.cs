namespace Functional.NN.Experiments.Tests.Experiments;

public class ExperimentDocumentTests
{
    private static ExperimentDocument Large => ExperimentDocument.Parse(Files.Large, "large.json");

    private static ExperimentDocument Small => ExperimentDocument.Parse(Files.Small, "small.json");

    [Fact]
    public void A_document_with_nothing_changed_says_the_experiment_of_its_file() => Assert.Equal(Files.InCode, Large.ToExperiment());

    [Fact]
    public void Any_field_can_be_set_by_its_path()
    {
        Assert.Equal(7ul, Small.With("seed", "7").ToExperiment().Seed);
        Assert.Equal(new Sgd(0.5), Small.With("optimizer.learningRate", "0.5").ToExperiment().Optimizer);
        Assert.Equal(new Sgd(new CosineDecay(1, 10)), Small.With("optimizer.learningRate", """{"type":"CosineDecay","initial":1,"steps":10}""").ToExperiment().Optimizer);
        Assert.Equal(new Adam(0.1), Small.With("optimizer", """{"type":"Adam","learningRate":0.1}""").ToExperiment().Optimizer);
        Assert.Equal("cosine", Small.With("schedule", "cosine").ToExperiment().Schedule);
        Assert.Equal(new Network([2], new Flatten(), new Dense(2)), Small.With("network", """{"layers":["Flatten",{"type":"Dense","units":"$outputs"}]}""").ToExperiment().Network);
        Assert.Equal(new EarlyStopping(9), Small.With("training.earlyStopping.patience", "9").ToExperiment().Training.EarlyStopping);
        Assert.Equal(50, Small.With("data.limit", "50").ToExperiment().Data.Limit);
        Assert.Equal(new SoftmaxCrossEntropy(0.2), ((Supervised)Small.With("objective.loss.labelSmoothing", "0.2").ToExperiment().Objective).Loss);
        Assert.Equal(Objective.Supervised(new Huber()).With(metrics: []), Small.With("objective.loss", "Huber").ToExperiment().Objective);
    }

    [Fact]
    public void So_can_layers_by_their_place_repetitions_and_parameters()
    {
        var changed = Large.With("network.layers[0].filters", "3").With("network.layers[3].layers[0].bias", "false").With("network.layers[3].repeat", "1").With("parameters.width", "5").With("data.augmentation.all[1].vertical", "0.5").ToExperiment();
        Assert.Equal(new Conv2D(3, 5, Stride: 2, Padding: ImagePadding.Same).Named("conv"), changed.Network.Body.Layers[0]);
        Assert.Equal(new Dense(5, Bias: false).Named("hidden1"), changed.Network.Body.Layers[3]);
        Assert.Equal(8, changed.Network.Body.Layers.Length);
        Assert.Equal(new Augmentations(new RandomAffine(10), new RandomFlip(Vertical: 0.5)), changed.Data.Augmentation);
    }

    [Fact]
    public void The_document_it_is_made_from_stays()
    {
        var document = Small;
        document.With("seed", "9");
        Assert.Equal(1ul, document.ToExperiment().Seed);
        Assert.Equal(document.ToExperiment(), ExperimentFile.Parse(document.ToJson()));
    }

    [Theory]
    [InlineData("optimizer.learnigRate", "small.json: optimizer.learnigRate: at optimizer there is no field \"learnigRate\" (did you mean \"learningRate\"?); there are type, learningRate.")]
    [InlineData("optimiser.learningRate", "small.json: optimiser.learningRate: there is no field \"optimiser\" (did you mean \"optimizer\"?); there are name, data,")]
    [InlineData("training.epoch", "small.json: training.epoch: at training there is no field \"epoch\" (did you mean \"epochs\"?)")]
    [InlineData("parameters.width", "small.json: parameters.width: at parameters nothing stands there, which has no fields; give the whole value.")]
    [InlineData("sweep.axes", "small.json: sweep.axes: there is no field \"sweep\"")]
    [InlineData("network.layers[0].units", "small.json: network.layers[0].units: at network \"mlp:4\" stands there, which has no fields; give the whole value.")]
    [InlineData("controller.patience", "small.json: controller.patience: at controller nothing stands there, which has no fields; give the whole value.")]
    [InlineData("seed.x", "small.json: seed.x: at seed nothing stands there, which has no fields; give the whole value.")]
    [InlineData("", "small.json: \"\" names no place")]
    [InlineData("a..b", "small.json: \"a..b\" names no place")]
    [InlineData("layers[x]", "small.json: \"layers[x]\" names no place")]
    [InlineData("[0]", "small.json: \"[0]\" names no place")]
    public void A_path_that_leads_nowhere_is_refused_with_the_nearest_right_name(string path, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<DataException>(() => Small.With(path, "1")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("parameters.widht", "large.json: parameters.widht: at parameters there is no field \"widht\" (did you mean \"width\"?); there are width, depth, activation, slope.")]
    [InlineData("network.layers[9].units", "large.json: network.layers[9].units: at network.layers the list has 5 items, counted from 0, and none at 9.")]
    [InlineData("network.layers[0][1]", "large.json: network.layers[0][1]: at network.layers[0] there is no list.")]
    [InlineData("network.layers[3].layers[1].negativeSlope", "large.json: network.layers[3].layers[1].negativeSlope: at network.layers[3].layers[1] \"$activation\" stands there; set parameters.activation.")]
    [InlineData("network.layers[3].times", "large.json: network.layers[3].times: at network.layers[3] there is no field \"times\"; there are repeat, layers.")]
    [InlineData("optimizer.groups[0].optimizer.rate", "large.json: optimizer.groups[0].optimizer.rate: at optimizer.groups[0].optimizer there is no field \"rate\"; there are type, learningRate.")]
    [InlineData("parameters.activation.slope", "large.json: parameters.activation.slope: at parameters.activation there is no field \"slope\"; there are type, negativeSlope, name.")]
    public void So_is_one_inside_lists_repetitions_and_parameters(string path, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<DataException>(() => Large.With(path, "1")).Message);

    [Fact]
    public void A_value_that_is_wrong_is_said_with_the_path_it_was_given_for()
    {
        Assert.Equal("training.epochs=abc: \"epochs\" of TrainingDescription must be a whole number, got \"abc\".", Assert.Throws<DataException>(() => Small.With("training.epochs", "abc").ToExperiment()).Message);
        Assert.StartsWith("optimizer={\"type\"}: this is not JSON: ", Assert.Throws<DataException>(() => Small.With("optimizer", "{\"type\"}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_varied_stands_apart_with_its_places()
    {
        Assert.True(Large.HasSweep);
        Assert.False(Small.HasSweep);
        Assert.Equal("large.json, line 23, column 12", Large.Sweep!.Place.ToString());
    }
}
