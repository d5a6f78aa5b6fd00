using Functional.NN.Tests;

namespace Functional.NN.Experiments.Tests;

/// <summary>Files fetched from a real server on this computer: whole and right, or not at all.</summary>
public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i / 7))];
    private static readonly string Right = Hash(Content);

    private readonly string _folder = Directory.CreateTempSubdirectory("fnn-download-").FullName;
    private readonly SmallServer _server = new();

    private string Target => Path.Combine(_folder, "sub", "f.bin");

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_is_fetched_and_its_progress_told(bool chunked)
    {
        Serve(new(Content) { Chunked = chunked });
        List<DownloadProgress> told = [];
        var file = await DataDownload.File(_server.Of("f.bin"), Target, Right.ToUpperInvariant(), told.Add);
        Assert.Equal(new DownloadedFile(Target, true, Right), file);
        OnlyTheWholeFile();
        Assert.All(told, progress => Assert.Equal(("f.bin", chunked ? null : (long?)Content.Length), (progress.Name, progress.Length)));
        Assert.Equal((0, Content.Length), (told[0].Bytes, told[^1].Bytes));
    }

    [Fact]
    public async Task An_interrupted_download_asks_for_the_missing_bytes_only()
    {
        Serve(new(Content) { Tag = "\"v1\"", BreaksAfter = 100_000 });
        string message = (await Assert.ThrowsAsync<DataException>(Fetch)).Message;
        Assert.Contains("ended before the file did", message, StringComparison.Ordinal);
        Assert.Contains("100000 bytes are kept", message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
        Serve(new(Content) { Tag = "\"v1\"" });
        await Fetch();
        Assert.Equal([new("/files/f.bin", null, null), new("/files/f.bin", "bytes=100000-", "\"v1\"")], _server.Questions);
        OnlyTheWholeFile();
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("W/\"weak\"", null, true)]
    [InlineData(null, "Tue, 14 Nov 2023 22:13:20 GMT", true)]
    [InlineData("\"v1\"", null, false)]
    [InlineData(null, "Tue, 14 Nov 2023 22:13:20 GMT", false)]
    public async Task A_part_is_gone_on_with_where_a_tag_a_date_or_a_hash_tells_what_it_is_of(string? tag, string? modified, bool hashed)
    {
        await Interrupted(new(Content) { Tag = tag, Modified = modified }, 200_000, hashed);
        await DataDownload.File(_server.Of("f.bin"), Target, hashed ? Right : null);
        Assert.Equal("bytes=200000-", _server.Questions.Last().Range);
        OnlyTheWholeFile();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("W/\"weak\"")]
    public async Task Where_nothing_tells_what_a_part_is_of_all_of_it_is_fetched_anew(string? tag)
    {
        await Interrupted(new(Content) { Tag = tag }, 200_000, hashed: false);
        await DataDownload.File(_server.Of("f.bin"), Target);
        Assert.Null(_server.Questions.Last().Range);
        OnlyTheWholeFile();
    }

    [Fact]
    public async Task A_file_that_has_changed_meanwhile_is_fetched_anew()
    {
        await Interrupted(new([.. Content.Reverse()]) { Tag = "\"v1\"" }, 200_000, hashed: true);
        Serve(new(Content) { Tag = "\"v2\"" });
        await Fetch();
        Assert.Equal(2, _server.Questions.Count);
        OnlyTheWholeFile();
    }

    [Fact]
    public async Task A_part_that_turns_out_to_be_of_another_file_is_thrown_away_and_all_fetched_once_more()
    {
        await Interrupted(new([.. Content.Reverse()]), 200_000, hashed: true);
        Serve(new(Content));
        await Fetch();
        Assert.Equal([null, "bytes=200000-", null], _server.Questions.Select(asked => asked.Range));
        OnlyTheWholeFile();
    }

    [Fact]
    public async Task A_server_without_ranges_sends_all_of_it_anew()
    {
        await Interrupted(new(Content) { Tag = "\"v1\"", Ranges = false }, 200_000, hashed: true);
        await Fetch();
        Assert.Equal("bytes=200000-", _server.Questions.Last().Range);
        OnlyTheWholeFile();
    }

    [Fact]
    public async Task A_part_from_another_address_is_not_gone_on_with()
    {
        await Interrupted(new(Content) { Tag = "\"v1\"" }, 200_000, hashed: true);
        _server.Files["g.bin"] = new(Content) { Tag = "\"v1\"" };
        await DataDownload.File(_server.Of("g.bin"), Target, Right);
        Assert.Equal(new Asked("/files/g.bin", null, null), _server.Questions.Last());
        OnlyTheWholeFile();
    }

    [Fact]
    public async Task A_part_that_was_whole_but_not_named_yet_is_named()
    {
        await Interrupted(new(Content) { Tag = "\"v1\"", TooLong = 5 }, Content.Length, hashed: true);
        Serve(new(Content) { Tag = "\"v1\"" });
        await Fetch();
        Assert.Equal("bytes=300000-", _server.Questions.Last().Range);
        OnlyTheWholeFile();
    }

    [Fact]
    public async Task A_part_longer_than_the_file_is_fetched_anew()
    {
        await Interrupted(new([.. Content, .. Content]) { Tag = "\"v1\"" }, 400_000, hashed: true);
        Serve(new(Content) { Tag = "\"v1\"" });
        await Fetch();
        Assert.Equal([null, "bytes=400000-", null], _server.Questions.Select(asked => asked.Range));
        OnlyTheWholeFile();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("{\"From\":3}")]
    [InlineData("{\"From\":\"http://x\",\"Tag\":\"no quotes\\r\\nX: y\"}")]
    public async Task Whatever_stands_beside_a_part_the_file_comes_out_right(string beside)
    {
        await Interrupted(new(Content) { Tag = "\"v1\"" }, 200_000, hashed: true);
        File.WriteAllText($"{Target}.part.json", beside);
        await Fetch();
        OnlyTheWholeFile();
    }

    [Fact]
    public async Task A_wrong_hash_is_refused_and_nothing_kept()
    {
        byte[] wrong = [.. Content];
        wrong[123_456] ^= 1;
        Serve(new(wrong) { Tag = "\"v1\"" });
        string message = (await Assert.ThrowsAsync<DataException>(Fetch)).Message;
        Assert.Equal($"{_server.Of("f.bin")}: this is not the file that is wanted: its SHA-256 should be {Right}, it is {Hash(wrong)}. Nothing of it is kept; another mirror may have the right one.", message);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task Redirections_are_followed_also_for_a_part()
    {
        _server.Files["real.bin"] = new(Content) { Tag = "\"v1\"", BreaksAfter = 100_000 };
        Serve(new([]) { Redirect = "/files/real.bin" });
        await Assert.ThrowsAsync<DataException>(Fetch);
        _server.Files["real.bin"] = new(Content) { Tag = "\"v1\"" };
        await Fetch();
        Assert.Equal(new Asked("/files/real.bin", "bytes=100000-", "\"v1\""), _server.Questions.Last());
        OnlyTheWholeFile();
    }

    [Fact]
    public async Task A_cancelled_download_leaves_its_part_and_goes_on_from_there()
    {
        Serve(new(Content) { Tag = "\"v1\"" });
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DataDownload.File(_server.Of("f.bin"), Target, Right, progress => { if (progress.Bytes > 0) cancel.Cancel(); }, cancel.Token));
        long kept = new FileInfo($"{Target}.part").Length;
        Assert.InRange(kept, 1, Content.Length - 1);
        await Fetch();
        Assert.Equal(FormattableString.Invariant($"bytes={kept}-"), _server.Questions.Last().Range);
        OnlyTheWholeFile();
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up_and_the_part_kept()
    {
        Serve(new(Content) { Tag = "\"v1\"", Stalls = true });
        using var http = new HttpClient();
        var request = new DownloadRequest(_server.Of("f.bin"), Target) { Patience = TimeSpan.FromMilliseconds(500) };
        string message = (await Assert.ThrowsAsync<DataException>(() => new Download(http, request, null, default).Run())).Message;
        Assert.Contains("nothing came for 0.5 s. 150000 bytes are kept", message, StringComparison.Ordinal);
        Serve(new(Content) { Tag = "\"v1\"" });
        await Fetch();
        Assert.Equal("bytes=150000-", _server.Questions.Last().Range);
        OnlyTheWholeFile();
    }

    [Theory]
    [InlineData(null, "no such file")]
    [InlineData("403 Forbidden", "no such file, or gives it to nobody")]
    [InlineData("500 Oh No", "answered 500 Oh No")]
    [InlineData("204 No Content", "answered 204")]
    [InlineData("206 Partial Content", "a piece of the file though all of it was asked for")]
    public async Task A_server_that_refuses_is_one_sentence_and_leaves_nothing(string? refusal, string words)
    {
        if (refusal is not null) Serve(new(Content) { Refusal = refusal });
        string message = (await Assert.ThrowsAsync<DataException>(Fetch)).Message;
        Assert.StartsWith($"{_server.Of("f.bin")}: ", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task Nobody_at_the_address_is_one_sentence()
    {
        Uri nobody;
        using (var gone = new SmallServer()) nobody = gone.Of("f.bin");
        Assert.Contains($"{nobody}: no connection (", (await Assert.ThrowsAsync<DataException>(() => DataDownload.File(nobody, Target))).Message, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_when_it_is_right_and_not_overwritten_when_it_is_not()
    {
        Serve(new(Content));
        await Fetch();
        Assert.Equal(new DownloadedFile(Target, false, Right), await DataDownload.File(_server.Of("f.bin"), Target, Right));
        Assert.Single(_server.Questions);
        File.WriteAllText(Target, "mine");
        Assert.Contains("another one", (await Assert.ThrowsAsync<DataException>(Fetch)).Message, StringComparison.Ordinal);
        Assert.Contains("already", (await Assert.ThrowsAsync<DataException>(() => DataDownload.File(_server.Of("f.bin"), Target))).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Target));
    }

    [Fact]
    public async Task Two_downloads_do_not_write_one_part()
    {
        Serve(new(Content));
        string? message = null;
        await DataDownload.File(_server.Of("f.bin"), Target, Right, _ => message ??= Assert.ThrowsAsync<DataException>(Fetch).GetAwaiter().GetResult().Message);
        Assert.Contains($"{Target}: the file cannot be written", message, StringComparison.Ordinal);
        OnlyTheWholeFile();
    }

    [Theory]
    [InlineData("ftp://x/y")]
    [InlineData("x/y")]
    [InlineData("")]
    [InlineData("http://")]
    public void An_address_that_is_none_is_refused(string text) => Assert.Contains("is no address", Assert.Throws<NNException>(() => DownloadRequest.Address(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("http://h/a", "http://h/a/n%20m")]
    [InlineData("http://h:81/a/?k=v", "http://h:81/a/n%20m?k=v")]
    [InlineData("http://h", "http://h/n%20m")]
    public void A_file_lies_below_its_folder(string folder, string address) => Assert.Equal(address, DownloadRequest.Below(new(folder), "n m").AbsoluteUri);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private void Serve(ServedFile file) => _server.Files["f.bin"] = file;

    private Task<DownloadedFile> Fetch() => DataDownload.File(_server.Of("f.bin"), Target, Right);

    /// <summary>A first try that breaks after some bytes; then the same file is served whole.</summary>
    private async Task Interrupted(ServedFile file, int after, bool hashed)
    {
        Serve(file with { BreaksAfter = after });
        await Assert.ThrowsAsync<DataException>(() => DataDownload.File(_server.Of("f.bin"), Target, hashed ? Right : null));
        Assert.Equal(after, new FileInfo($"{Target}.part").Length);
        Serve(file);
    }

    private string[] Left() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);

    private void OnlyTheWholeFile()
    {
        Assert.Equal([Target], Left());
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }
}
