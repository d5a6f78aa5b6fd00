using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functional.NN.Experiments;

/// <summary>Numbers in JSON that read back to the same bits: the shortest decimals that do, and words for what is not finite.</summary>
/// <remarks>The sign and the payload of a NaN are not kept: every NaN is one.</remarks>
internal static class ExactNumbers
{
    public static JsonNode Node(double number) => double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(Word(number));

    /// <summary>As JSON text.</summary>
    public static string Text(double number) => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : $"\"{Word(number)}\"";

    public static double Read(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => throw new FormatException($"\"{element.GetString()}\" is no number"),
    } : element.GetDouble();

    private static string Word(double number) => double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
}
