using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Functional.NN;

/// <summary>JSON as a tree of values with places. Comments and a comma behind the last value are allowed; a name that comes twice in an object is not.</summary>
internal static class DocumentReader
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = DocumentLimits.Depth };

    /// <summary>The value that a text holds.</summary>
    /// <exception cref="DataException">It is not JSON, or too large; the sentence names the line and the column.</exception>
    public static DocumentNode Read(TextSource source, DocumentLimits limits)
    {
        if (source.Utf8.Length > limits.Bytes) throw new DataException(Sentence.Of($"{source.Name}: the JSON takes {source.Utf8.Length} bytes; the most that is read is {limits.Bytes}."));
        if (!Utf8.IsValid(source.Utf8.Span)) throw new TextPlace(source, FirstInvalid(source.Utf8.Span)).Error("the bytes are not UTF-8; save the file as UTF-8.");
        try
        {
            return Tree(source, limits);
        }
        catch (JsonException broken)
        {
            int offset = source.LineStart(broken.LineNumber ?? 0) + (int)(broken.BytePositionInLine ?? 0);
            throw new TextPlace(source, offset).Error($"this is not JSON: {Reason(source, broken)}", broken);
        }
    }

    private static DocumentNode Tree(TextSource source, DocumentLimits limits)
    {
        var reader = new Utf8JsonReader(source.Utf8.Span, Options);
        var tree = new DocumentBuilder();
        var place = new TextPlace(source, 0);
        try
        {
            for (int values = 0; reader.Read(); values++)
            {
                place = place with { Offset = (int)reader.TokenStartIndex };
                if (values == limits.Values) throw place.Error(Sentence.Of($"the JSON holds more than {limits.Values} values and names, which is the most that is read."));
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) tree.Open(reader.TokenType == JsonTokenType.StartObject, place);
                else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) tree.Close();
                else if (reader.TokenType == JsonTokenType.PropertyName) tree.Name(reader.GetString()!, place);
                else tree.Add(reader.TokenType switch
                {
                    JsonTokenType.String => new TextNode(reader.GetString()!) { Place = place },
                    JsonTokenType.Number => new NumberNode(Encoding.ASCII.GetString(reader.ValueSpan)) { Place = place },
                    JsonTokenType.Null => new NullNode { Place = place },
                    _ => new TruthNode(reader.TokenType == JsonTokenType.True) { Place = place },
                });
            }
        }
        catch (InvalidOperationException half)
        {
            throw place.Error("the text holds one half of a character (\\ud800 to \\udfff) without the other.", half);
        }
        return tree.Root!;
    }

    /// <summary>The byte at which the first thing stands that is no character.</summary>
    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out int length) == System.Buffers.OperationStatus.Done) at += length;
        return at;
    }

    /// <summary>What the parser says, without its own way to name the place.</summary>
    private static string Reason(TextSource source, JsonException broken)
    {
        if (source.Utf8.Span.TrimStart(" \t\r\n"u8).IsEmpty) return "there is nothing in it.";
        int place = broken.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return string.Join(' ', (place < 0 ? broken.Message : broken.Message[..place]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));   // it may quote what stands there, line ends and all
    }
}
