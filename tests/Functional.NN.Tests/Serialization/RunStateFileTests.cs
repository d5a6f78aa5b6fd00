using Functional.NN.Tests.Data;
using Functional.NN.Tests.Training;
using static Functional.NN.Tests.Serialization.SavedRuns;

namespace Functional.NN.Tests.Serialization;

public sealed class RunStateFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_was_saved_and_read_is_the_same_and_goes_on_with_the_bits_of_one_that_never_paused()
    {
        string path = _folder.File("run.safetensors");
        Middle.Save(path);
        var read = RunState.Load<float>(path, TrainingCase.Net);
        Assert.Equal(Middle, read);
        Assert.Equal(Middle.Sha256(), read.Sha256());
        var whole = TrainingCase.Trainer.Fit(TrainingCase.Start, TrainingCase.Points, Plan, TrainingCase.Validation).Run;
        Assert.Equal(whole.Sha256(), TrainingCase.Trainer.Fit(read, TrainingCase.Points, Plan, TrainingCase.Validation).Run.Sha256());
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void The_file_is_a_function_of_the_state_and_says_its_hash()
    {
        Assert.Equal(Middle.ToSafetensors().ToBytes().AsEnumerable(), Middle.ToSafetensors().ToBytes());
        Assert.Contains($"\"state sha256\":\"{Middle.Sha256()}\"", Middle.ToSafetensors().Metadata["run"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_with_a_NaN_has_the_hash_of_its_own_bytes_in_the_file_and_that_of_the_one_NaN_in_the_state()
    {
        var θ = Tiny.Train.Parameters;
        var other = Tiny with { Train = Tiny.Train with { Model = Tiny.Train.Model.With(θ.With("d.bias", Tensor.Vector(BitConverter.Int32BitsToSingle(0x7fc00123)))) } };
        var plain = Tiny with { Train = Tiny.Train with { Model = Tiny.Train.Model.With(θ.With("d.bias", Tensor.Vector(float.NaN))) } };
        Assert.Equal(plain.Sha256(), other.Sha256());
        var file = other.ToSafetensors();
        Assert.Contains($"\"theta.d.bias\":\"{RunStateFormat.Sha256(file.Get<float>("theta.d.bias"))}\"", file.Metadata["run"], StringComparison.Ordinal);
        Assert.DoesNotContain(RunStateFormat.Sha256(file.Get<float>("theta.d.bias")), plain.ToSafetensors().Metadata["run"], StringComparison.Ordinal);
        Assert.Equal(file, RunState.FromSafetensors<float>(file, TinyNetwork).ToSafetensors());
    }

    [Fact]
    public void Tensors_are_called_as_the_blocks_of_the_hash_are_and_have_its_hashes()
    {
        var file = Middle.ToSafetensors();
        Assert.All(file.Tensors, tensor => Assert.Contains(new BlockHash(tensor.Name, RunStateFormat.Sha256((Tensor<float>)tensor.Tensor)), Middle.Hashes()));
        Assert.Equal(Middle.Train.Optimizer["mean"]["in.weight"], file.Get<float>("optimizer.vector.mean.in.weight"));
    }

    [Fact]
    public void A_best_state_that_is_the_current_one_is_not_stored_twice()
    {
        var alone = Middle with { Stopping = null };
        var best = Middle with { Stopping = Middle.Stopping! with { Best = Middle.Train } };
        Assert.Equal(alone.ToSafetensors().Tensors.AsEnumerable(), best.ToSafetensors().Tensors);
        Assert.Equal(best, RunState.FromSafetensors<float>(best.ToSafetensors(), TrainingCase.Net));
        // Of the tiny one only a bias differs.
        Assert.Equal(["stopping.best.theta.d.bias"], Tiny.ToSafetensors().Tensors.Select(tensor => tensor.Name).Where(name => name.StartsWith("stopping", StringComparison.Ordinal)));
    }

    [Fact]
    public void Numbers_that_no_decimal_says_come_back_bit_by_bit()
    {
        double[] numbers = [double.NaN, BitConverter.Int64BitsToDouble(0x7ff8000000000123), double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon, double.MaxValue, 0.1, 1.0 / 3];
        var optimizer = numbers.Select((number, i) => (Name: $"number \"{i}\" é", number)).Aggregate(Tiny.Train.Optimizer, (state, next) => state.With(next.Name, next.number));
        var read = RunState.FromSafetensors<float>((Tiny with { Train = Tiny.Train with { Optimizer = optimizer } }).ToSafetensors(), TinyNetwork);
        Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), numbers.Select((_, i) => BitConverter.DoubleToInt64Bits(read.Train.Optimizer.Number($"number \"{i}\" é"))));
    }

    [Fact]
    public void The_best_state_of_another_network_is_refused() =>
        Assert.StartsWith("RunState: the best state that early stopping found belongs to another network",
            Assert.Throws<NNException>(() => (Middle with { Stopping = Middle.Stopping! with { Best = Middle.Train.On(TrainingCase.Net.Freeze(BlockSelection.Under("in"))) } }).ToSafetensors()).Message);

    [Fact]
    public void A_missing_file_and_a_model_are_refused()
    {
        string path = _folder.File("model.safetensors");
        Assert.StartsWith($"{path}: the file cannot be read", Assert.Throws<DataException>(() => RunState.Load<float>(path, TrainingCase.Net)).Message);
        Middle.Train.Model.Save(path);
        Assert.Equal($"{path}: the file holds no state of a run: its metadata should have format \"Functional.NN run 1\", and have \"Functional.NN 1\". Models are read with Model.Load.",
            Assert.Throws<DataException>(() => RunState.Load<float>(path, TrainingCase.Net)).Message);
    }

    [Fact]
    public void Nor_is_a_run_read_as_a_model()
    {
        string path = _folder.File("run.safetensors");
        Middle.Save(path);
        foreach (var load in (Action[])[() => Model.Load<float>(path), () => Model.Load<float>(path, TrainingCase.Net)])
            Assert.Equal($"{path}: the file holds where a run stands, and a model was wanted. Read it with RunState.Load and take its Best.Model.", Assert.Throws<DataException>(load).Message);
    }

    public static TheoryData<string, Network, string> Others => new()
    {
        { "more layers", new Network([2], new Dense(1).Named("d"), new Dense(1).Named("e")), "the run is one of another network: θ has 2 blocks there, and 4 in the given one." },
        { "another shape", new Network([3], new Dense(1).Named("d"), new BatchNorm(Affine: false).Named("n")), "the run is one of another network: where it has the block \"d.weight\" 2×1, the given one has \"d.weight\" 3×1." },
        { "another name", new Network([2], new Dense(1).Named("e"), new BatchNorm(Affine: false).Named("n")), "the run is one of another network: where it has the block \"d.weight\" 2×1, the given one has \"e.weight\" 2×1." },
        { "frozen", TinyNetwork.Freeze(BlockSelection.Under("d.bias")), "the run is one of a network that differs in what is frozen or in roles, at \"d.bias\". Load it with the network it was trained with; TrainState.On brings it to another." },
        { "other state", new Network([2], new Dense(1).Named("d"), new BatchNorm(Affine: false).Named("m")), "Model: the network has the state \"m.running_mean\" 1, which the given state lacks." },
    };

    [Theory, MemberData(nameof(Others))]
    public void Another_network_is_refused(string what, Network network, string sentence)
    {
        Assert.NotEmpty(what);
        Assert.Equal($"run state: {sentence}", Assert.Throws<DataException>(() => RunState.FromSafetensors<float>(Tiny.ToSafetensors(), network)).Message);
    }

    [Fact]
    public void Another_precision_is_refused() => Assert.Equal("run state: the run is in \"float\", and was asked for in double; a run goes on in the precision in which it began.",
        Assert.Throws<DataException>(() => RunState.FromSafetensors<double>(Tiny.ToSafetensors(), TinyNetwork)).Message);

    [Fact]
    public void A_number_that_was_changed_is_found_in_its_block()
    {
        var file = Middle.ToSafetensors();
        foreach (var (name, tensor) in file.Tensors)
        {
            var numbers = ((Tensor<float>)tensor).ToArray();
            numbers[^1] = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(numbers[^1]) ^ 1);
            var changed = Tensor.Of<float>(tensor.Shape, numbers);
            Assert.Equal($"f: the block \"{name}\" is damaged (its SHA-256 is {RunStateFormat.Sha256(changed)}, recorded is {RunStateFormat.Sha256((Tensor<float>)tensor)}).",
                Assert.Throws<DataException>(() => RunState.FromSafetensors<float>(file.With(name, changed), TrainingCase.Net, "f")).Message);
        }
    }

    private static SafetensorsFile Sealed(SafetensorsFile file, string text) => file.WithMetadata("run", text).WithMetadata("run sha256", RunStateFormat.Sha256(text));

    public static TheoryData<string, string, string> Edits => new()
    {
        { "{", "[", "the description of the run is not valid JSON." },
        { "{\"precision\"", "{\"epoch\":3,\"precision\"", "the description of the run is not valid JSON." },
        { "\"place\":1,", "", "the description of the run: \"place\" is missing." },
        { "\"place\":1,", "\"place\":\"1\",", "the description of the run: \"place\" must be a whole number of 32 bits, and is not." },
        { "\"place\":1,", "\"place\":2147483648,", "the description of the run: \"place\" must be a whole number of 32 bits, and is not." },
        { "\"place\":1,", "\"place\":0,", "the run's state as a whole is damaged (its SHA-256 is " },
        { "\"scalars\":{\"rate\":0.1}", "\"scalars\":{\"rate\":1e999}", "the description of the run: \"train.optimizer.scalars.rate\" must be a number, or its bits as \"0x\" and 16 hexadecimal digits, and is not." },
        { "\"scalars\":{\"rate\":0.1}", "\"scalars\":{\"rate\":\"0x7ff\"}", "the description of the run: \"train.optimizer.scalars.rate\" must be a number, or its bits as \"0x\" and 16 hexadecimal digits, and is not." },
        { "\"scalars\":{\"rate\":0.1}", "\"scalars\":[]", "the description of the run: \"train.optimizer.scalars\" must be an object, and is not." },
        { "\"key\":[5,18446744073709551615]", "\"key\":[5]", "the description of the run: \"train.key\" must be two numbers, and is not." },
        { "\"key\":[5,", "\"key\":[-5,", "the description of the run: \"train.key[0]\" must be a whole number of 64 bits that is not negative, and is not." },
        { "{\"theta\":0", "{\"theta\":2", "the description of the run: \"train.theta\" must be the number of a layout, and is not." },
        { "\"vectors\":{\"mean\":0}", "\"vectors\":{\"other\":0}", "the block \"optimizer.vector.other.d.weight\" is missing; the file was changed after it was written." },
        { "\"vectors\":{\"mean\":0}", "\"vectors\":{}", "the run's state as a whole is damaged" },
        { "\"role\":\"Bias\"", "\"role\":\"1\"", "the description of the run: \"layouts[0][1].role\" must be one of Weight, Bias, Scale, Other, and is not." },
        { "\"path\":\"d.bias\"", "\"path\":\"d.weight\"", "the description of the run: \"layouts[0][1].path\" must be the path of no other block of the layout, and is not." },
        { "\"shape\":[2,1]", "\"shape\":[2,-1]", "the description of the run: \"layouts[0][0].shape\" is no shape: " },
        { "\"shape\":[2,1]", "\"shape\":[2147483647,2147483647]", "the description of the run: \"layouts[0][0].shape\" is no shape: " },
        { "\"shape\":[2,1]", "\"shape\":[2147483591]", "the description of the run: \"layouts[0]\" must be a layout of no more numbers than one vector can hold, and is not." },
        { "\"n.running_var\":[1]", "\"n.running_var\":[1,1]", "the block \"state.n.running_var\" is 1, and was written as 1×1; the file was changed after that." },
        { "\"inner\":{}", "\"inner\":{\"a\":\"\\ud800\"}", "the description of the run: \"train.optimizer.inner.inner.inner.a\" must be an object, and is not." },
    };

    [Theory, MemberData(nameof(Edits))]
    public void A_description_that_somebody_edited_is_refused_at_its_place(string before, string after, string sentence)
    {
        var file = Tiny.ToSafetensors();
        string text = file.Metadata["run"];
        int place = text.IndexOf(before, StringComparison.Ordinal);
        string edited = text[..place] + after + text[(place + before.Length)..];
        Assert.StartsWith($"f: {sentence}", Assert.Throws<DataException>(() => RunState.FromSafetensors<float>(Sealed(file, edited), TinyNetwork, "f")).Message, StringComparison.Ordinal);
        Assert.StartsWith("f: the description of the run is damaged (its SHA-256 is ", Assert.Throws<DataException>(() => RunState.FromSafetensors<float>(file.WithMetadata("run", edited), TinyNetwork, "f")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_more_or_less_are_refused()
    {
        var file = Tiny.ToSafetensors();
        Assert.Equal("f: the file has a tensor \"extra\" that is no part of the run's state; it was changed after it was written.",
            Assert.Throws<DataException>(() => RunState.FromSafetensors<float>(file.With("extra", Tensor.Vector(1f)), TinyNetwork, "f")).Message);
        Assert.Equal("f: the block \"theta.d.bias\" is missing; the file was changed after it was written.",
            Assert.Throws<DataException>(() => RunState.FromSafetensors<float>(SafetensorsFile.Of(file.Tensors.Where(t => t.Name != "theta.d.bias"), file.Metadata), TinyNetwork, "f")).Message);
        Assert.Equal("f: the block \"theta.d.bias\" is not in float; the file was changed after it was written.",
            Assert.Throws<DataException>(() => RunState.FromSafetensors<float>(file.With("theta.d.bias", Tensor.Vector(1.0)), TinyNetwork, "f")).Message);
        Assert.Equal("f: the description of the run is missing (\"run\" in the metadata).",
            Assert.Throws<DataException>(() => RunState.FromSafetensors<float>(SafetensorsFile.Of(file.Tensors, file.Metadata.Remove("run")), TinyNetwork, "f")).Message);
    }

    [Fact]
    public void States_of_optimizers_stand_in_one_another_as_deep_as_anybody_nests_them()
    {
        RunState<float> Nested(int depth) => Tiny with { Train = Tiny.Train with { Optimizer = Enumerable.Range(0, depth).Aggregate(new OptimizerState<float>(0), (inner, i) => new OptimizerState<float>(i).With("inner", inner)) } };
        Assert.Equal(Nested(100), RunState.FromSafetensors<float>(Nested(100).ToSafetensors(), TinyNetwork));
        Assert.Equal("RunState: the optimizer's states stand in one another too deep for a file, in JSON of more than 512 levels; put fewer optimizers around one another.", Assert.Throws<NNException>(() => Nested(400).ToSafetensors()).Message);
    }
}
