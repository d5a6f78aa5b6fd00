using System.Globalization;

namespace Functional.NN.Experiments;

/// <summary>Objects with known fields, and fields of known kinds.</summary>
/// <param name="who">whose fields they are, for sentences</param>
/// <param name="names">what they are called</param>
internal sealed class FieldReader(string who, params string[] names)
{
    /// <summary>The object, when it has no field of another name.</summary>
    public ObjectNode Of(DocumentNode node)
    {
        if (node is not ObjectNode fields) throw node.Error($"{who} must be an object with {string.Join(", ", names)}, got {node.Shown()}.");
        if (fields.Fields.FirstOrDefault(field => !names.Contains(field.Name)) is { } unknown)
            throw unknown.Error($"there is no field \"{unknown.Name}\" of {who}{NearestName.Quoted(unknown.Name, names)}; it has {string.Join(", ", names)}.");
        return fields;
    }

    public static string Text(DocumentNode node, string what) => node is TextNode text ? text.Value : throw node.Error($"{what} must be a text, got {node.Shown()}.");

    public static bool Truth(DocumentNode node, string what) => node is TruthNode truth ? truth.Value : throw node.Error($"{what} must be true or false, got {node.Shown()}.");

    public static int Count(DocumentNode node, string what) => node is NumberNode { Digits: var digits } && int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int count) ? count
        : throw node.Error($"{what} must be a whole number, got {node.Shown()}.");

    public static double Number(DocumentNode node, string what) =>
        node is NumberNode { Digits: var digits } && double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) ? number
        : throw node.Error($"{what} must be a number, got {node.Shown()}.");
}
