namespace Functional.NN.Experiments;

/// <summary>Pieces of JSON schemas (draft 2020-12).</summary>
internal static class SchemaNode
{
    /// <summary>An object with these fields.</summary>
    public static ObjectNode Object(params IEnumerable<(string Name, DocumentNode Value)> fields) => new(fields.Select(field => new ObjectField(field.Name, field.Value)));

    public static TextNode Text(string text) => new(text);

    public static ArrayNode Texts(IEnumerable<string> texts) => new(texts.Select(Text));

    /// <summary>What a definition says.</summary>
    public static ObjectNode Reference(string definition) => Object(("$ref", Text($"#/$defs/{definition}")));

    /// <summary>One of several; one alone stands for itself, and choices among choices are choices.</summary>
    public static ObjectNode AnyOf(params IReadOnlyList<DocumentNode> several) => several is [ObjectNode one] ? one
        : Object(("anyOf", new ArrayNode(several.SelectMany(choice => choice is ObjectNode { Fields: [{ Name: "anyOf", Value: ArrayNode choices }] } ? choices.Items.AsEnumerable() : [choice]))));

    /// <summary>One of some texts.</summary>
    public static ObjectNode OneOf(IEnumerable<string> texts) => Object(("enum", Texts(texts)));

    /// <summary>Exactly a text.</summary>
    public static ObjectNode Exactly(string text) => Object(("const", Text(text)));

    /// <summary>The schema that a text holds.</summary>
    public static DocumentNode Parsed(string json) => Bare(DocumentReader.Read(new TextSource("schema", System.Text.Encoding.UTF8.GetBytes(json)), DocumentLimits.Written));

    /// <summary>A list.</summary>
    public static ObjectNode ListOf(DocumentNode items) => Object(("type", Text("array")), ("items", items));

    /// <summary>An object with no other fields than these.</summary>
    public static ObjectNode Closed(IEnumerable<(string Name, DocumentNode Value)> properties, IEnumerable<string> required, string? description = null)
    {
        var schema = Object(("type", Text("object")));
        if (description is not null) schema = schema.With("description", Text(description));
        schema = schema.With("properties", Object(properties));
        string[] needed = [.. required];
        if (needed.Length > 0) schema = schema.With("required", Texts(needed));
        return schema.With("additionalProperties", new TruthNode(false));
    }

    private static DocumentNode Bare(DocumentNode node) => node switch
    {
        ArrayNode array => new ArrayNode(array.Items.Select(Bare)),
        ObjectNode o => new ObjectNode(o.Fields.Select(field => new ObjectField(field.Name, Bare(field.Value)))),
        _ => node,
    };
}
