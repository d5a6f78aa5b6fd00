using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Functional.NN.Tests;

public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.File("README.md"));

    [GeneratedRegex(@"<!-- (\S+) (\S+) -->\n```\w+\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippets();

    [Fact]
    public void Every_snippet_of_the_README_is_a_region_of_a_sample()
    {
        var snippets = Snippets().Matches(Readme);

        Assert.Equal(3, snippets.Count);
        foreach (Match snippet in snippets)
        {
            string sample = File.ReadAllText(Repository.File(snippet.Groups[1].Value)), name = snippet.Groups[2].Value;
            string region = sample.Split($"// <{name}>\n")[1].Split($"// </{name}>")[0].TrimEnd('\n') + "\n";
            Assert.Equal(region, snippet.Groups[3].Value);
        }
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
