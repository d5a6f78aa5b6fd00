using System.Globalization;
using System.Text.RegularExpressions;

namespace Functional.NN.Experiments;

/// <summary>Files of NIST's Statistical Reference Datasets for nonlinear regression: text whose header names the lines of starting values, certified values and data.</summary>
internal static partial class NistReader
{
    private const int MostBytes = 1 << 20;

    /// <summary>The problem in a file.</summary>
    /// <exception cref="DataException">The file cannot be read or is not of that form.</exception>
    public static NistProblem Read(string path)
    {
        string file = Path.GetFileName(path);
        try
        {
            if (new FileInfo(path).Length > MostBytes) throw new DataException($"{file}: a file of NIST's regression problems has some thousand bytes, this one more than a million. Get it anew from NIST's Statistical Reference Datasets.");
            return Parsed(file, File.ReadAllLines(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{file}: the file cannot be read: {unreadable.Message}", unreadable);
        }
    }

    internal static NistProblem Parsed(string file, string[] lines)
    {
        string name = Found(file, lines, Name(), "\"Dataset Name:\"").Groups[1].Value;
        var level = Enum.Parse<NistLevel>(Found(file, lines, Level(), "the level of difficulty").Groups[1].Value);
        var parameters = Section(file, lines, "Starting Values", Starting()).Select(line => Numbers(file, line, line.Text.Split('=', 2)[^1])).ToList();
        if (parameters.Find(p => p.Length != 4) is not null) throw new DataException($"{file}: a parameter's line has two starting values, its certified value and standard deviation; one has not.");
        var data = Section(file, lines, "Data", Data()).Select(line => Numbers(file, line, line.Text)).ToList();
        if (data.Count == 0 || data[0].Length < 2 || data.Exists(row => row.Length != data[0].Length)) throw new DataException($"{file}: a line of data has the response and as many predictors as the first; one has not.");
        double Certified(Regex regex, string what) => Number(file, Found(file, lines, regex, what).Groups[1].Value);
        Tensor<double> Column(int i) => Tensor.Vector([.. parameters.Select(p => p[i])]);
        return new(name, level, Tensor.Vector([.. data.Select(row => row[0])]), Tensor.Of(Shape.Of(data.Count, data[0].Length - 1), data.SelectMany(row => row.Skip(1))),
            [Column(0), Column(1)], Column(2), Column(3), Certified(Squares(), "\"Residual Sum of Squares:\""), Certified(Deviation(), "\"Residual Standard Deviation:\""));
    }

    private readonly record struct Line(int Number, string Text);

    private static Match Found(string file, string[] lines, Regex regex, string what) =>
        lines.Select(line => regex.Match(line)).FirstOrDefault(match => match.Success) ?? throw new DataException($"{file}: the header lacks {what}; this is not a file of NIST's Statistical Reference Datasets for nonlinear regression.");

    /// <summary>The lines that the header names.</summary>
    private static IEnumerable<Line> Section(string file, string[] lines, string what, Regex regex)
    {
        var named = Found(file, lines, regex, $"\"{what} (lines … to …)\"");
        if (!int.TryParse(named.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int first) || !int.TryParse(named.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int last)
            || first < 1 || last < first || last > lines.Length)
            throw new DataException(Invariant.Text($"{file}: the header says {what} (lines {named.Groups[1].Value} to {named.Groups[2].Value}); the file has {lines.Length} lines. It is cut off or changed; get it anew."));
        return Enumerable.Range(first, last - first + 1).Select(i => new Line(i, lines[i - 1]));
    }

    private static double[] Numbers(string file, Line line, string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => Number(Invariant.Text($"{file}, line {line.Number}"), word))];

    private static double Number(string where, string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : throw new DataException($"{where}: expected a number, got \"{(word.Length > 40 ? word[..40] + "…" : word)}\".");

    [GeneratedRegex(@"^Dataset Name:\s+(\w+)")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s+(Lower|Average|Higher) Level of Difficulty")]
    private static partial Regex Level();

    [GeneratedRegex(@"Starting Values\s+\(lines\s+(\d+)\s+to\s+(\d+)\)")]
    private static partial Regex Starting();

    [GeneratedRegex(@"Data\s+\(lines\s+(\d+)\s+to\s+(\d+)\)")]
    private static partial Regex Data();

    [GeneratedRegex(@"^Residual Sum of Squares:\s+(\S+)")]
    private static partial Regex Squares();

    [GeneratedRegex(@"^Residual Standard Deviation:\s+(\S+)")]
    private static partial Regex Deviation();
}
