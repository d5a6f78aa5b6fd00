namespace Functional.NN.Experiments.Tests;

/// <summary>Things by name.</summary>
public sealed class CatalogueTests
{
    [Theory]
    [InlineData("adm", "adam")]
    [InlineData("Adam", "adam")]
    [InlineData("nestrov", "nesterov")]
    [InlineData("rms", "rmsprop")]
    [InlineData("xyz", null)]
    public void The_nearest_name_is_that_of_a_slip_or_none(string slip, string? meant) => Assert.Equal(meant, NearestName.Of(slip, NamedOptimizers.All.Names));

    [Fact]
    public void Every_name_of_a_kind_is_lower_case_and_there_once()
    {
        IEnumerable<string>[] kinds =
        [
            NamedData<float>.All.Names, NamedNetworks.All.Names, NamedOptimizers.All.Names, NamedLosses.All.Names, NamedActivations.All.Names, NamedSchedules.All.Names, NamedInitializers.All.Names,
        ];
        Assert.All(kinds.SelectMany(names => names), name => Assert.Matches("^[a-z][a-z0-9-]*$", name));
        Assert.All(kinds, names => Assert.Equal(names.Distinct(), names));
    }

    [Fact]
    public void Every_activation_has_a_name() =>
        Assert.Equal(typeof(Activation).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Activation))).Append(typeof(PRelu)).Select(t => t.Name).Order(StringComparer.Ordinal),
            NamedActivations.All.Entries.Select(entry => entry.Item.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_defaults_of_every_dataset_name_a_network_that_is_there() =>
        Assert.All(NamedData<float>.All.Entries, data => NamedNetworks.Find(data.Item.Defaults.Network, data.Item.Defaults.Network == "lenet5" ? [1, 28, 28] : [2], 10));

    [Fact]
    public void There_is_a_name_for_every_family_of_schedules_but_the_building_blocks()
    {
        string[] named = [.. NamedSchedules.All.Names.Select(name => NamedSchedules.Find(name, new(0.1, 10, 5)).GetType().Name)];
        string[] families = [.. typeof(Schedule).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Schedule))).Select(type => type.Name)];
        Assert.Equal(["Joined", "Multiple", "Piecewise"], families.Except(named).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_schedule_by_name_is_stretched_over_the_run()
    {
        var span = new ScheduleSpan(0.1, 20, 50);
        Assert.Equal(new CosineDecay(0.1, 1000), NamedSchedules.Find("cosine", span));
        Assert.Equal(new LinearDecay(0.1, 1000), NamedSchedules.Find("linear", span));
        Assert.Equal(new LinearDecay(0.1, 5000), NamedSchedules.Find("linear:100", span));
        Assert.Equal(new StepDecay(0.1, 500), NamedSchedules.Find("step", span));
        Assert.Equal(new MultiStepDecay(0.1, [500, 750]), NamedSchedules.Find("multistep", span));
        Assert.Equal(new MultiStepDecay(0.1, [150, 300]), NamedSchedules.Find("multistep:3-6", span));
        Assert.Equal(new InverseTimeDecay(0.1, 0.25, 50), NamedSchedules.Find("inverse-time:0.25", span));
        Assert.Equal(new WarmUp(100, new CosineDecay(0.1, 900)), NamedSchedules.Find("warm-up:2", span));
    }

    [Fact]
    public void Every_schedule_by_name_fits_a_run_of_one_step()
    {
        foreach (string name in NamedSchedules.All.Names) Assert.InRange(NamedSchedules.Find(name, new(0.1, 1, 1)).At(0), 0, 0.1);
    }

    [Fact]
    public void There_is_a_name_for_every_kind_of_initialiser_but_given_numbers()
    {
        string[] kinds = [.. typeof(IInitializer).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IInitializer))).Select(type => type.Name)];
        Assert.Equal(["ConstantValue", "Given"], kinds.Except(NamedInitializers.All.Entries.Select(entry => entry.Item.GetType().Name)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Networks_of_papers_are_found_by_name_or_say_what_they_take()
    {
        Assert.Equal(60_000, NamedNetworks.Find("lenet5-1998", [1, 28, 28], 10).Layout.Size);
        Assert.Equal(60_965_224, NamedNetworks.Find("alexnet", [3, 227, 227], 1000).Layout.Size);
        Assert.Equal(11, NamedNetworks.Find("adaline", [10], 1).Layout.Size);
        Assert.Equal("the network lenet5-1998 tells 10 digits apart, the data have 4 classes; take lenet5.", Assert.Throws<NNException>(() => NamedNetworks.Find("lenet5-1998", [1, 28, 28], 4)).Message);
        Assert.Equal("the network alexnet takes images 3×227×227, the data have 1×28×28; take lenet5.", Assert.Throws<NNException>(() => NamedNetworks.Find("alexnet", [1, 28, 28], 10)).Message);
    }

    [Fact]
    public void Where_the_smallest_output_is_the_answer_accuracy_counts_it()
    {
        var run = TrainingRun.Run(UsualExperiment.On(new("digits", Limit: 400), DataPlaces.Usual, "lenet5-1998", "map-distance", rate: 0.003) with { Training = new(12, 20) });
        Assert.True(run.Epochs[^1].Test.Accuracy > 0.6, $"{run.Epochs[^1].Test.Accuracy}");
    }

    [Fact]
    public void LeNet5_has_its_61706_parameters() => Assert.Equal(61706, NamedNetworks.Find("lenet5", [1, 28, 28], 10).Layout.Size);

    [Fact]
    public void The_perceptron_has_two_hidden_layers_unless_told()
    {
        Assert.Equal(784 * 256 + 256 + 256 * 128 + 128 + 128 * 10 + 10, NamedNetworks.Find("mlp", [1, 28, 28], 10).Layout.Size);
        Assert.Equal(2 * 3 + 3 + 3 * 1 + 1, NamedNetworks.Find("mlp:3", [2], 1).Layout.Size);
        Assert.Equal(2 * 1 + 1, NamedNetworks.Find("linear", [2], 1).Layout.Size);
    }

    [Fact]
    public void A_limit_takes_the_first_samples_and_leaves_the_test_as_it_is()
    {
        var (all, test) = NamedData<float>.Read(new DataRequest(new("moons"), DataPlaces.Usual, default));
        var (few, same) = NamedData<float>.Read(new DataRequest(new("moons", Limit: 10), DataPlaces.Usual, default));
        Assert.Equal(all.Take(10).All().Inputs, few.All().Inputs);
        Assert.Equal(test.All().Inputs, same.All().Inputs);
    }

    [Fact]
    public void A_run_is_the_same_whoever_watches()
    {
        var experiment = UsualExperiment.On(new("blobs", Validation: 0.1), DataPlaces.Usual) with { Training = new(2, 32, EarlyStopping: new(1)) };
        var watcher = new Counting();
        var watched = TrainingRun.Run(experiment, null, watcher);
        Assert.Equal(TrainingRun.Run(experiment).ThetaSha256, watched.ThetaSha256);
        Assert.Equal((1, 2 * 29, 2), (watcher.Starts, watcher.Steps, watcher.Epochs));
        Assert.Equal((900, 100, 1000), (watched.Start.TrainingSamples, watched.Start.ValidationSamples, watched.Start.TestSamples));
    }

    private sealed class Counting : ITrainingWatcher
    {
        public int Starts { get; private set; }

        public int Steps { get; private set; }

        public int Epochs { get; private set; }

        public void OnStart(TrainingStart start) => Starts++;

        public void OnStep(TrainingProgress progress) => Steps++;

        public void OnEpoch(EpochReport epoch) => Epochs++;
    }
}
