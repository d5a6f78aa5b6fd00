namespace Functional.NN.Cli.Tests;

/// <summary>A fact for which Python is needed: skipped, by name, where it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (!IsThere) Skip = Missing;
    }

    internal const string Missing = "python3 was not found on the PATH.";

    internal static bool IsThere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "python3")));
}

/// <summary>The same with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute()
    {
        if (!PythonFactAttribute.IsThere) Skip = PythonFactAttribute.Missing;
    }
}
