using System.Text;

namespace Functional.NN.Tests.Serialization;

public sealed class ModelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fnn-model").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Network Everything => new([1, 8, 8],
        new Conv2D(4, 3, Padding: ImagePadding.Same).Named("conv"), new BatchNorm().Named("norm"), new Relu(), new MaxPool2D(2), new Conv2D(2, (Extent2D)2, Padding: new Padding2D(1, 0, 0, 1)),
        new AvgPool2D(2), new Flatten(), new Residual(new Dense(8), new LeakyRelu(0.2)), new Dropout(0.25), new Shared("twice", new Dense(8)), new Shared("twice", new Dense(8)),
        new Reshape([2, 4]), new Lstm(5, ReturnSequence: true, RecurrentInitializer: new Orthogonal(), ForgetBias: 1), new Dense(3, PerPosition: true, Initializer: new Orthogonal(0.5)), new Sequential(new Elu(0.7), new Flatten()), new LogSoftmax());

    [Fact]
    public void A_network_comes_back_from_its_JSON_equal_and_with_the_same_initial_bits()
    {
        var read = Network.FromJson(Everything.ToJson());

        Assert.Equal(Everything, read);
        Assert.Equal(Everything.Initialize<float>(RandomKey.FromSeed(3)), read.Initialize<float>(RandomKey.FromSeed(3)));
    }

    [Fact]
    public void A_saved_model_loads_to_the_same_bits_with_its_running_values()
    {
        var trainer = new Trainer<float>(Everything, new MeanSquaredError(), new Sgd(0.1));
        var start = trainer.Initialize(RandomKey.FromSeed(1));
        var batch = new Batch<float>(RandomKey.FromSeed(2).Normal<float>([6, 1, 8, 8]), Tensor.Zeros<float>([6, 6]));
        var model = trainer.Step(start, batch).State.Model;
        string path = Path.Combine(_folder, "model.safetensors");

        model.Save(path);
        var loaded = Model.Load<float>(path);

        Assert.Equal(model.Parameters, loaded.Parameters);
        Assert.Equal(model.State, loaded.State);
        Assert.NotEqual(start.Model.State, loaded.State);
        Assert.Equal(model.Predict(batch.Inputs), loaded.Predict(batch.Inputs));
    }

    [Fact]
    public void A_file_of_another_writer_loads_into_a_given_network()
    {
        string header = """{"1.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}, "1.weight" : {"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}""";
        string path = Path.Combine(_folder, "foreign.safetensors");
        using (var writer = new BinaryWriter(File.Create(path)))
        {
            writer.Write((ulong)Encoding.UTF8.GetByteCount(header));
            writer.Write(Encoding.UTF8.GetBytes(header));
            foreach (float value in new[] { 0.5f, -2f, 0.25f }) writer.Write(value);
        }

        var model = Model.Load<float>(path, new Network([1, 2], new Flatten(), new Dense(1)));

        Assert.Equal(Tensor.Matrix(new[,] { { 0.5f }, { -2f } }), model.Parameters["1.weight"]);
        Assert.Equal(0.5f + 0.25f, model.Predict(Tensor.Of([1, 1, 2], 1f, 0f)).ToScalar());
    }

    [Fact]
    public void A_file_without_a_network_says_so()
    {
        string path = Path.Combine(_folder, "bare.safetensors");
        SafetensorsFile.Of([new NamedTensor("w", Tensor.Vector(1f))]).Write(path);

        var refused = Assert.Throws<DataException>(() => Model.Load<float>(path));

        Assert.Equal($"{path}: the file holds tensors but no network; it was written by another program. Give the network: Model.Load(path, network).", refused.Message);
    }

    [Fact]
    public void A_model_saved_in_float_loads_exactly_in_double_and_one_in_double_is_not_rounded_silently()
    {
        var network = new Network([2], new Dense(2));
        var single = Model<float>.Initialize(network, RandomKey.FromSeed(1));
        string path = Path.Combine(_folder, "single.safetensors"), wide = Path.Combine(_folder, "double.safetensors");
        single.Save(path);
        single.Cast<double>().Save(wide);

        Assert.Equal(single.Parameters, Model.Load<double>(path).Parameters.Cast<float>());
        Assert.Contains("would be rounded", Assert.Throws<DataException>(() => Model.Load<float>(wide)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Function_layers_are_found_again_by_name_and_version()
    {
        var twice = Layer.From("twice", x => 2 * x);
        var network = new Network([2], new Dense(2), twice);

        Assert.Equal(network, Network.FromJson(network.ToJson(), LayerTypes.Default.With(twice)));
        Assert.Contains("\"twice\" version 1 is a function", Assert.Throws<DataException>(() => Network.FromJson(network.ToJson())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_class_of_the_user_with_a_name_of_the_library_is_refused_and_not_taken_for_it()
    {
        var network = new Network([2], new Mine.Flatten());

        Assert.Contains("has the name of a type of the library", Assert.Throws<NNException>(network.ToJson).Message, StringComparison.Ordinal);
    }

    private static class Mine
    {
        internal sealed record Flatten : ILayer
        {
            public Shape OutputShape(Shape input) => input;

            public Applied Apply(LayerContext context, Var x) => x;
        }
    }

    [Theory]
    [InlineData("{", "Network JSON, line 1, column 2: this is not JSON: ")]
    [InlineData("[]", "Network JSON, line 1, column 1: a network must be an object with \"input\" and \"layers\", got [].")]
    [InlineData("""{"input":[2],"layers":[{"type":"Dens"}]}""", "Network JSON, line 1, column 32: there is no layer \"Dens\" (did you mean \"Dense\"?).")]
    [InlineData("""{"input":[2],"layers":[{"type":"Dense"}]}""", "Network JSON, line 1, column 24: Dense needs \"units\", a whole number; it has type, units, bias, perPosition, initializer.")]
    [InlineData("""{"input":[2],"layers":[{"type":"Dense","units":"3"}]}""", "Network JSON, line 1, column 48: \"units\" of Dense must be a whole number, got \"3\".")]
    [InlineData("""{"input":[2],"layers":[{"type":"Dense","units":3,"unit":3}]}""", "Network JSON, line 1, column 50: there is no field \"unit\" of Dense (did you mean \"units\"?); it has type, units, bias, perPosition, initializer.")]
    [InlineData("""{"input":[2],"layers":[{"type":"Dense","units":-3}]}""", "Network JSON, line 1, column 48: Dense: the number of units must be positive, got -3.")]
    [InlineData("""{"input":null,"layers":[]}""", "Network JSON, line 1, column 10: \"input\" of a network must be a list of dimensions, such as [1, 28, 28], got null.")]
    [InlineData("""{"input":[2],"layer":[]}""", "Network JSON, line 1, column 14: there is no field \"layer\" of a network (did you mean \"layers\"?); it has input, layers, frozen.")]
    [InlineData("""{"input":[2,2],"layers":["Relu",{"type":"Dense","units":3}]}""", "Network JSON, line 1, column 33: Dense(3), layer 2 of 2 (\"1\"): expected vector samples, got 2×2.")]
    [InlineData("""{"input":[2],"layers":[{"type":"Repeat","layer":{"type":"Repeat","layer":"Relu","times":2000000000},"times":2000000000}]}""", "Network JSON, line 1, column 23: the layers, repeated ones counted as often as they are, are more than 10000.")]
    [InlineData("""{"input":[2],"layers":["Relu"],"frozen":{"paths":["1"]}}""", "Network JSON, line 1, column 41: BlockSelection: there is no block \"1\"")]
    public void Network_JSON_that_is_wrong_is_refused_with_its_place(string json, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<DataException>(() => Network.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_network_in_a_file_that_does_not_fit_its_tensors_is_refused_by_name()
    {
        string path = Path.Combine(_folder, "misfit.safetensors");
        Model<float>.Initialize(new Network([2], new Dense(2)), RandomKey.FromSeed(1)).Save(path);

        Assert.Equal($"{path}: \"0.weight\" is 2×2, the network needs 3×2.", Assert.Throws<DataException>(() => Model.Load<float>(path, new Network([3], new Dense(2)))).Message);
        Assert.Equal($"{path}: the network has no block \"0.bias\"; it has 0.weight.", Assert.Throws<DataException>(() => Model.Load<float>(path, new Network([2], new Dense(2, Bias: false)))).Message);
    }

    [Fact]
    public void A_network_with_given_numbers_that_JSON_cannot_hold_is_refused() =>
        Assert.Equal("JSON: NaN cannot be written; the constants of descriptions are numbers.",
            Assert.Throws<NNException>(() => new Network([1], new Dense(1, Initializer: new Given(Tensor.Matrix(new[,] { { double.NaN } })))).ToJson()).Message);
}
