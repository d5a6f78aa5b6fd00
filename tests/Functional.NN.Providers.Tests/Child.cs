using System.Diagnostics;

namespace Functional.NN.Providers.Tests;

/// <summary>This assembly as a program, started with an environment of its own.</summary>
internal static class Child
{
    public static string Answer(string question, params (string Name, string Value)[] environment)
    {
        var (code, said) = Run(question, environment);
        Assert.True(code == 0, $"{question} ended with {code}: {said}");
        return said;
    }

    /// <summary>The one line of a refusal.</summary>
    public static string Refusal(string question, params (string Name, string Value)[] environment)
    {
        var (code, said) = Run(question, environment);
        Assert.True(code == 2, $"{question} ended with {code}: {said}");
        Assert.DoesNotContain('\n', said);
        return said;
    }

    /// <summary>The exit code and all that was said.</summary>
    public static (int Code, string Said) Run(string question, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, .. question.Split(' ')]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string set in (string[])["FNN_MKL_PATH", "FNN_OPENBLAS_PATH", "OPENBLAS_CORETYPE", "MKL_THREADING_LAYER", "MKL_CBWR"]) start.Environment.Remove(set);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, (said + errors.Result).Trim());
    }
}
