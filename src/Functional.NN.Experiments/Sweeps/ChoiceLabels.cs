using System.Collections.Immutable;
using System.Text;

namespace Functional.NN.Experiments;

/// <summary>What the values of an axis are called.</summary>
internal static class ChoiceLabels
{
    private const string Type = "type";

    /// <summary>A label for each value: a text or a number as it is, of an object its <c>type</c>, else its JSON. Where several have one, the fields in which they differ stand behind it.</summary>
    /// <exception cref="DataException">A value is not JSON.</exception>
    public static ImmutableArray<string> Of(ImmutableArray<string> values)
    {
        DocumentNode[] nodes = [.. values.Select(Read)];
        var groups = nodes.GroupBy(Plain).ToDictionary(group => group.Key, group => Differing([.. group]), StringComparer.Ordinal);
        return [.. nodes.Select(node => Plain(node) + string.Concat(groups[Plain(node)].Select(field => $" {field}={Field(node, field)}")))];
    }

    /// <summary>The value that JSON says.</summary>
    public static DocumentNode Read(string json) => DocumentReader.Read(new TextSource("a value of an axis", Encoding.UTF8.GetBytes(json)), DocumentLimits.Written);

    private static string Plain(DocumentNode? node) => node switch
    {
        null => "default",
        NullNode => "none",
        TextNode text => text.Value,
        ObjectNode o when o[Type] is TextNode type => type.Value,
        _ => DocumentWriter.OneLine(node),
    };

    /// <summary>The fields that objects of one label have with different values; none of one alone.</summary>
    private static ImmutableArray<string> Differing(ObjectNode[] alike) => [.. alike.SelectMany(node => node.Names).Distinct().Where(field => alike.Select(node => Field(node, field)).Distinct().Skip(1).Any())];

    private static ImmutableArray<string> Differing(DocumentNode[] alike) => alike.Length > 1 && alike.All(node => node is ObjectNode) ? Differing(alike.Cast<ObjectNode>().ToArray()) : [];

    private static string Field(DocumentNode node, string field) => Plain(((ObjectNode)node)[field]);
}
