namespace Functional.NN.Experiments.Tests.Reports;

/// <summary>A fact about what a browser shows: skipped, by name, where Chromium or its driver is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Browser is null || Driver is null) Skip = "Chromium and its driver were not found on the PATH (Debian: apt-get install chromium chromium-driver).";
    }

    /// <summary>The browser's program.</summary>
    internal static string? Browser { get; } = Found("chromium", "chromium-browser", "google-chrome");

    /// <summary>The program that drives it.</summary>
    internal static string? Driver { get; } = Found("chromedriver");

    private static string? Found(params string[] names) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
