using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Functional.NN.Experiments;

/// <summary>What the values of an axis are called.</summary>
internal static class ChoiceLabels
{
    /// <summary>A label for each value; where several have one, what they differ in stands behind it.</summary>
    public static ImmutableArray<string> Of(ImmutableArray<string> values)
    {
        var groups = values.GroupBy(SweepChoice.LabelOf).ToDictionary(group => group.Key, group => group.ToArray());
        return [.. values.Select(value => SweepChoice.LabelOf(value) is var label && groups[label] is { Length: > 1 } alike ? label + Differences(value, alike) : label)];
    }

    private static string Differences(string value, string[] alike) => JsonNode.Parse(value) is not JsonObject here ? ""
        : string.Concat(Fields(alike).Where(field => Texts(alike, field).Distinct().Count() > 1).Select(field => $" {field}={Text(here, field)}"));

    private static IEnumerable<string> Fields(string[] alike) => alike.SelectMany(value => JsonNode.Parse(value) is JsonObject fields ? fields.Select(field => field.Key) : []).Distinct();

    private static IEnumerable<string> Texts(string[] alike, string field) => alike.Select(value => JsonNode.Parse(value) is JsonObject fields ? Text(fields, field) : value);

    private static string Text(JsonObject fields, string field) => fields.TryGetPropertyValue(field, out var value) ? SweepChoice.LabelOf(value?.ToJsonString() ?? "null") : "default";
}
