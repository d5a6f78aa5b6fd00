using System.Globalization;
using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary>
/// What is asked of a process of its own: <c>hashes THREADS</c> makes the fixed runs and prints a line for each; <c>catalogue</c> writes the catalogue
/// into the README and <c>docs/catalogue.md</c>; <c>figures</c> draws the pictures in <c>docs</c>; <c>keep RUN</c> keeps what a record says in <c>docs/records</c>, and <c>results</c> writes <c>docs/results.md</c> from what is there; <c>coordinates</c> looks for a mistake in one of 100,000 numbers and says how long it took; <c>collections</c> evaluates while the garbage collector comes.
/// </summary>
internal static class Program
{
    private static int Main(string[] args) => args switch
    {
        ["hashes", var threads] when int.TryParse(threads, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => Hashes(number),
        ["catalogue"] => WriteCatalogue(),
        ["figures"] => DrawFigures(),
        ["keep", .. var folders] => Keep(folders),
        ["results"] => WriteResults(),
        ["coordinates"] => OneOfManyCoordinates(),
        ["collections"] => CollectedEvaluation.IsTheSame() ? 0 : 1,
        _ => 2,
    };

    private static int Hashes(int threads)
    {
        foreach (string line in FixedRuns.Hashes(threads)) Console.WriteLine(line);
        return 0;
    }

    private static int WriteCatalogue()
    {
        string readme = Repository.File("README.md");
        File.WriteAllText(readme, Catalogue.InReadme(File.ReadAllText(readme)));
        File.WriteAllText(Repository.File("docs", "catalogue.md"), Catalogue.Page());
        return 0;
    }

    private static int DrawFigures()
    {
        foreach (var (file, draw) in Figures.All) File.WriteAllText(file, draw());
        return 0;
    }

    private static int Keep(string[] folders)
    {
        foreach (string folder in folders) KeptRecords.Keep(folder);
        return 0;
    }

    private static int WriteResults()
    {
        File.WriteAllText(Repository.File("docs", "results.md"), ResultsPage.Text());
        return 0;
    }

    private static int OneOfManyCoordinates()
    {
        var report = ManyCoordinates.Check(100_000, wrong: 77_777);
        Console.WriteLine(FormattableString.Invariant($"{report}\n{report.Elapsed.TotalSeconds:0} s"));
        return report.Wrong.Select(e => e.Coordinate).SequenceEqual(["x[77777]"]) ? 0 : 1;
    }
}
