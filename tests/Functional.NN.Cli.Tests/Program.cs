using System.Globalization;
using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary>
/// What is asked of a process of its own: <c>hashes THREADS</c> makes the fixed runs and prints a line for each; <c>catalogue</c> writes the catalogue
/// into the README and <c>docs/catalogue.md</c>; <c>collections</c> evaluates while the garbage collector comes.
/// </summary>
internal static class Program
{
    private static int Main(string[] args) => args switch
    {
        ["hashes", var threads] when int.TryParse(threads, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => Hashes(number),
        ["catalogue"] => WriteCatalogue(),
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
}
