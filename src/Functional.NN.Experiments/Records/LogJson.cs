using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functional.NN.Experiments;

/// <summary>A log's lines as JSON text, and back.</summary>
/// <remarks>
/// A step is <c>{"step":1,"loss":2.3,"norm":0.5,"check":"9f86d081"}</c>, in the chain without its check, which is the beginning of the hash of what is in the chain since the last epoch, this step included: so a changed line
/// is known by itself. An epoch is <c>{"epoch":1,"result":{…},"seconds":1.2,"chain sha256":"…"}</c>; where a state was saved within an epoch stands the state's hash and that of what is in the chain since the
/// last one, <c>{"saved":57,"state sha256":"…","since sha256":"…","check":"…"}</c>, checked by the beginning of its own hash, so that a run can go on from there. The text of a line is a function of its numbers, so that equal results have equal text.
/// </remarks>
internal static class LogJson
{
    private const string CriticalPoint = "critical point";

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A step as it is hashed.</summary>
    public static string Write(LoggedStep step) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"step\":{step.Step},\"loss\":{ExactNumbers.Text(step.Loss)},\"norm\":{ExactNumbers.Text(step.GradientNorm)}}}");

    /// <summary>A line with its check: a step's is that of the chain.</summary>
    public static string Line(string said, string check) => $"{said[..^1]},\"check\":\"{check}\"}}";

    /// <summary>What follows from the experiment, as it is hashed.</summary>
    public static string Write(LoggedResult result) => new JsonObject
    {
        ["step"] = result.Step,
        ["partial"] = result.Partial,
        ["rate"] = result.Rate is { } rate ? ExactNumbers.Node(rate) : null,
        ["training"] = Node(result.Training),
        ["validation"] = result.Validation is { } validation ? Node(validation) : null,
        ["test"] = Node(result.Test),
        ["diagnostics"] = Object(result.Diagnostics, d => d.Name, d => Node(d.Findings)),
        ["blocks"] = Object(result.Blocks, b => b.Name, b => b.Sha256),
        ["state sha256"] = result.StateSha256,
    }.ToJsonString(Compact);

    public static string Write(LoggedEpoch epoch) => string.Create(CultureInfo.InvariantCulture,
        $"{{\"epoch\":{epoch.Result.Epoch},\"result\":{Write(epoch.Result)},\"seconds\":{Math.Round(epoch.Seconds, 3)},\"chain sha256\":\"{epoch.ChainSha256}\"}}");

    public static string Write(LoggedSave save)
    {
        string said = string.Create(CultureInfo.InvariantCulture, $"{{\"saved\":{save.Step},\"state sha256\":\"{save.StateSha256}\",\"since sha256\":\"{save.SinceSha256}\"}}");
        return Line(said, HashChain.CheckOf(said));
    }

    public static LoggedSave ReadSave(JsonElement line) => new(line.GetProperty("saved").GetInt64(), Hash(line.GetProperty("state sha256")), Hash(line.GetProperty("since sha256")));

    public static JsonObject Node(Metrics metrics) => new()
    {
        ["samples"] = metrics.Samples,
        ["count"] = ExactNumbers.Node(metrics.Count),
        ["loss"] = ExactNumbers.Node(metrics.Loss),
        ["data loss"] = ExactNumbers.Node(metrics.DataLoss),
        ["penalty"] = ExactNumbers.Node(metrics.Penalty),
        ["gradient norm"] = ExactNumbers.Node(metrics.GradientNorm),
        ["values"] = Object(metrics.Values, v => v.Key, v => ExactNumbers.Node(v.Value)),
        ["counts"] = Object(metrics.Counts, v => v.Key, v => ExactNumbers.Node(v.Value)),
    };

    /// <summary>A diagnostic's numbers by name, and what kind of point it found under a name that no layer has.</summary>
    private static JsonObject Node(Findings findings)
    {
        var node = Object(findings.Numbers, n => n.Name, n => ExactNumbers.Node(n.Value));
        if (findings.CriticalPoint is { } point) node[CriticalPoint] = point;
        return node;
    }

    private static Findings ReadFindings(JsonElement found) => new(
        [.. found.EnumerateObject().Where(n => n.Name != CriticalPoint).Select(n => new Diagnostic(n.Name, ExactNumbers.Read(n.Value)))],
        found.TryGetProperty(CriticalPoint, out var point) ? point.GetString() : null);

    public static LoggedStep ReadStep(JsonElement line) => new(line.GetProperty("step").GetInt64(), ExactNumbers.Read(line.GetProperty("loss")), ExactNumbers.Read(line.GetProperty("norm")));

    public static LoggedEpoch ReadEpoch(JsonElement line)
    {
        var result = line.GetProperty("result");
        return new LoggedEpoch(new LoggedResult(
            line.GetProperty("epoch").GetInt32(),
            result.GetProperty("partial").GetBoolean(),
            result.GetProperty("step").GetInt64(),
            result.GetProperty("rate") is { ValueKind: not JsonValueKind.Null } rate ? ExactNumbers.Read(rate) : null,
            ReadMetrics(result.GetProperty("training")),
            result.GetProperty("validation") is { ValueKind: not JsonValueKind.Null } validation ? ReadMetrics(validation) : null,
            ReadMetrics(result.GetProperty("test")),
            [.. result.GetProperty("diagnostics").EnumerateObject().Select(d => new LoggedDiagnostic(d.Name, ReadFindings(d.Value)))],
            [.. result.GetProperty("blocks").EnumerateObject().Select(b => new BlockHash(b.Name, Hash(b.Value)))],
            Hash(result.GetProperty("state sha256"))),
            line.GetProperty("seconds").GetDouble(), Hash(line.GetProperty("chain sha256")));
    }

    public static Metrics ReadMetrics(JsonElement metrics) => new(
        metrics.GetProperty("samples").GetInt32(), ExactNumbers.Read(metrics.GetProperty("count")), ExactNumbers.Read(metrics.GetProperty("loss")), ExactNumbers.Read(metrics.GetProperty("data loss")),
        ExactNumbers.Read(metrics.GetProperty("penalty")), ExactNumbers.Read(metrics.GetProperty("gradient norm")), Numbers(metrics.GetProperty("values")))
    {
        Counts = Numbers(metrics.GetProperty("counts")),
    };

    private static ImmutableSortedDictionary<string, double> Numbers(JsonElement numbers)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var number in numbers.EnumerateObject()) all.Add(number.Name, ExactNumbers.Read(number.Value));
        return all.ToImmutable();
    }

    public static string Hash(JsonElement element) => element.GetString() is { Length: 64 } text && text.All(char.IsAsciiHexDigitLower) ? text : throw new FormatException("a SHA-256 has 64 hexadecimal digits");

    private static JsonObject Object<TItem>(IEnumerable<TItem> items, Func<TItem, string> name, Func<TItem, JsonNode> value) => new(items.Select(item => KeyValuePair.Create(name(item), (JsonNode?)value(item))));
}
