using System.Globalization;

namespace Functional.NN.Tests.Serialization;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fnn-safetensors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_to_bytes_is_read_again_bit_for_bit() =>
        ForRandomFiles(file => Assert.Equal(file, SafetensorsFile.FromBytes(file.ToBytes())));

    [Fact]
    public void A_stream_without_a_length_gives_the_same_file() =>
        ForRandomFiles(file => Assert.Equal(file, SafetensorsFile.Read(new TricklingStream(file.ToBytes()))));

    [Fact]
    public void Equal_files_have_equal_bytes_and_hashes() =>
        ForRandomFiles(file =>
        {
            var again = SafetensorsFile.Of(file.Tensors, file.Metadata.Reverse());
            Assert.Equal(file.ToBytes().AsEnumerable(), again.ToBytes());
            Assert.Equal(file.GetHashCode(), again.GetHashCode());
        });

    [Fact]
    public void A_tensor_larger_than_the_first_piece_of_a_stream_is_read_whole()
    {
        var file = SafetensorsFile.Empty.With("x", RandomKey.FromSeed(1).Uniform<float>([3, 77777]));
        Assert.Equal(file, SafetensorsFile.Read(new TricklingStream(file.ToBytes())));
    }

    [Fact]
    public void One_bit_makes_files_differ() =>
        Assert.NotEqual(SafetensorsFile.Empty.With("x", Tensor.Vector(0f)), SafetensorsFile.Empty.With("x", Tensor.Vector(-0f)));

    [Fact]
    public void Precision_makes_files_differ() =>
        Assert.NotEqual(SafetensorsFile.Empty.With("x", Tensor.Vector(1f)), SafetensorsFile.Empty.With("x", Tensor.Vector(1.0)));

    [Fact]
    public void With_replaces_in_place_and_leaves_the_old_file_alone()
    {
        var old = SafetensorsFile.Empty.With("x", Tensor.Vector(1f)).With("y", Tensor.Vector(2f));
        var changed = old.With("x", Tensor.Vector(3f));
        Assert.Equal(["x", "y"], changed.Tensors.Select(t => t.Name));
        Assert.Equal(3f, changed.Get<float>("x").ToScalar());
        Assert.Equal(1f, old.Get<float>("x").ToScalar());
    }

    [Fact]
    public void A_written_path_holds_the_file_and_nothing_lies_beside_it()
    {
        string path = Path.Combine(_folder, "model.safetensors");
        var file = SafetensorsFile.Empty.With("x", Tensor.Vector(1.0, 2)).WithMetadata("made", "here");
        SafetensorsFile.Empty.Write(path);
        file.Write(path);
        Assert.Equal(file, SafetensorsFile.Read(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_write_that_fails_half_way_leaves_the_old_file_and_nothing_beside_it()
    {
        string path = Path.Combine(_folder, "model.safetensors");
        File.WriteAllText(path, "old");
        var failure = Assert.Throws<DataException>(() => WholeFile.Write(path, stream =>
        {
            stream.Write("ne"u8);
            throw new IOException("No space left on device");
        }));
        Assert.Equal($"{path}: the file cannot be written; the system says: No space left on device", failure.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named_when_writing()
    {
        string path = Path.Combine(_folder, "none", "model.safetensors");
        Assert.StartsWith($"{path}: the file cannot be written", Assert.Throws<DataException>(() => SafetensorsFile.Empty.Write(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_not_there_is_named_when_reading()
    {
        string path = Path.Combine(_folder, "none.safetensors");
        Assert.StartsWith($"{path}: the file cannot be read", Assert.Throws<DataException>(() => SafetensorsFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_file() => Assert.Throws<DataException>(() => SafetensorsFile.Read(_folder));

    [Fact]
    public void A_missing_tensor_is_named_with_those_there_are() =>
        Assert.Equal("SafetensorsFile: there is no tensor \"z\"; there are x 2, y 1×1.",
            Assert.Throws<DataException>(() => SafetensorsFile.Empty.With("x", Tensor.Vector(1f, 2)).With("y", Tensor.Zeros<float>([1, 1]))["z"]).Message);

    [Fact]
    public void The_other_precision_is_not_handed_out_unasked() =>
        Assert.Equal("SafetensorsFile: \"x\" is a tensor of float, not of double; take file[\"x\"].Cast to convert it.",
            Assert.Throws<DataException>(() => SafetensorsFile.Empty.With("x", Tensor.Vector(1f)).Get<double>("x")).Message);

    [Fact]
    public void Names_must_differ() =>
        Assert.Contains("two tensors are called \"x\"", Refusal(() => SafetensorsFile.Of([new("x", Tensor.Vector(1f)), new("x", Tensor.Vector(2f))])), StringComparison.Ordinal);

    [Fact]
    public void The_name_of_the_metadata_is_taken() =>
        Assert.Contains("__metadata__", Refusal(() => SafetensorsFile.Empty.With("__metadata__", Tensor.Vector(1f))), StringComparison.Ordinal);

    [Fact]
    public void Half_a_surrogate_pair_is_no_name() =>
        Assert.Contains("surrogate", Refusal(() => SafetensorsFile.Empty.With("x\ud83e", Tensor.Vector(1f))), StringComparison.Ordinal);

    [Fact]
    public void Tensors_of_other_numbers_are_refused() =>
        Assert.Contains("float or double", Refusal(() => SafetensorsFile.Empty.With("x", Tensor.Vector((Half)1))), StringComparison.Ordinal);

    [Fact]
    public void The_bytes_are_the_same_under_every_culture()
    {
        var file = SafetensorsCases.Random(RandomKey.FromSeed(5)).With("large", Tensor.Zeros<float>([123456]));
        var expected = file.ToBytes();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Assert.Equal(expected.AsEnumerable(), file.ToBytes());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Refusal(Func<object> act) => Assert.Throws<NNException>(act).Message;

    private static void ForRandomFiles(Action<SafetensorsFile> check)
    {
        for (int seed = 0; seed < 200; seed++) check(SafetensorsCases.Random(RandomKey.FromSeed(seed)));
    }
}
