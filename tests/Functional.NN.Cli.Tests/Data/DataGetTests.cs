using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary><c>fnn data get</c> from a real server on this computer.</summary>
public sealed class DataGetTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * i / 5))];
    private static readonly string Right = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Content));

    private readonly SmallServer _server = new();
    private readonly Scratch _scratch = new();

    public void Dispose()
    {
        _server.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public void A_single_file_is_fetched_and_its_hash_told()
    {
        _server.Files["t.csv"] = new(Content);
        var ran = Get("t.csv", _server.Of("t.csv"));
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.Equal($"fetching t.csv  0 bytes of 100.0 kB\nfetched  {At("t.csv")}\nsha256: {Right}\n", ran.Out);
        Assert.Equal(Content, File.ReadAllBytes(At("t.csv")));
        Assert.Equal($"there already  {At("t.csv")}\nsha256: {Right}\n", Get("t.csv", _server.Of("t.csv"), "--sha256", Right).Out);
    }

    [Fact]
    public void An_interrupted_download_says_what_is_kept_and_goes_on_from_there()
    {
        _server.Files["t.csv"] = new(Content) { Tag = "\"v\"", BreaksAfter = 40_000 };
        Get("t.csv", _server.Of("t.csv")).IsBroken("40000 bytes are kept", "the same command goes on from there");
        _server.Files["t.csv"] = new(Content) { Tag = "\"v\"" };
        Assert.StartsWith("going on with t.csv  40.0 kB of 100.0 kB\nfetched", Get("t.csv", _server.Of("t.csv")).Out, StringComparison.Ordinal);
        Assert.Equal("bytes=40000-", _server.Questions.Last().Range);
        Assert.Equal(Content, File.ReadAllBytes(At("t.csv")));
    }

    [Fact]
    public async Task Ctrl_C_leaves_the_part_and_ends_with_130()
    {
        _server.Files["t.csv"] = new(Content) { Tag = "\"v\"", Stalls = true };
        using var interruption = new CancellationTokenSource();
        var running = Task.Run(() => Fnn.Run(["data", "get", "t.csv", "--from", $"{_server.Of("t.csv")}", "--to", _scratch.Path], interruption.Token));
        while (!running.IsCompleted && new FileInfo(At("t.csv.part")) is not { Exists: true, Length: > 0 }) await Task.Delay(10);
        await interruption.CancelAsync();
        var ran = await running;
        Assert.Equal((130, ""), (ran.Code, ran.Err));
        Assert.Contains($"interrupted; what has come is kept in {_scratch.Path}, and the same command goes on from there\n", ran.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(At("t.csv")));
        _server.Files["t.csv"] = new(Content) { Tag = "\"v\"" };
        Assert.Equal(0, Get("t.csv", _server.Of("t.csv")).Code);
        Assert.NotNull(_server.Questions.Last().Range);
        Assert.Equal(Content, File.ReadAllBytes(At("t.csv")));
    }

    [Fact]
    public void A_wrong_hash_is_refused_and_nothing_stays()
    {
        _server.Files["t.csv"] = new(Content);
        Get("t.csv", _server.Of("t.csv"), "--sha256", new string('0', 64)).IsBroken("its SHA-256 should be 0000", Right);
        foreach (var file in Mnist.Files) _server.Files[file.Name] = new([0, 0, 8, 1, 0, 0, 0, 0]);
        Get("mnist", _server.Address).IsBroken("train-images-idx3-ubyte", "its SHA-256 should be ba891046e6505d7a");
        Assert.Empty(Directory.GetFiles(_scratch.Path));
    }

    [Fact]
    public void Four_files_are_fetched_and_trained_on()
    {
        using var fake = DataTests.FakeMnist();
        foreach (string path in Directory.GetFiles(fake.Path)) _server.Files[Path.GetFileName(path)] = new(File.ReadAllBytes(path));
        var ran = Get("idx", _server.Address);
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.EndsWith($"to train on them: fnn train --data idx --data-dir {_scratch.Path}\n", ran.Out, StringComparison.Ordinal);
        Assert.Equal(4, ran.Out.Split('\n').Count(line => line.StartsWith("fetched  ", StringComparison.Ordinal)));
        Assert.Contains("2 samples: 1×4×4", Fnn.Run(["data", "show", "idx", "--data-dir", _scratch.Path]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_fetched_is_refused_in_a_sentence()
    {
        Get("t.csv", _server.Of("t.csv")).IsRefused($"{_server.Of("t.csv")}", "no such file");
        Get("mnist", _server.Address).IsRefused($"{_server.Address}", "neither train-images-idx3-ubyte.gz nor train-images-idx3-ubyte");
        Fnn.Run("data get mnist").IsRefused("--from URL");
        Fnn.Run("data get mnist --from ftp://x/y").IsRefused("ftp://x/y", "no address");
        Fnn.Run("data get mnist --from http://x --sha256 00").IsRefused("--sha256", "single file");
        Fnn.Run("data get idx --from http://x").IsRefused("--to DIR");
        Fnn.Run("data get digits --from http://x").IsRefused("digits is not fetched");
        Fnn.Run("data get mnst --from http://x").IsRefused("did you mean mnist?");
        Fnn.Run("data get ../t.csv --from http://x").IsRefused("without a folder");
        Get("t.csv", _server.Of("t.csv"), "--sha256", "12").IsRefused("64 hexadecimal digits", "12");
    }

    private Ran Get(string name, Uri from, params string[] more) => Fnn.Run(["data", "get", name, "--from", $"{from}", "--to", _scratch.Path, .. more]);

    private string At(string name) => Path.Combine(_scratch.Path, name);
}
