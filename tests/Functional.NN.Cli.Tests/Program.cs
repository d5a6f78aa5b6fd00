using System.Globalization;

namespace Functional.NN.Cli.Tests;

/// <summary>What the contract asks of a process of its own: <c>hashes THREADS</c> makes the fixed runs and prints a line for each.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not ["hashes", var threads] || !int.TryParse(threads, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return 2;
        foreach (string line in FixedRuns.Hashes(number)) Console.WriteLine(line);
        return 0;
    }
}
