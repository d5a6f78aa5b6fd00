using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A file that is there now.</summary>
/// <param name="Path">where it is</param>
/// <param name="Fetched">whether it was fetched; false when it had been there</param>
/// <param name="Sha256">of its uncompressed bytes, in hexadecimal; of a single file, of its bytes as they are</param>
public sealed record DownloadedFile(string Path, bool Fetched, string Sha256);

/// <summary>Fetches data from mirrors on the web, whose addresses are given. A file appears under its name only when it is whole and right; an interrupted download goes on where it ended.</summary>
public static class DataDownload
{
    private const long LongestMnistFile = 1 << 26;   // the longest has 47,040,016 bytes

    private const int Sha256Digits = 64;

    private static readonly TimeSpan ForConnecting = TimeSpan.FromSeconds(30);

    /// <summary>The four files of MNIST, known by their hashes.</summary>
    /// <param name="from">the address of the folder that has them, plain or as .gz</param>
    /// <param name="to">the folder they go to; made where it is missing</param>
    /// <param name="watch">is told how far a file has come</param>
    /// <param name="cancellation">ends the download; what has come is kept</param>
    /// <exception cref="DataException">A file cannot be fetched or is not the canonical one.</exception>
    public static Task<ImmutableArray<DownloadedFile>> Mnist(Uri from, string to, Action<DownloadProgress>? watch = null, CancellationToken cancellation = default) => Canonical(NN.Mnist.Files, from, to, watch, cancellation);

    /// <summary>Four files that have MNIST's names and form, and other content: their hashes are not known and only told.</summary>
    /// <param name="from">as for <see cref="Mnist"/></param>
    /// <param name="to">as for <see cref="Mnist"/>; a folder of its own</param>
    /// <param name="watch">as for <see cref="Mnist"/></param>
    /// <param name="cancellation">as for <see cref="Mnist"/></param>
    /// <exception cref="DataException">A file cannot be fetched, or is no IDX file.</exception>
    public static Task<ImmutableArray<DownloadedFile>> Idx(Uri from, string to, Action<DownloadProgress>? watch = null, CancellationToken cancellation = default) =>
        All([.. NN.Mnist.Files.Select(file => file.Name)], from, to, ContentCheck.Idx, watch, cancellation);

    /// <summary>One file.</summary>
    /// <param name="from">its address</param>
    /// <param name="to">the path it gets</param>
    /// <param name="sha256">the SHA-256 of its bytes, where it is known</param>
    /// <param name="watch">as for <see cref="Mnist"/></param>
    /// <param name="cancellation">as for <see cref="Mnist"/></param>
    /// <exception cref="DataException">It cannot be fetched, is another one by its hash, or another one is there already.</exception>
    public static async Task<DownloadedFile> File(Uri from, string to, string? sha256 = null, Action<DownloadProgress>? watch = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentException.ThrowIfNullOrEmpty(to);
        if (sha256 is not null && (sha256.Length != Sha256Digits || !sha256.All(char.IsAsciiHexDigit))) throw new NNException($"a SHA-256 is written with 64 hexadecimal digits, got \"{sha256}\".");
        if (System.IO.File.Exists(to))
        {
            string there = FileContent.Of(to, FileContent.Sha256);
            return there.Equals(sha256, StringComparison.OrdinalIgnoreCase) ? new(to, false, there)
                : throw new DataException($"{to}: there is a file already{(sha256 is null ? "" : $", and it is another one: its SHA-256 is {there}")}. Move it away, or choose another place.");
        }
        using var http = Client();
        var request = new DownloadRequest(from, to, sha256 is null ? null : ContentCheck.Bytes(sha256));
        if (!await new Download(http, request, watch, cancellation).Run().ConfigureAwait(false)) throw new DataException($"{from}: the server has no such file, or gives it to nobody.");
        return new(to, true, FileContent.Of(to, FileContent.Sha256));
    }

    /// <summary>Files known by the hashes of their uncompressed bytes.</summary>
    internal static Task<ImmutableArray<DownloadedFile>> Canonical(ImmutableArray<MnistFile> files, Uri from, string to, Action<DownloadProgress>? watch, CancellationToken cancellation) =>
        All([.. files.Select(file => file.Name)], from, to, name => ContentCheck.Uncompressed(files.Single(file => file.Name == name).Sha256, LongestMnistFile), watch, cancellation);

    private static async Task<ImmutableArray<DownloadedFile>> All(string[] names, Uri from, string to, Func<string, Func<Stream, string?>> fault, Action<DownloadProgress>? watch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentException.ThrowIfNullOrEmpty(to);
        using var http = Client();
        var done = ImmutableArray.CreateBuilder<DownloadedFile>();
        foreach (string name in names) done.Add(There(to, name, fault(name)) ?? await Fetched(http, from, to, name, fault(name), watch, cancellation).ConfigureAwait(false));
        return done.ToImmutable();
    }

    /// <summary>The file if it is there and right, plain or as .gz; none when it is not there.</summary>
    private static DownloadedFile? There(string folder, string name, Func<Stream, string?> fault)
    {
        if (DataFolders.Of(folder).Find(name) is not { } path) return null;
        return FileContent.Of(path, fault) is { } wrong ? throw new DataException($"{path}: a file is there already and is not the one that is wanted: {wrong}. Move it away, or choose another folder.")
            : new(path, false, Uncompressed(path));
    }

    private static async Task<DownloadedFile> Fetched(HttpClient http, Uri from, string to, string name, Func<Stream, string?> fault, Action<DownloadProgress>? watch, CancellationToken cancellation)
    {
        foreach (string form in new[] { $"{name}.gz", name })
        {
            string path = Path.Combine(to, form);
            if (await new Download(http, new(DownloadRequest.Below(from, form), path, fault), watch, cancellation).Run().ConfigureAwait(false))
                return new(path, true, Uncompressed(path));
        }
        throw new DataException($"{from}: the server has neither {name}.gz nor {name} there, or gives them to nobody.");
    }

    private static string Uncompressed(string path) => FileContent.Of(path, file => FileContent.UncompressedSha256(file)!);

    private static HttpClient Client()
    {
        var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = ForConnecting }) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Functional.NN");
        return client;
    }
}
