using System.IO.Compression;

namespace Functional.NN.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>2×2×2 bytes 0 to 7.</summary>
    private static readonly byte[] Good = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 1, 2, 3, 4, 5, 6, 7];

    private static byte[] Gzip(params byte[] content)
    {
        var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal)) gzip.Write(content);
        return target.ToArray();
    }

    /// <summary>Bytes that gzip cannot make small, with their header.</summary>
    private static byte[] Noise(int count)
    {
        uint x = 1;
        return [0, 0, 8, 1, (byte)(count >> 24), (byte)(count >> 16), (byte)(count >> 8), (byte)count,
            .. Enumerable.Range(0, count).Select(_ => (byte)((x = x * 1664525 + 1013904223) >> 24))];
    }

    public static TheoryData<string, byte[], string> Broken() => new()
    {
        { "empty", [], "the file is cut short; its header should have 4 bytes that say what it holds, there are 0 bytes of them." },
        { "magic cut", [0, 0, 8], "the file is cut short; its header should have 4 bytes that say what it holds, there are 3 bytes of them." },
        { "text", "hello, world"u8.ToArray(), "an IDX file starts with two zero bytes, this one with 68 65. It is another kind of file." },
        { "type", [0, 0, 7, 1, 0, 0, 0, 1, 9], "the third byte of an IDX file names its element type (08, 09, 0b, 0c, 0d or 0e), here it is 07." },
        { "no dimensions", [0, 0, 8, 0, 9], "an IDX file has at least one dimension, its fourth byte says 0." },
        { "dimensions cut", Good[..15], "the file is cut short; its header should have 3 dimensions of 4 bytes, there are 11 bytes of them." },
        { "data cut", Good[..^1], "the file is cut short; its header promises 2×2×2 of UnsignedByte, 24 bytes, there are 23." },
        { "no data", Good[..16], "the file is cut short; its header promises 2×2×2 of UnsignedByte, 24 bytes, there are 16." },
        { "bytes left", [.. Good, 8], "bytes are left after the end; its header promises 2×2×2 of UnsignedByte, 24 bytes, there are 25." },
        { "lying", [0, 0, 8, 1, 0x7f, 0xff, 0xff, 0xff, 1], "the file is cut short; its header promises 2147483647 of UnsignedByte, 2147483655 bytes, there are 9." },
        { "large dimension", [0, 0, 8, 1, 0x80, 0, 0, 0, 1], "dimension 0 is 2147483648, more than the format's largest, 2147483647." },
        { "overflow", [0, 0, 14, 3, .. Enumerable.Repeat((byte)0x7f, 12)], "the dimensions in its header multiply to more bytes than any file has." },
        { "empty but huge", [0, 0, 8, 3, .. Enumerable.Repeat((byte)0x7f, 8), 0, 0, 0, 0], "its header promises 2139062143×2139062143×0 of UnsignedByte, more than one tensor can hold." },
        { "gzip nothing", Gzip(), "the file is cut short; its header should have 4 bytes that say what it holds, there are 0 bytes of them." },
        { "gzip data cut", Gzip(Good[..^1]), "the file is cut short; its header promises 2×2×2 of UnsignedByte, 24 bytes uncompressed, there are 23." },
        { "gzip bytes left", Gzip([.. Good, 8, 9]), "bytes are left after the end; its header promises 2×2×2 of UnsignedByte, 24 bytes uncompressed, there are at least 25." },
        { "gzip lying", Gzip(0, 0, 8, 1, 0x70, 0, 0, 0, 1), "the file is cut short; its header promises 1879048192 of UnsignedByte, 1879048200 bytes uncompressed, there are 9." },
        { "gzip too large", Gzip(0, 0, 14, 1, 0x70, 0, 0, 0, 1), "1879048192 of Float64 are 15032385544 bytes, more than one array holds (2147483591). Uncompress the file and map it." },
        { "gzip cut at magic", [0x1f, 0x8b], "the file is cut short; its header should have 4 bytes that say what it holds, there are 0 bytes of them." },
        { "gzip cut in the middle", Gzip(Noise(5000))[..2500], "the file is cut short; its header promises 5000 of UnsignedByte, 5008 bytes uncompressed, there are " },
        { "gzip trailer cut by 1", Gzip(Good)[..^1], "the gzip file does not end with the length of its content, 24: it is cut short or has bytes after its end. Get the file anew." },
        { "gzip trailer cut by 8", Gzip(Good)[..^8], "the gzip file does not end with the length of its content, 24: it is cut short or has bytes after its end. Get the file anew." },
        { "gzip garbage after", [.. Gzip(Good), 1, 2, 3], "the gzip file does not end with the length of its content, 24: it is cut short or has bytes after its end. Get the file anew." },
        { "gzip damaged", Changed(Gzip(Noise(5000)), 2500), "the gzip data are damaged. Get the file anew." },
        { "gzip checksum", Changed(Gzip(Good), ^5), "the gzip data are damaged. Get the file anew." },
    };

    private static byte[] Changed(byte[] bytes, Index place)
    {
        bytes[place] ^= 0x55;
        return bytes;
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_is_an_error_that_names_it_in_little_memory(string name, byte[] content, string sentence)
    {
        string path = _folder.File(name, content);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<DataException>(() => IdxFile.Read(path));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
        Assert.StartsWith($"{path}: {sentence}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Mapping_refuses_a_broken_file_too(string name, byte[] content, string sentence)
    {
        Assert.NotNull(sentence);
        string images = _folder.File(name, content), labels = _folder.File("labels", [0, 0, 8, 1, 0, 0, 0, 0]);
        Assert.StartsWith(images, Assert.Throws<DataException>(() => Dataset.FromMappedIdx<float>(images, labels, 10)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_errors()
    {
        Assert.Equal($"{_folder.File("none")}: there is no such file.", Assert.Throws<DataException>(() => IdxFile.Read(_folder.File("none"))).Message);
        Assert.Equal($"{_folder.Path}: this is a folder, an IDX file was wanted.", Assert.Throws<DataException>(() => IdxFile.Read(_folder.Path)).Message);
    }

    [Fact]
    public void A_good_file_reads_the_same_plain_and_gzip()
    {
        foreach (var content in new[] { Good, Gzip(Good) })
        {
            var read = IdxFile.Read(_folder.File("good", content));
            Assert.Equal(IdxElement.UnsignedByte, read.Element);
            Assert.Equal(Tensor.Generate(Shape.Of(2, 2, 2), i => (double)i), read.ToTensor<double>());
            Assert.Equal(Good[16..], read.AsSpan().ToArray());
        }
    }

    [Theory]
    [InlineData(IdxElement.UnsignedByte, new[] { 0, 255, 128 })]
    [InlineData(IdxElement.SignedByte, new[] { -128, 127, -1 })]
    [InlineData(IdxElement.Int16, new[] { -32768, 32767, 258 })]
    [InlineData(IdxElement.Int32, new[] { int.MinValue, int.MaxValue, 16909060 })]
    [InlineData(IdxElement.Float32, new[] { -3, 0, 7 })]
    [InlineData(IdxElement.Float64, new[] { -3, 0, 7 })]
    public void Every_element_type_is_read_as_it_was_written(IdxElement element, int[] values)
    {
        var tensor = Tensor.Vector([.. values.Select(value => (double)value)]);
        foreach (bool compressed in new[] { false, true })
        {
            IdxFile.Write(_folder.File("file"), tensor, element, compressed);
            var read = IdxFile.Read(_folder.File("file"));
            Assert.Equal(element, read.Element);
            Assert.Equal(tensor, read.ToTensor<double>());
        }
    }

    [Fact]
    public void Numbers_have_their_high_byte_first() =>
        Assert.Equal(Tensor.Vector(258.0, -2), IdxFile.Read(_folder.File("x", [0, 0, 0x0b, 1, 0, 0, 0, 2, 1, 2, 0xff, 0xfe])).ToTensor<double>());

    [Theory]
    [InlineData(0.5)]
    [InlineData(256)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_number_that_does_not_fit_its_type_is_not_written(double value)
    {
        Assert.Throws<DataException>(() => IdxFile.Write(_folder.File("x"), Tensor.Vector(value)));
        Assert.False(File.Exists(_folder.File("x")));
    }

    [Fact]
    public void In_memory_gzip_and_mapped_datasets_have_the_same_bits()
    {
        var images = Tensor.Generate(Shape.Of(50, 3, 4), i => (double)(i * 7 % 256));
        var labels = Tensor.Generate(Shape.Of(50), i => (double)(i % 10));
        IdxFile.Write(_folder.File("images"), images);
        IdxFile.Write(_folder.File("images.gz"), images, compressed: true);
        IdxFile.Write(_folder.File("labels"), labels);
        var plain = Dataset.FromIdx<float>(_folder.File("images"), _folder.File("labels"), 10);
        var gzip = Dataset.FromIdx<float>(_folder.File("images.gz"), _folder.File("labels"), 10);
        var mapped = Dataset.FromMappedIdx<float>(_folder.File("images"), _folder.File("labels"), 10);
        Assert.Equal(Shape.Of(1, 3, 4), mapped.InputShape);
        Assert.Equal(plain.All(), gzip.All());
        Assert.Equal(plain.All(), mapped.All());
        var key = RandomKey.FromSeed(1);
        Assert.Equal(plain.Batches(7, key, 0), mapped.Batches(7, key, 0));
        Assert.Equal((float)images[49, 2, 3] / 255f, mapped.Read([49]).Inputs[0, 0, 2, 3]);
    }

    [Fact]
    public void A_mapping_survives_collections_and_ends_by_itself()
    {
        IdxFile.Write(_folder.File("images"), Tensor.Generate(Shape.Of(3, 2), i => (double)i));
        IdxFile.Write(_folder.File("labels"), Tensor.Vector(0.0, 1, 0));
        var view = Dataset.FromMappedIdx<double>(_folder.File("images"), _folder.File("labels"), 2).Skip(1);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(5 / 255.0, view.Read([1]).Inputs[0, 1]);
    }

    [Fact]
    public void A_gzip_file_is_not_mapped()
    {
        string path = _folder.File("x.gz", Gzip(Good));
        Assert.Equal($"{path}: a gzip file cannot be mapped into memory. Uncompress it, or read it without mapping.",
            Assert.Throws<DataException>(() => Dataset.FromMappedIdx<float>(path, path, 10)).Message);
    }

    [Fact]
    public void A_label_outside_names_file_place_and_value()
    {
        IdxFile.Write(_folder.File("images"), Tensor.Zeros<double>([3, 2]));
        IdxFile.Write(_folder.File("labels"), Tensor.Vector(0.0, 1, 4));
        Assert.Equal($"{_folder.File("labels")}: label 2 should be a class index from 0 to 3; it is 4.",
            Assert.Throws<DataException>(() => Dataset.FromIdx<float>(_folder.File("images"), _folder.File("labels"), 4)).Message);
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_refused()
    {
        IdxFile.Write(_folder.File("images"), Tensor.Zeros<double>([3, 2]));
        IdxFile.Write(_folder.File("labels"), Tensor.Zeros<double>([2]));
        IdxFile.Write(_folder.File("floats"), Tensor.Zeros<double>([3, 2]), IdxElement.Float32);
        string images = _folder.File("images"), labels = _folder.File("labels"), floats = _folder.File("floats");
        Assert.Equal($"{images} has 3 samples and {labels} has 2 labels; they do not belong together.", Assert.Throws<DataException>(() => Dataset.FromIdx<float>(images, labels, 4)).Message);
        Assert.Equal($"{labels}: inputs need a dimension for samples and at least one more, the file has 2 of UnsignedByte. Are images and labels swapped?",
            Assert.Throws<DataException>(() => Dataset.FromIdx<float>(labels, images, 4)).Message);
        Assert.Contains("needs unsigned bytes", Assert.Throws<DataException>(() => Dataset.FromIdx<float>(floats, labels, 4)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Dataset.FromIdx<float>(images, _folder.File("labels3", [0, 0, 8, 1, 0, 0, 0, 3, 0, 0, 0]), 4, inputShape: [3]));
    }
}
