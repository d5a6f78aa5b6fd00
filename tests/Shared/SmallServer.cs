using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Functional.NN.Tests;

/// <summary>A file that the server has, and how it behaves when asked for it.</summary>
internal sealed record ServedFile(byte[] Content)
{
    /// <summary>The entity tag, quotes and all.</summary>
    public string? Tag { get; init; }

    /// <summary>The date of the last change, as HTTP writes it.</summary>
    public string? Modified { get; init; }

    /// <summary>Whether it sends parts when asked for them.</summary>
    public bool Ranges { get; init; } = true;

    /// <summary>After how many bytes of the answer's body it breaks the connection.</summary>
    public int? BreaksAfter { get; init; }

    /// <summary>Whether it sends pieces without saying how long the file is.</summary>
    public bool Chunked { get; init; }

    /// <summary>Whether it says nothing any more after the first half.</summary>
    public bool Stalls { get; init; }

    /// <summary>Where it sends those who ask.</summary>
    public string? Redirect { get; init; }

    /// <summary>The status of an answer without the file.</summary>
    public string? Refusal { get; init; }

    /// <summary>By how much the promised length is longer than the file.</summary>
    public int TooLong { get; init; }
}

/// <summary>What a client asked for.</summary>
internal sealed record Asked(string Path, string? Range, string? IfRange);

/// <summary>A small HTTP server on this computer's own address, one answer a connection.</summary>
internal sealed class SmallServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();

    public SmallServer()
    {
        _listener.Start();
        _ = Task.Run(Accept);
    }

    /// <summary>The address of its folder.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/files");

    /// <summary>Its files by name.</summary>
    public ConcurrentDictionary<string, ServedFile> Files { get; } = new();

    /// <summary>What was asked for, in order.</summary>
    public ConcurrentQueue<Asked> Questions { get; } = new();

    /// <summary>The address of a file.</summary>
    public Uri Of(string name) => new($"{Address}/{name}");

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException) { }   // the end
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var asked = await Read(stream);
                Questions.Enqueue(asked);
                string name = asked.Path.Split('/')[^1];
                if (Files.TryGetValue(name, out var file) && asked.Path == $"/files/{name}") await Answer(client, stream, asked, file);
                else await Head(stream, "404 Not Found", ["Content-Length: 0"]);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException) { }   // the client has gone
        }
    }

    private static async Task<Asked> Read(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        string path = (await reader.ReadLineAsync() ?? throw new IOException("nothing was asked")).Split(' ')[1];
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line) headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return new(path, headers.GetValueOrDefault("Range"), headers.GetValueOrDefault("If-Range"));
    }

    private async Task Answer(TcpClient client, NetworkStream stream, Asked asked, ServedFile file)
    {
        if (file.Refusal is { } refusal) await Head(stream, refusal, ["Content-Length: 0"]);
        else if (file.Redirect is { } other) await Head(stream, "302 Found", [$"Location: {other}", "Content-Length: 0"]);
        else await Send(client, stream, asked, file);
    }

    private async Task Send(TcpClient client, NetworkStream stream, Asked asked, ServedFile file)
    {
        int all = file.Content.Length, from = Start(asked, file);
        if (from >= all && from > 0)
        {
            await Head(stream, "416 Range Not Satisfiable", [Text($"Content-Range: bytes */{all}"), "Content-Length: 0"]);
            return;
        }
        byte[] body = file.Content[from..];
        List<string> headers = [file.Chunked ? "Transfer-Encoding: chunked" : Text($"Content-Length: {body.Length + file.TooLong}")];
        if (file.Tag is not null) headers.Add($"ETag: {file.Tag}");
        if (file.Modified is not null) headers.Add($"Last-Modified: {file.Modified}");
        if (from > 0) headers.Add(Text($"Content-Range: bytes {from}-{all - 1}/{all}"));
        await Head(stream, from > 0 ? "206 Partial Content" : "200 OK", headers);
        await stream.WriteAsync(Cut(file, file.Chunked ? InPieces(body) : body), _end.Token);
        if (file.Stalls) await Task.Delay(Timeout.Infinite, _end.Token);
        if (file.BreaksAfter is not null) client.LingerState = new(true, 1);
    }

    private static byte[] Cut(ServedFile file, byte[] body) => file.Stalls ? body[..(body.Length / 2)] : file.BreaksAfter is { } count ? body[..Math.Min(count, body.Length)] : body;

    /// <summary>Where an answer begins: at the place asked for, when parts are sent and the file is still the one meant.</summary>
    private static int Start(Asked asked, ServedFile file) =>
        file.Ranges && asked.Range is { } range && (asked.IfRange is null || asked.IfRange == file.Tag || asked.IfRange == file.Modified)
            ? int.Parse(range["bytes=".Length..^1], NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private static byte[] InPieces(byte[] body) =>
        [.. body.Chunk(1000).SelectMany(piece => (byte[])[.. Encoding.ASCII.GetBytes(Text($"{piece.Length:x}\r\n")), .. piece, .. "\r\n"u8]), .. "0\r\n\r\n"u8];

    private static async Task Head(NetworkStream stream, string status, IEnumerable<string> headers) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{string.Concat(headers.Select(header => $"{header}\r\n"))}Connection: close\r\n\r\n"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
