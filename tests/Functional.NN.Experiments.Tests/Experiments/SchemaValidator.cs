using System.Text.Json;
using System.Text.RegularExpressions;

namespace Functional.NN.Experiments.Tests.Experiments;

/// <summary>Checks JSON by a JSON schema: those keywords of draft 2020-12 that the schema of experiments uses, written from the specification. An unknown keyword is an error.</summary>
internal sealed class SchemaValidator
{
    private static readonly HashSet<string> Annotations = ["$schema", "$defs", "title", "description", "default", "examples"];

    private readonly JsonElement _root;

    public SchemaValidator(string schema) => _root = JsonDocument.Parse(schema).RootElement;

    /// <summary>Whether a document, which may hold comments, is as the schema says.</summary>
    public bool Accepts(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return Fits(document.RootElement, _root);
    }

    /// <summary>Every keyword of the schema, and every reference that leads somewhere.</summary>
    public void CheckItself() => CheckSchema(_root);

    private void CheckSchema(JsonElement schema)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False) return;
        foreach (var keyword in schema.EnumerateObject())
        {
            if (keyword.Name == "$ref") _ = Definition(keyword.Value.GetString()!);
            else if (keyword.Name is "properties" or "$defs")
                foreach (var property in keyword.Value.EnumerateObject()) CheckSchema(property.Value);
            else if (keyword.Name is "anyOf")
                foreach (var choice in keyword.Value.EnumerateArray()) CheckSchema(choice);
            else if (keyword.Name is "items" or "additionalProperties") CheckSchema(keyword.Value);
            else if (!Annotations.Contains(keyword.Name)) Holds(keyword, JsonDocument.Parse("0").RootElement, schema);
        }
    }

    private bool Fits(JsonElement value, JsonElement schema) => schema.ValueKind == JsonValueKind.True || (schema.ValueKind == JsonValueKind.Object && schema.EnumerateObject().All(keyword => Annotations.Contains(keyword.Name) || Holds(keyword, value, schema)));

    private bool Holds(JsonProperty keyword, JsonElement value, JsonElement schema)
    {
        var said = keyword.Value;
        return keyword.Name switch
        {
            "$ref" => Fits(value, Definition(said.GetString()!)),
            "type" => (said.ValueKind == JsonValueKind.Array ? said.EnumerateArray().ToArray() : [said]).Any(type => Is(value, type.GetString()!)),
            "const" => JsonElement.DeepEquals(value, said),
            "enum" => said.EnumerateArray().Any(one => JsonElement.DeepEquals(value, one)),
            "anyOf" => said.EnumerateArray().Any(choice => Fits(value, choice)),
            "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, said.GetString()!),
            "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= said.GetDouble(),
            "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.EnumerateRunes().Count() >= said.GetInt32(),
            "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.EnumerateRunes().Count() <= said.GetInt32(),
            "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= said.GetInt32(),
            "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= said.GetInt32(),
            "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(item => Fits(item, said)),
            "required" => value.ValueKind != JsonValueKind.Object || said.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
            "properties" => value.ValueKind != JsonValueKind.Object || said.EnumerateObject().All(property => !value.TryGetProperty(property.Name, out var there) || Fits(there, property.Value)),
            "additionalProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(property => (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(property.Name, out _)) || Fits(property.Value, said)),
            _ => throw new InvalidOperationException($"The schema has the keyword \"{keyword.Name}\", which this validator does not know."),
        };
    }

    private JsonElement Definition(string reference) => _root.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]);

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && Math.Floor(value.GetDouble()) == value.GetDouble(),
        _ => throw new InvalidOperationException($"There is no type \"{type}\" in JSON schemas."),
    };
}
