using System.Text;

namespace Functional.NN.Course;

/// <summary>docs/course.md: the outline of the course with each statement's figure, verdict and links, made from the outline's text and a record.</summary>
internal sealed class CourseDocument
{
    private const string Outline = "samples/course/outline.md", Made = "<!-- Made by `fnn course --docs docs` from samples/course/outline.md and docs/course.json; edit those. -->";

    private readonly CourseRecord _record;
    private readonly SourceFiles _files;
    private readonly string _up;

    private CourseDocument(CourseRecord record, SourceFiles files, string up) => (_record, _files, _up) = (record, files, up);

    /// <summary>The document.</summary>
    /// <param name="folder">the folder that it is for, which the links start from</param>
    /// <param name="record">the figures</param>
    /// <exception cref="DataException">The outline names something that is not there, or leaves out a claim.</exception>
    public static string Of(string folder, CourseRecord record)
    {
        var files = SourceFiles.Around(folder);
        var lines = Lines(files, Outline).ToList();
        Check(record, lines);
        string up = Path.GetRelativePath(Path.GetFullPath(folder), files.Root).Replace('\\', '/') + "/";
        CourseDocument document = new(record, files, up);
        return $"{Made}\n\n{Spaced(lines.SelectMany(line => document.Rendered(line, lines)))}";
    }

    /// <summary>The pictures that the document shows: the sample and the number of its picture, from 1 on.</summary>
    public static IEnumerable<(string Sample, int Number)> Pictures(string folder) =>
        Lines(SourceFiles.Around(folder), Outline).Select(OutlineLine.Of).Where(line => line?.Kind == "picture").Select(line => Picture(line!)).Distinct();

    /// <summary>The file of a picture, in the document's folder.</summary>
    public static string PictureFile(string sample, int number) => Written.Of($"course/{sample}-{number}.svg");

    private static IEnumerable<string> Lines(SourceFiles files, string path) => files.Text(path).TrimEnd('\n').Split('\n').SelectMany(line =>
        OutlineLine.Of(line) is { Kind: "include" } include ? Lines(files, $"{Path.GetDirectoryName(path)!.Replace('\\', '/')}/{include.Subject}") : [line]);

    private static void Check(CourseRecord record, IEnumerable<string> lines)
    {
        var told = lines.Select(OutlineLine.Of).Where(line => line?.Kind == "claim").Select(line => line!.Subject).ToHashSet(StringComparer.Ordinal);
        string[] left = [.. record.Claims.Select(claim => claim.Name).Where(name => !told.Contains(name))];
        if (left.Length > 0) throw new DataException($"the course's outline leaves out {string.Join(", ", left)}; put a line \"@claim NAME | types: … | tests: …\" where each belongs.");
    }

    private IEnumerable<string> Rendered(string text, IEnumerable<string> outline) => OutlineLine.Of(text) is not { } line ? [text] : line.Kind switch
    {
        "claim" => [Claim(line)],
        "law" => [$"- **{line.Subject}** Shown by {Links(line.Types, line.Tests)}."],
        "picture" => [Image(line)],
        "summary" => [Summary()],
        "contents" => Contents(outline),
        "unheld" => _record.Claims.Where(claim => claim.Verdict == Verdict.DidNotHold).Select(claim => $"- {claim.Statement} {Capital(claim.Figure)}."),
        _ => throw new DataException($"the course's outline has a line \"{text}\"; what can stand there is @claim, @law, @picture, @include, @contents, @summary and @unheld."),
    };

    /// <summary>Lines with an empty one wherever text, a list, a picture or a heading begins, and never two.</summary>
    private static string Spaced(IEnumerable<string> lines)
    {
        StringBuilder text = new();
        string before = "";
        foreach (string line in lines)
        {
            bool parts = line.StartsWith('#') || before.StartsWith('#') || line.StartsWith("![", StringComparison.Ordinal) || before.StartsWith("![", StringComparison.Ordinal) || IsItem(line) != IsItem(before);
            if (before.Length > 0 && line.Length > 0 && parts) text.Append('\n');
            if (line.Length > 0 || before.Length > 0) text.Append(line).Append('\n');
            before = line;
        }
        return text.ToString();
    }

    private static bool IsItem(string line) => line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("  ", StringComparison.Ordinal);

    /// <summary>The headings as links.</summary>
    private static IEnumerable<string> Contents(IEnumerable<string> outline) => outline.Where(line => line.StartsWith("## ", StringComparison.Ordinal) || line.StartsWith("### ", StringComparison.Ordinal)).Select(line =>
    {
        string heading = line.TrimStart('#').Trim();
        string anchor = string.Concat(heading.ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-')).Replace(' ', '-');
        return $"{(line.StartsWith("###", StringComparison.Ordinal) ? "  " : "")}- [{heading}](#{anchor})";
    });

    private string Claim(OutlineLine line)
    {
        var (sample, claim) = _record.Samples.SelectMany(sample => sample.Claims.Select(claim => (sample, claim))).FirstOrDefault(pair => pair.claim.Name == line.Subject);
        if (claim is null) throw new DataException($"the course's outline names the claim {line.Subject}, which the record does not have; run the course again.");
        string code = _files.OfType(CourseSamples.All.Single(one => one.Name == sample.Name).GetType().Name);
        return $"- **{claim.Statement}** {Capital(claim.Figure)}: *{claim.Verdict.Words()}*. [{sample.Name}]({_up}{code}){(line.Types.IsEmpty && line.Tests.IsEmpty ? "" : " · ")}{Links(line.Types, line.Tests)}";
    }

    private string Links(IEnumerable<string> types, IEnumerable<string> tests) => string.Join(" · ",
    [
        .. types.Select(type => $"[`{type}`]({_up}{_files.OfType(type)})"),
        .. tests.Select(test => $"[test: {Spoken(test)}]({_up}{_files.OfTest(test)})"),
    ]);

    private string Image(OutlineLine line)
    {
        var (sample, number) = Picture(line);
        var exhibits = (_record.Samples.FirstOrDefault(one => one.Name == sample) ?? throw new DataException($"the course's outline shows a picture of {sample}, which the record does not have.")).Exhibits;
        return number <= exhibits.Length ? $"![{exhibits[number - 1].Title}]({PictureFile(sample, number)})" : throw new DataException(Written.Of($"the course's outline shows exhibit {number} of {sample}, which has {exhibits.Length}."));
    }

    private static (string Sample, int Number) Picture(OutlineLine line) => line.Subject.Split(' ') is [var sample, var digits] && int.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out int number) && number > 0 ? (sample, number)
        : throw new DataException($"the course's outline has a line \"@picture {line.Subject}\"; it is written @picture SAMPLE N.");

    private string Summary() => "At the last run: " + string.Join(", ", Enum.GetValues<Verdict>().Select(verdict => Written.Of($"{_record.Claims.Count(claim => claim.Verdict == verdict)} {verdict.Words()}")))
        + $" (`course sha256` {_record.Sha256}).";

    private static string Spoken(string test) => (test.Contains('.', StringComparison.Ordinal) ? test[(test.IndexOf('.', StringComparison.Ordinal) + 1)..] : test).Replace('_', ' ');

    /// <summary>With a capital letter, where it begins with a word and not with a symbol.</summary>
    private static string Capital(string words) => words.Length > 1 && char.IsAsciiLetterLower(words[0]) && (char.IsAsciiLetterLower(words[1]) || words.StartsWith("a ", StringComparison.Ordinal)) ? char.ToUpperInvariant(words[0]) + words[1..] : words;
}
