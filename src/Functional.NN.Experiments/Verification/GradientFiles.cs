using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Functional.NN.Experiments.Verification;

/// <summary>Something that was not checked, and why.</summary>
internal sealed record NotChecked(string Name, string Reason);

/// <summary>Checks as files for programs: JSON, and the XML of JUnit that dashboards read.</summary>
internal static class GradientFiles
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Rows with their cases, and the whole reports of those in which something is not right: wrong, at a kink, or not to be told.</summary>
    public static void WriteJson(string path, IReadOnlyList<GradientRow> rows, IReadOnlyList<NotChecked> without) => Write(path, new JsonObject
    {
        ["rows"] = new JsonArray([.. rows.Select(Json)]),
        ["not checked"] = new JsonArray([.. without.Select(w => new JsonObject { ["name"] = w.Name, ["reason"] = w.Reason })]),
    }.ToJsonString(Readable) + "\n");

    /// <summary>A suite a row and a test a case.</summary>
    public static void WriteJUnit(string path, IReadOnlyList<GradientRow> rows, IReadOnlyList<NotChecked> without)
    {
        var suites = rows.Select(Suite).ToList();
        if (without.Count > 0) suites.Add(Suite("not checked", 0, [.. without.Select(w => Test("not checked", w.Name, 0, new XElement("skipped", new XAttribute("message", Clean(w.Reason)))))]));
        var root = new XElement("testsuites", Sum(suites, "tests"), Sum(suites, "failures"), Sum(suites, "errors"), Sum(suites, "skipped"), suites);
        Write(path, new XDeclaration("1.0", "utf-8", null) + "\n" + root + "\n");
    }

    private static void Write(string path, string text) => WholeFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });

    private static JsonObject Json(GradientRow row) => new()
    {
        ["kind"] = row.Kind,
        ["name"] = row.Name,
        ["verdict"] = Text(row.Verdict),
        ["coordinates"] = row.Tally.Checked,
        ["wrong"] = row.Tally.Wrong,
        ["kinks"] = row.Tally.Kinks,
        ["cannot tell"] = row.Tally.CannotTell,
        ["worst error in units of its bound"] = Finite(row.Tally.Worst),
        ["seconds"] = Math.Round(row.Seconds, 3),
        ["cases"] = new JsonArray([.. row.Outcomes.Select(Json)]),
    };

    private static JsonObject Json(GradientOutcome outcome)
    {
        var json = new JsonObject
        {
            ["name"] = outcome.Name,
            ["verdict"] = Text(outcome.Verdict),
            ["coordinates"] = outcome.Tally.Checked,
            ["wrong"] = outcome.Tally.Wrong,
            ["kinks"] = outcome.Tally.Kinks,
            ["cannot tell"] = outcome.Tally.CannotTell,
            ["worst error in units of its bound"] = Finite(outcome.Tally.Worst),
            ["seconds"] = Math.Round(outcome.Seconds, 3),
        };
        if (outcome.Reason is not null) json["reason"] = outcome.Reason;
        if (outcome.Report is not null) json["report"] = outcome.Report.DeepClone();
        return json;
    }

    private static XElement Suite(GradientRow row) => Suite($"{row.Kind} {row.Name}", row.Seconds, [.. row.Outcomes.Select(outcome => Test($"{row.Kind}.{row.Name}", outcome.Name, outcome.Seconds, Result(outcome)))]);

    private static XElement Suite(string name, double seconds, ImmutableArray<XElement> tests)
    {
        int Count(string kind) => tests.Count(test => test.Element(kind) is not null);
        return new("testsuite", new XAttribute("name", Clean(name)), new XAttribute("tests", tests.Length), new XAttribute("failures", Count("failure")), new XAttribute("errors", Count("error")),
            new XAttribute("skipped", Count("skipped")), Time(seconds), tests);
    }

    private static XElement Test(string suite, string name, double seconds, XElement? result) =>
        new("testcase", new XAttribute("classname", Clean(suite)), new XAttribute("name", Clean(name)), Time(seconds), result);

    private static XElement? Result(GradientOutcome outcome) => outcome.Verdict switch
    {
        GradientVerdict.Wrong => new("failure", new XAttribute("type", "wrong"), new XAttribute("message", Clean(outcome.Worst.FirstOrDefault() ?? outcome.Reason ?? "wrong")), Clean(string.Join('\n', outcome.Worst))),
        _ when outcome.IsBad => new("error", new XAttribute("type", Text(outcome.Verdict)), new XAttribute("message", Clean(outcome.Reason ?? Text(outcome.Verdict)))),
        GradientVerdict.CannotTell => new("skipped", new XAttribute("message", "cannot tell")),
        _ => null,
    };

    private static XAttribute Time(double seconds) => new("time", seconds.ToString("0.000", CultureInfo.InvariantCulture));

    private static XAttribute Sum(IEnumerable<XElement> suites, string attribute) => new(attribute, suites.Sum(suite => (int)suite.Attribute(attribute)!));

    /// <summary>A verdict in words: <c>did not return</c>.</summary>
    public static string Text(GradientVerdict verdict) => VerdictText.Of(verdict);

    /// <summary>Without what XML does not allow.</summary>
    private static string Clean(string text) => string.Concat(text.Where(c => XmlConvert.IsXmlChar(c)));

    private static JsonNode? Finite(double number) => double.IsFinite(number) ? Math.Round(number, 6) : "infinite";
}
