using System.CommandLine;

namespace Functional.NN.Cli;

/// <summary><c>fnn verify</c>: checks.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "the folder of the JSON files." };
        var vectors = new Command("vectors", "Run every case of the reference vectors in a folder; exit code 1 when one fails.") { folder };
        vectors.SetAction(parsed => Vectors(parsed.GetValue(folder)!, terminal));
        return new Command("verify", "Check what is there against what must be.") { vectors };
    }

    private static int Vectors(string directory, Terminal terminal) => throw new NNException($"{directory}: not yet.");
}
