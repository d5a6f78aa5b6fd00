using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using Functional.NN.Tests;

namespace Functional.NN.Experiments.Tests;

/// <summary>The files of a data set, fetched from a folder of a server.</summary>
public sealed class KnownFilesTests : IDisposable
{
    private static readonly byte[] First = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i / 3))], Second = [.. "the second file"u8];
    private static readonly ImmutableArray<MnistFile> Files = [new("first", Hash(First)), new("second", Hash(Second))];

    private readonly string _folder = Directory.CreateTempSubdirectory("fnn-files-").FullName;
    private readonly SmallServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task They_are_fetched_compressed_where_the_server_has_them_so_and_plain_where_not()
    {
        _server.Files["first.gz"] = new(Packed(First));
        _server.Files["first"] = new([1, 2, 3]);
        _server.Files["second.gz"] = new([]) { Refusal = "403 Forbidden" };
        _server.Files["second"] = new(Second);
        Assert.Equal<DownloadedFile>([new(At("first.gz"), true, Hash(First)), new(At("second"), true, Hash(Second))], await Fetch());
        Assert.Equal([At("first.gz"), At("second")], Left());
        Assert.Equal<DownloadedFile>([new(At("first.gz"), false, Hash(First)), new(At("second"), false, Hash(Second))], await Fetch());
        Assert.Equal(3, _server.Questions.Count);
    }

    [Fact]
    public async Task What_was_fetched_before_a_failure_is_not_fetched_again()
    {
        _server.Files["first.gz"] = new(Packed(First));
        Assert.Equal($"{_server.Address}: the server has neither second.gz nor second there, or gives them to nobody.", (await Assert.ThrowsAsync<DataException>(Fetch)).Message);
        Assert.Equal([At("first.gz")], Left());
        _server.Files["second"] = new(Second);
        Assert.Equal([false, true], (await Fetch()).Select(file => file.Fetched));
    }

    [Theory]
    [InlineData("other", "its SHA-256 should be")]
    [InlineData("damaged", "its gzip data are damaged")]
    [InlineData("cut", "it is")]
    [InlineData("bomb", "it is longer than the right one")]
    public async Task Wrong_ones_are_refused_and_no_loader_finds_them(string how, string words)
    {
        byte[] packed = Packed(First);
        _server.Files["first.gz"] = new(how switch
        {
            "other" => Packed(Second),
            "cut" => packed[..(packed.Length / 2)],
            "bomb" => Packed(new byte[70_000_000]),
            _ => [.. packed[..20], .. packed[..100]],
        });
        Assert.Contains(words, (await Assert.ThrowsAsync<DataException>(Fetch)).Message, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_file_of_that_name_with_other_content_is_left_alone()
    {
        File.WriteAllText(At("first"), "somebody's");
        Assert.StartsWith($"{At("first")}: a file is there already and is not the one that is wanted: its SHA-256", (await Assert.ThrowsAsync<DataException>(Fetch)).Message, StringComparison.Ordinal);
        Assert.Equal("somebody's", File.ReadAllText(At("first")));
        Assert.Empty(_server.Questions);
    }

    [Fact]
    public async Task IDX_files_without_known_hashes_are_taken_when_they_are_IDX_files()
    {
        foreach (var file in Mnist.Files) _server.Files[file.Name] = new([0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3]);
        var files = await DataDownload.Idx(_server.Address, _folder);
        Assert.Equal(Mnist.Files.Select(file => At(file.Name)), files.Select(file => file.Path));
        Assert.All(files, file => Assert.Equal(Hash([0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3]), file.Sha256));
    }

    [Theory]
    [InlineData("<html>not here</html>", "two zero bytes")]
    [InlineData("\0\0\u0008\u0001\0\0\0\u0003ab", "cut short")]
    [InlineData("\0\0\u0008\u0001\0\0\0\u0001ab", "bytes are left after the end")]
    public async Task A_page_that_says_that_there_is_nothing_is_no_IDX_file(string content, string words)
    {
        foreach (var file in Mnist.Files) _server.Files[$"{file.Name}.gz"] = new(System.Text.Encoding.ASCII.GetBytes(content));
        Assert.Contains(words, (await Assert.ThrowsAsync<DataException>(() => DataDownload.Idx(_server.Address, _folder))).Message, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [MnistFact]
    public async Task The_real_MNIST_is_fetched_and_loads()
    {
        foreach (var file in Mnist.Files)
        {
            string path = Mnist.Find(MnistFactAttribute.Folders, file)!;
            _server.Files[Path.GetFileName(path)] = new(File.ReadAllBytes(path));
        }
        await DataDownload.Mnist(_server.Address, _folder);
        Assert.Equal(60_000, Mnist.Load<float>(DataFolders.Of(_folder)).Training.Count);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    private Task<ImmutableArray<DownloadedFile>> Fetch() => DataDownload.Canonical(Files, _server.Address, _folder, null, default);

    private string At(string name) => Path.Combine(_folder, name);

    private string[] Left() => [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal)];
}
