using System.Globalization;
using System.Xml.Linq;

namespace Functional.NN;

/// <summary>Reports as JUnit XML: a suite a report, a case a block. Kinks and numbers of which a check cannot tell are output, not failures; a check that could not be made is an error.</summary>
internal static class GradientReportJUnit
{
    private const int ShownEntries = 20;

    public static string Of(IEnumerable<GradientReport> reports)
    {
        XElement[] suites = [.. reports.Select(Suite)];
        var root = new XElement("testsuites", new XAttribute("name", "gradients"), Sum(suites, "tests"), Sum(suites, "failures"), Sum(suites, "errors"), suites);
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root + "\n";
    }

    private static XElement Suite(GradientReport report)
    {
        string name = Text(report.Subject);
        XElement[] cases = [.. report.Blocks.Select(block => Case(name, block))];
        if (!report.IsRight && report.Count(GradientVerdict.Wrong) == 0) cases = [.. cases, Broken(name, report)];
        else if (cases.Length == 0) cases = [new XElement("testcase", new XAttribute("classname", name), new XAttribute("name", "gradient"), report.Reason is { } reason ? new XElement("system-out", Text(reason)) : null)];
        return new XElement("testsuite", new XAttribute("name", name), new XAttribute("tests", cases.Length), new XAttribute("failures", cases.Count(c => c.Element("failure") is not null)),
            new XAttribute("errors", cases.Count(c => c.Element("error") is not null)), new XAttribute("time", report.Elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)), cases,
            report.Smallest is { } smallest ? new XElement("system-out", Text(smallest.Code)) : null);
    }

    private static XElement Case(string subject, GradientBlock block)
    {
        var element = new XElement("testcase", new XAttribute("classname", subject), new XAttribute("name", Text(block.Name)));
        if (block.Count(GradientVerdict.Wrong) is > 0 and var wrong)
            element.Add(new XElement("failure", new XAttribute("type", "wrong"), new XAttribute("message", Text(Sentence.Of($"{wrong} of {block.Entries.Length} numbers are wrong; {block.Worst}"))),
                Text(string.Join('\n', block.Entries.Where(e => e.Verdict == GradientVerdict.Wrong).OrderByDescending(e => e.Severity).Take(ShownEntries)))));
        element.Add(new XElement("system-out", Sentence.Of($"{block.Entries.Length} checked, {block.Count(GradientVerdict.Kink)} at kinks, {block.Count(GradientVerdict.CannotTell)} cannot tell, in the right ones no mistake above {block.Detectable:0.0e+0}")));
        return element;
    }

    private static XElement Broken(string subject, GradientReport report) => new("testcase", new XAttribute("classname", subject), new XAttribute("name", "evaluation"),
        new XElement("error", new XAttribute("type", VerdictText.Of(report.Verdict)), new XAttribute("message", Text(report.Reason ?? VerdictText.Of(report.Verdict)))));

    private static XAttribute Sum(XElement[] suites, string name) => new(name, suites.Sum(s => (int)s.Attribute(name)!));

    /// <summary>What XML cannot hold, such as control characters in somebody's message, is shown as �.</summary>
    private static string Text(string text) => string.Concat(text.EnumerateRunes().Select(rune => System.Xml.XmlConvert.IsXmlChar((char)Math.Min(rune.Value, 0xFFFD)) ? rune.ToString() : "\uFFFD"));
}
