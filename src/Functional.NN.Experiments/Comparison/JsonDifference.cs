using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functional.NN.Experiments;

/// <summary>A field of two JSON texts that differs.</summary>
/// <param name="Path">the field: <c>optimizer.learningRate</c>, <c>network.layers[2].units</c></param>
/// <param name="First">its value in the first, as JSON; none where it is not there</param>
/// <param name="Second">its value in the second</param>
public sealed record JsonDifference(string Path, string? First, string? Second)
{
    private const int Longest = 80;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The smallest fields that differ, in the order of the first text.</summary>
    public static ImmutableArray<JsonDifference> Between(string first, string second)
    {
        var found = ImmutableArray.CreateBuilder<JsonDifference>();
        Compare("", JsonNode.Parse(first), JsonNode.Parse(second), found);
        return found.ToImmutable();
    }

    /// <summary><c>optimizer.learningRate: 0.001 ≠ 0.01</c></summary>
    public override string ToString() => $"{Path}: {First ?? "nothing"} ≠ {Second ?? "nothing"}";

    private static void Compare(string path, JsonNode? a, JsonNode? b, ImmutableArray<JsonDifference>.Builder found)
    {
        if (a is JsonObject first && b is JsonObject second && TypeOf(first) == TypeOf(second))
            foreach (string name in first.Select(field => field.Key).Union(second.Select(field => field.Key), StringComparer.Ordinal))
                Field(path.Length == 0 ? name : $"{path}.{name}", first.TryGetPropertyValue(name, out var x), x, second.TryGetPropertyValue(name, out var y), y, found);
        else if (a is JsonArray left && b is JsonArray right)
            for (int i = 0; i < Math.Max(left.Count, right.Count); i++)
                Field(Invariant.Text($"{path}[{i}]"), i < left.Count, i < left.Count ? left[i] : null, i < right.Count, i < right.Count ? right[i] : null, found);
        else if (Text(a) != Text(b))
            found.Add(new(path, Short(Text(a)), Short(Text(b))));
    }

    private static void Field(string path, bool inFirst, JsonNode? a, bool inSecond, JsonNode? b, ImmutableArray<JsonDifference>.Builder found)
    {
        if (inFirst && inSecond) Compare(path, a, b, found);
        else found.Add(new(path, inFirst ? Short(Text(a)) : null, inSecond ? Short(Text(b)) : null));
    }

    /// <summary>Two descriptions of different types have no fields in common that would mean the same.</summary>
    private static string? TypeOf(JsonObject json) => json["type"] is { } type ? Text(type) : null;

    private static string Text(JsonNode? node) => node is null ? "null" : node.ToJsonString(Compact);

    private static string Short(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
