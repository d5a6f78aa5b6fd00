using System.Collections.Immutable;
using System.Text.Json;

namespace Functional.NN;

/// <summary>What a header says of one tensor; the offsets count from the end of the header.</summary>
internal sealed record SafetensorsEntry(string Name, string Type, Shape Shape, long Begin, long End)
{
    public long Bytes => (long)Shape.Size * WidthOf(Type);

    /// <summary>The bytes of one number, 0 for a type that is not read.</summary>
    public static int WidthOf(string type) => type switch { "F64" => 8, "F32" => 4, "F16" or "BF16" => 2, _ => 0 };
}

/// <summary>The JSON header of a safetensors file, parsed strictly: only what the format has, each once.</summary>
internal sealed record SafetensorsHeader(ImmutableArray<SafetensorsEntry> Entries, ImmutableArray<KeyValuePair<string, string>> Metadata)
{
    private const int DeepestJson = 8, MostAxes = 32;

    /// <exception cref="DataException">The header is not one; the sentence begins with the file's name.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string file)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestJson });
        try
        {
            return Parse(ref reader, file);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)   // the second is what GetString throws for bytes or escapes that are no text
        {
            throw new DataException(Sentence.Of($"{file}: the header is not valid JSON near its byte {reader.BytesConsumed}; the file is damaged or not a safetensors file."), e);
        }
    }

    private static SafetensorsHeader Parse(ref Utf8JsonReader reader, string file)
    {
        var entries = ImmutableArray.CreateBuilder<SafetensorsEntry>();
        var metadata = ImmutableArray<KeyValuePair<string, string>>.Empty;
        var names = new HashSet<string>(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject, "the header", "an object", file);
        while (NextName(ref reader) is { } name)
        {
            if (!names.Add(name)) throw new DataException($"{file}: the header has {Quoted(name)} twice; each name may come once.");
            if (name == SafetensorsFile.MetadataKey) metadata = Texts(ref reader, file);
            else entries.Add(Entry(ref reader, name, file));
        }
        while (reader.Read()) { }   // nothing may follow but white space: Read throws if something does
        return new SafetensorsHeader(entries.ToImmutable(), metadata);
    }

    private static ImmutableArray<KeyValuePair<string, string>> Texts(ref Utf8JsonReader reader, string file)
    {
        var texts = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject, SafetensorsFile.MetadataKey, "an object of texts", file);
        while (NextName(ref reader) is { } key)
        {
            if (!keys.Add(key)) throw new DataException($"{file}: {SafetensorsFile.MetadataKey} has {Quoted(key)} twice; each key may come once.");
            Expect(ref reader, JsonTokenType.String, $"{SafetensorsFile.MetadataKey} {Quoted(key)}", "a text", file);
            texts.Add(new(key, reader.GetString()!));
        }
        return texts.ToImmutable();
    }

    private static SafetensorsEntry Entry(ref Utf8JsonReader reader, string name, string file)
    {
        string who = $"tensor {Quoted(name)}";
        string? type = null;
        ImmutableArray<long>? shape = null, offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, who, "an object with dtype, shape and data_offsets", file);
        while (NextName(ref reader) is { } field)
        {
            bool again = field switch { "dtype" => type is not null, "shape" => shape is not null, "data_offsets" => offsets is not null, _ => false };
            if (again) throw new DataException($"{file}: {who} has {field} twice; each field may come once.");
            if (field == "dtype") type = Type(ref reader, who, file);
            else if (field == "shape") shape = Numbers(ref reader, MostAxes, who, field, file);
            else if (field == "data_offsets") offsets = Numbers(ref reader, 2, who, field, file);
            else throw new DataException($"{file}: {who} has a field {Quoted(field)}; only dtype, shape and data_offsets are known.");
        }
        if (type is null || shape is null || offsets is not [var begin, var end])
            throw new DataException($"{file}: {who} needs dtype, shape and two data_offsets; {(type is null ? "dtype is" : shape is null ? "shape is" : "two data_offsets are")} missing.");
        return new SafetensorsEntry(name, type, ShapeOf(shape.Value, who, file), begin, end);
    }

    private static string Type(ref Utf8JsonReader reader, string who, string file)
    {
        Expect(ref reader, JsonTokenType.String, $"dtype of {who}", "a text", file);
        string type = reader.GetString()!;
        return SafetensorsEntry.WidthOf(type) > 0 ? type
            : throw new DataException($"{file}: {who} is of type {Quoted(type)}; only F32, F64, F16 and BF16 can be read. Convert it where it was written.");
    }

    private static ImmutableArray<long> Numbers(ref Utf8JsonReader reader, int most, string who, string field, string file)
    {
        var numbers = ImmutableArray.CreateBuilder<long>();
        Expect(ref reader, JsonTokenType.StartArray, $"{field} of {who}", "an array of whole numbers", file);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (numbers.Count == most) throw new DataException($"{file}: {field} of {who} has more than {most} numbers, which is the most that can be read.");
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetUInt64(out ulong number) || number > long.MaxValue)
                throw new DataException($"{file}: {field} of {who} must hold whole numbers from 0 on, below 2^63; place {numbers.Count} does not.");
            numbers.Add((long)number);
        }
        return numbers.ToImmutable();
    }

    private static Shape ShapeOf(ImmutableArray<long> dimensions, string who, string file)
    {
        try
        {
            return Shape.Create([.. dimensions.Select(d => checked((int)d))]);
        }
        catch (Exception e) when (e is ShapeException or OverflowException)
        {
            throw new DataException($"{file}: {who} has the shape {string.Join('×', dimensions)}, more elements than one tensor can hold.", e);
        }
    }

    private static string? NextName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string who, string wanted, string file)
    {
        if (!reader.Read() || reader.TokenType != token) throw new DataException($"{file}: {who} must be {wanted}, and is not.");
    }

    /// <summary>A text from the file as a sentence can show it: short, and without control characters.</summary>
    internal static string Quoted(string text, int longest = 60) =>
        $"\"{string.Concat(text.Take(longest).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))}{(text.Length > longest ? "…" : "")}\"";
}
