using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Functional.NN.Tests;

public sealed partial class ReadmeTests
{
    /// <summary>What stands for a region's name where a whole file is shown.</summary>
    private const string WholeFile = "file";

    [GeneratedRegex(@"<!-- (\S+) (\S+) -->\n```\w+\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippets();

    [Theory]
    [InlineData("README.md", 5)]
    [InlineData("docs/verification.md", 9)]
    [InlineData("docs/experiments.md", 3)]
    public void Every_snippet_of_a_page_is_a_region_of_code_that_runs(string page, int count)
    {
        var snippets = Snippets().Matches(File.ReadAllText(Repository.File(page)));

        Assert.Equal(count, snippets.Count);
        foreach (Match snippet in snippets)
        {
            string sample = File.ReadAllText(Repository.File(snippet.Groups[1].Value)), name = snippet.Groups[2].Value;
            Assert.Equal(name == WholeFile ? sample : Region(sample, name), snippet.Groups[3].Value);
        }
    }

    /// <summary>The lines between the comments with a region's name, moved to the left margin.</summary>
    private static string Region(string sample, string name)
    {
        string[] lines = sample.Split($"// <{name}>\n")[1].Split($"// </{name}>")[0].TrimEnd(' ', '\n').Split('\n');
        int margin = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Concat(lines.Select(line => line[Math.Min(margin, line.Length)..] + "\n"));
    }

    [Fact]
    public void The_sample_in_CSharp_prints_what_the_README_says() =>
        Assert.Equal(["the same bits", "2 [24, 10]", "2×2 [[8, 6], [6, 0]]"], Output("QuickStart").Where(line => !line.StartsWith("1000 ", StringComparison.Ordinal)));

    [Fact]
    public void The_sample_in_FSharp_learns_XOR()
    {
        var lines = Output("QuickStart.FSharp");

        Assert.Matches(@"^4×1 \[\[-[0-9.]+\], \[[0-9.]+\], \[[0-9.]+\], \[-[0-9.]+\]\]$", lines[0]);
        Assert.Equal("1 [8.154845485377136]", lines[1]);
    }

    [Fact]
    public void The_sample_of_gradient_checks_finds_the_mistake_and_nothing_else()
    {
        var lines = Output("GradientChecks");

        Assert.Matches("^a function: right, 3 coordinates; in the right ones no mistake above .*e-1[0-9]; ", lines[0]);
        Assert.Matches("^a function: WRONG, 3 coordinates, 1 wrong; ", lines[4]);
        Assert.StartsWith("x[2]: analytic ", lines[5], StringComparison.Ordinal);
        Assert.Equal("x[2]", lines[8]);
        Assert.Equal(3, lines.Count(line => line.StartsWith("a function: right, ", StringComparison.Ordinal)));
        Assert.Equal(["Right", "Right", "Right", "Right, 1 at kinks", "Right, 8 directions", "True"], lines[^6..]);
    }

    private static string[] Output(string sample)
    {
        string folder = Directory.CreateTempSubdirectory("fnn-sample").FullName;
        string configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        var start = new ProcessStartInfo("dotnet", [Repository.File("samples", sample, "bin", configuration, "net10.0", $"{sample}.dll")])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        process.WaitForExit();
        Directory.Delete(folder, recursive: true);
        Assert.Equal(0, process.ExitCode);
        return lines;
    }
}
