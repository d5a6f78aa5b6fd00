using System.Globalization;
using System.Text.Json;

namespace Functional.NN;

/// <summary>A place in JSON, by its path, that says in a <see cref="DataException"/> what should be there and is not.</summary>
/// <param name="Element">what is there</param>
/// <param name="Path">where it is, such as <c>train.optimizer.step</c></param>
/// <param name="Document">what errors call the JSON</param>
internal readonly record struct JsonPlace(JsonElement Element, string Path, string Document)
{
    /// <summary>States of optimizers may stand in one another as deep as this.</summary>
    public const int DeepestJson = 512;

    /// <summary>What a text says, field names that come twice refused.</summary>
    public static TValue Read<TValue>(string text, string document, Func<JsonPlace, TValue> read)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestJson, AllowDuplicateProperties = false });
            return read(new JsonPlace(json.RootElement, "", document));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)   // the second is what names and texts throw that are no valid text
        {
            throw new DataException($"{document} is not valid JSON.", e);
        }
    }

    /// <summary>A field that must be there.</summary>
    public JsonPlace this[string field] => Optional(field) ?? throw new DataException($"{At(field)} is missing.");

    /// <summary>A field, or none.</summary>
    public JsonPlace? Optional(string field)
    {
        if (Element.ValueKind != JsonValueKind.Object) throw Expected("an object");
        return Element.TryGetProperty(field, out var value) ? this with { Element = value, Path = Below(field) } : null;
    }

    /// <summary>All fields by their names.</summary>
    public IEnumerable<KeyValuePair<string, JsonPlace>> Fields()
    {
        if (Element.ValueKind != JsonValueKind.Object) throw Expected("an object");
        foreach (var field in Element.EnumerateObject()) yield return new(field.Name, this with { Element = field.Value, Path = Below(field.Name) });
    }

    /// <summary>The items of an array.</summary>
    public IEnumerable<JsonPlace> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array) throw Expected("an array");
        int i = 0;
        foreach (var item in Element.EnumerateArray()) yield return this with { Element = item, Path = string.Create(CultureInfo.InvariantCulture, $"{Path}[{i++}]") };
    }

    public string Text => Element.ValueKind == JsonValueKind.String ? Element.GetString()! : throw Expected("a text");

    public bool Flag => Element.ValueKind is JsonValueKind.True or JsonValueKind.False ? Element.GetBoolean() : throw Expected("true or false");

    public int Int => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out int number) ? number : throw Expected("a whole number of 32 bits");

    public long Long => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt64(out long number) ? number : throw Expected("a whole number of 64 bits");

    public ulong Key => Element.ValueKind == JsonValueKind.Number && Element.TryGetUInt64(out ulong number) ? number : throw Expected("a whole number of 64 bits that is not negative");

    /// <summary>A number with all its bits: in decimal where it is finite, else the bits in hexadecimal.</summary>
    public double Number
    {
        get
        {
            if (Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out double number) && double.IsFinite(number)) return number;
            if (Element.ValueKind == JsonValueKind.String && Element.GetString() is ['0', 'x', .. { Length: 16 } digits] && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong bits))
                return BitConverter.UInt64BitsToDouble(bits);
            throw Expected("a number, or its bits as \"0x\" and 16 hexadecimal digits");
        }
    }

    public Shape Shape
    {
        get
        {
            try
            {
                return Shape.Of([.. Items().Select(item => item.Int)]);
            }
            catch (ShapeException e)
            {
                throw new DataException($"{At()} is no shape: {e.Message}", e);
            }
        }
    }

    public DataException Expected(string what) => new($"{At()} must be {what}, and is not.");

    private string At(string? field = null) => (field is null ? Path : Below(field)) is { Length: > 0 } path ? $"{Document}: {SafetensorsHeader.Quoted(path)}" : Document;

    private string Below(string field) => Path.Length == 0 ? field : $"{Path}.{field}";
}
