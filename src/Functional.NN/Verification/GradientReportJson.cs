using System.Text;
using System.Text.Json;

namespace Functional.NN;

/// <summary>Reports as JSON.</summary>
internal static class GradientReportJson
{
    public static string Of(GradientReport report)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("subject", report.Subject);
            json.WriteString("verdict", VerdictText.Of(report.Verdict));
            if (report.Reason is { } reason) json.WriteString("reason", reason);
            json.WriteNumber("evaluations", report.Evaluations);
            Number(json, "seconds", report.Elapsed.TotalSeconds);
            Number(json, "noise", report.Noise);
            if (report.Smallest is { } smallest) Smallest(json, smallest);
            json.WriteStartArray("blocks");
            foreach (var block in report.Blocks) Block(json, block);
            json.WriteEndArray();
            json.WriteStartArray("entries");
            foreach (var entry in report.Entries) Entry(json, entry);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Smallest(Utf8JsonWriter json, SmallestCase smallest)
    {
        json.WriteStartObject("smallest");
        json.WriteString("piece", smallest.Piece);
        json.WriteNumber("steps", smallest.Steps);
        json.WriteNumber("tries", smallest.Tries);
        json.WriteString("code", smallest.Code);
        json.WriteEndObject();
    }

    private static void Block(Utf8JsonWriter json, GradientBlock block)
    {
        json.WriteStartObject();
        json.WriteString("name", block.Name);
        json.WriteNumber("checked", block.Entries.Length);
        json.WriteNumber("right", block.Count(GradientVerdict.Right));
        json.WriteNumber("wrong", block.Count(GradientVerdict.Wrong));
        json.WriteNumber("kink", block.Count(GradientVerdict.Kink));
        json.WriteNumber("cannotTell", block.Count(GradientVerdict.CannotTell));
        Number(json, "detectable", block.Detectable);
        json.WriteEndObject();
    }

    private static void Entry(Utf8JsonWriter json, GradientEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("coordinate", entry.Coordinate);
        json.WriteString("block", entry.Block);
        json.WriteNumber("place", entry.Place);
        Number(json, "analytic", entry.Analytic);
        Number(json, "numeric", entry.Numeric);
        Number(json, "bound", entry.Bound);
        Number(json, "tolerance", entry.Tolerance);
        json.WriteString("verdict", VerdictText.Of(entry.Verdict));
        if (entry.Sides is { } sides)
        {
            Number(json, "left", sides.Left);
            Number(json, "right", sides.Right);
        }
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }
}
