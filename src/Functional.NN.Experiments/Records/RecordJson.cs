using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functional.NN.Experiments;

/// <summary>The small JSON files of a record: read whole, written whole or not at all.</summary>
internal static class RecordJson
{
    private const long Largest = 64 << 20;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string OneLine(JsonObject json) => json.ToJsonString(Compact);

    public static void Write(string path, JsonObject json) => WriteText(path, json.ToJsonString(Readable) + "\n");

    public static void WriteText(string path, string text) => WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>What a file's JSON object says.</summary>
    /// <exception cref="DataException">The file is missing, or says something else.</exception>
    public static TResult Read<TResult>(string path, Func<JsonElement, TResult> read) => Parse(path, ReadText(path), read);

    /// <summary>What JSON text says.</summary>
    public static TResult Parse<TResult>(string name, string text, Func<JsonElement, TResult> read)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return read(json.RootElement);
        }
        catch (JsonException e)
        {
            throw new DataException(Invariant.Text($"{name}: line {e.LineNumber + 1}, column {e.BytePositionInLine + 1} is not JSON; the file is damaged."), e);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException || (e is NNException and not DataException))
        {
            throw new DataException($"{name}: the file is damaged or of another kind ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <summary>The text of a file.</summary>
    public static string ReadText(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) throw new DataException($"{path}: there is no such file.");
            if (file.Length > Largest) throw new DataException(Invariant.Text($"{path}: {file.Length} bytes are too many for such a file."));
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path));
        }
        catch (ArgumentException e)
        {
            throw new DataException($"{path}: the file is not text in UTF-8; it is damaged.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: the file cannot be read; the system says: {e.Message}", e);
        }
    }
}
