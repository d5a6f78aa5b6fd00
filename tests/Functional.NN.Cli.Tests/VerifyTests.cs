using Functional.NN.Tests;
using System.Text.Json.Nodes;

namespace Functional.NN.Cli.Tests;

/// <summary><c>fnn verify vectors</c>.</summary>
public sealed class VerifyTests
{
    [Fact]
    public void Every_file_has_a_line_and_no_case_fails()
    {
        var ran = Fnn.Run(["verify", "vectors", Repository.Vectors()]);
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.Equal(Directory.GetFiles(Repository.Vectors(), "*.json").Length, ran.Out.TrimEnd().Split('\n').Length);
        Assert.All(ran.Out.TrimEnd().Split('\n'), line => Assert.Matches(@"^\w+: \d+ passed, 0 failed, \d+ unsupported$", line.TrimEnd()));
        Assert.Matches(@"(?m)^layers: [1-9]\d* passed, ", ran.Out);
    }

    [Fact]
    public void A_number_that_is_off_fails_by_name_with_its_error_and_ends_with_1()
    {
        using var scratch = new Scratch();
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Vectors(), "activations.json")))!;
        string name = Spoil(file);
        scratch.File("activations.json", file.ToJsonString());
        var ran = Fnn.Run(["verify", "vectors", scratch.Path]);
        Assert.Equal((1, ""), (ran.Code, ran.Err));
        Assert.Matches(@"^activations: \d+ passed, 1 failed, \d+ unsupported", ran.Out);
        Assert.Contains($"failed: activations \"{name}\", largest error", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_missing_or_empty_or_broken_is_refused()
    {
        using var scratch = new Scratch();
        Fnn.Run(["verify", "vectors", Path.Combine(scratch.Path, "nowhere")]).IsRefused("nowhere");
        Fnn.Run(["verify", "vectors", scratch.Path]).IsRefused(".json");
        scratch.File("broken.json", "{ \"cases\": [");
        Fnn.Run(["verify", "vectors", scratch.Path]).IsRefused("broken.json");
    }

    [NistTheory]
    [InlineData("")]
    [InlineData("nist")]
    public void NISTs_problems_have_a_line_each_the_ones_that_ended_elsewhere_a_reason_and_all_a_count(string subfolder)
    {
        string folder = Path.GetDirectoryName(MnistFactAttribute.Folders.Find("Misra1a.dat", "nist")!)!;
        var ran = Fnn.Run(["verify", "nist", "--data-dir", subfolder.Length > 0 ? Path.GetDirectoryName(folder)! : folder]);
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        string[] lines = [.. ran.Out.TrimEnd().Split('\n').Select(line => line.TrimEnd())];
        Assert.Equal(2 + 27 + 2 + 1, lines.Length);
        Assert.Matches(@"^Misra1a     Lower +11\.0 ", Assert.Single(lines, line => line.StartsWith("Misra1a", StringComparison.Ordinal)));
        Assert.Equal("right to 6 digits: 25 of 27 from start 1 (18 wanted), 27 from start 2 (22 wanted)", lines[^1]);
    }

    [Fact]
    public void NISTs_problems_that_are_not_there_are_asked_for()
    {
        using var scratch = new Scratch();
        scratch.File("Bennett5.dat", "nothing");
        Fnn.Run(["verify", "nist", "--data-dir", Path.Combine(scratch.Path, "nowhere")]).IsRefused("nowhere");
        Fnn.Run(["verify", "nist", "--data-dir", scratch.Path]).IsRefused("Bennett5.dat: the header lacks");
    }

    /// <summary>Adds 1 to the first expected number of the first case, and gives its name.</summary>
    private static string Spoil(JsonNode file)
    {
        var first = file[0]!;
        var numbers = first["outputs"]!["y"]!["data"]!;
        numbers[0] = numbers[0]!.GetValue<double>() + 1;
        return first["name"]!.GetValue<string>();
    }
}
