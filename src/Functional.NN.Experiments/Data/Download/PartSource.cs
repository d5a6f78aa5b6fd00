using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functional.NN.Experiments;

/// <summary>Where the bytes of an unfinished download come from, so that no bytes of another file are put behind them.</summary>
/// <param name="From">the address</param>
/// <param name="Tag">the server's strong entity tag of this version of the file (RFC 9110, 8.8.3), if it gives one</param>
/// <param name="Modified">when the file was changed last, if the server says so</param>
internal sealed record PartSource(string From, string? Tag, DateTimeOffset? Modified)
{
    private const int LongestJson = 1 << 16;

    /// <summary>What a response says of itself.</summary>
    public static PartSource Of(Uri from, HttpResponseMessage response) =>
        new(from.AbsoluteUri, response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null, response.Content.Headers.LastModified);

    /// <summary>What tells the server to send the rest only if the file is still the same; none where nothing tells versions of it apart.</summary>
    [JsonIgnore]
    public RangeConditionHeaderValue? Condition => Tag is not null && EntityTagHeaderValue.TryParse(Tag, out var tag) ? new(tag) : Modified is { } at ? new(at) : null;

    /// <summary>Reads what <see cref="Write"/> wrote; none where it is not there or not readable.</summary>
    public static PartSource? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: < LongestJson } ? JsonSerializer.Deserialize<PartSource>(File.ReadAllText(path)) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes it to a file.</summary>
    public void Write(string path) => WholeFile.Write(path, stream => JsonSerializer.Serialize(stream, this));
}
