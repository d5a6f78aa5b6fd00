namespace Functional.NN;

/// <summary>Reports as text for people.</summary>
internal static class GradientReportText
{
    private const int ShownEntries = 10;

    public static string Of(GradientReport report)
    {
        var lines = new List<string> { Head(report) };
        if (report.Reason is { } reason) lines.Add($"  {reason}");
        lines.AddRange(report.Entries.Take(ShownEntries).Select(e => $"  {e}"));
        if (report.Entries.Length > ShownEntries) lines.Add(Sentence.Of($"  and {report.Entries.Length - ShownEntries} more"));
        if (report.Smallest is { } smallest) lines.AddRange(["", .. smallest.Code.Split('\n').Select(line => line.Length == 0 ? line : $"  {line}")]);
        return string.Join('\n', lines);
    }

    /// <summary>What is wrong, in one sentence.</summary>
    public static string Mistake(GradientReport report) => report switch
    {
        { Verdict: GradientVerdict.Wrong, Worst: { Verdict: GradientVerdict.Wrong } worst } => Sentence.Of($"GradientCheck of {report.Subject}: the derivative with respect to {worst.Coordinate} is claimed to be {worst.Analytic:G9} and measured as {worst.Numeric:G9}, ")
            + Sentence.Of($"{worst.Error:0.0e+0} apart where {worst.Bound + worst.Tolerance:0.0e+0} is allowed ({report.Count(GradientVerdict.Wrong)} of {report.Entries.Length} numbers are wrong).")
            + (report.Smallest is { } smallest ? $" What fails is {smallest.Piece}; Smallest.Code of the report is a program that shows it." : ""),
        { Verdict: GradientVerdict.CannotTell, Reason: null, Worst: { } unclear } => Sentence.Of($"GradientCheck of {report.Subject}: cannot tell for {report.Count(GradientVerdict.CannotTell)} of {report.Entries.Length} numbers; {unclear}."),
        { Reason: null } => $"GradientCheck of {report.Subject}: {VerdictText.Of(report.Verdict)} in every number that was looked at; choose another point.",
        _ => $"GradientCheck of {report.Subject}: {VerdictText.Of(report.Verdict)}, {report.Reason}.",
    };

    private static string Head(GradientReport report)
    {
        string verdict = report.Verdict is GradientVerdict.Right or GradientVerdict.Kink or GradientVerdict.CannotTell ? VerdictText.Of(report.Verdict) : VerdictText.Of(report.Verdict).ToUpperInvariant();
        var counts = new[] { GradientVerdict.Wrong, GradientVerdict.CannotTell, GradientVerdict.Kink }.Select(v => (Verdict: v, Count: report.Count(v))).Where(c => c.Count > 0)
            .Select(c => Sentence.Of($"{c.Count} {(c.Verdict == GradientVerdict.Kink ? "at kinks" : VerdictText.Of(c.Verdict))}"));
        double detectable = report.Blocks.Select(b => b.Detectable).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();
        string seen = double.IsNaN(detectable) ? "" : Sentence.Of($"; in the right ones no mistake above {detectable:0.0e+0}");
        return string.Join(", ", counts.Prepend(Sentence.Of($"{report.Subject}: {verdict}, {report.Entries.Length} coordinates"))) + Sentence.Of($"{seen}; {report.Evaluations} evaluations, noise {report.Noise:0.#} ulp");
    }
}
