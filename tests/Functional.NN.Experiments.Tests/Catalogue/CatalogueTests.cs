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
    public void Every_name_is_lower_case_and_there_once()
    {
        string[] names = [.. NamedData<float>.All.Names, .. NamedNetworks.All.Names, .. NamedOptimizers.All.Names, .. NamedLosses.All.Names, .. NamedActivations.All.Names];
        Assert.All(names, name => Assert.Matches("^[a-z][a-z0-9-]*$", name));
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void Every_activation_has_a_name() =>
        Assert.Equal(typeof(Activation).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Activation))).Append(typeof(PRelu)).Select(t => t.Name).Order(StringComparer.Ordinal),
            NamedActivations.All.Entries.Select(entry => entry.Item.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_defaults_of_every_dataset_name_a_network_that_is_there() =>
        Assert.All(NamedData<float>.All.Entries, data => NamedNetworks.Find(data.Item.Defaults.Network, data.Item.Defaults.Network == "lenet5" ? [1, 28, 28] : [2], 10));

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
        var choice = NamedData<float>.Find("moons");
        var (all, test) = choice.Read(new DataRequest(null, null, default));
        var (few, same) = choice.Read(new DataRequest(null, 10, default));
        Assert.Equal(all.Take(10).All().Inputs, few.All().Inputs);
        Assert.Equal(test.All().Inputs, same.All().Inputs);
    }

    [Fact]
    public void A_run_is_the_same_whoever_watches()
    {
        var settings = new TrainingSettings { Data = "blobs", Epochs = 2, Patience = 1 };
        var watcher = new Counting();
        var watched = TrainingRun.Run(settings, watcher);
        Assert.Equal(TrainingRun.Run(settings).ThetaSha256, watched.ThetaSha256);
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
