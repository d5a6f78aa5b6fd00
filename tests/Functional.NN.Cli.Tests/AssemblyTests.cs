using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Functional.NN.Cli.Tests;

/// <summary><c>fnn verify gradients --assembly</c> on an assembly with everything that can be wrong in it.</summary>
public sealed class AssemblyTests
{
    private static readonly string Broken = AppContext.BaseDirectory.Replace("Functional.NN.Cli.Tests", "Functional.NN.BrokenLayers", StringComparison.Ordinal) + "Functional.NN.BrokenLayers.dll";

    /// <summary>One run for all tests of everything that comes to an end by itself, with what it wrote.</summary>
    private static readonly Lazy<(Ran Ran, JsonNode Json, XDocument JUnit)> All = new(() => Check("--only",
        "Gain,WithAPackage,Table,Talkative,OneMinusShare,OffByAThousandth,LossOffByAThousandth,WrongInTraining,Undecided,Thrower,OtherShapes,Overflow,Exit,FailFast,Violation,Generic,NeedsAStream,Refusing,Private,FiveByFiveBySeven,OfferedCases"));

    /// <summary>And one of what does not.</summary>
    private static readonly Lazy<(Ran Ran, JsonNode Json, XDocument JUnit)> Endless = new(() => Check("--only", "Loop", "--limit", "8"));

    [Theory]
    [InlineData("Gain")]
    [InlineData("WithAPackage")]
    [InlineData("Table")]
    [InlineData("Talkative")]
    [InlineData("OneMinusShare")]
    public void Right_layers_and_losses_are_right_whatever_they_print(string name)
    {
        var row = Row(name);
        Assert.Equal("right", (string)row["verdict"]!);
        Assert.True((int)row["coordinates"]! > 0);
    }

    [Theory]
    [InlineData("OffByAThousandth", 2, "wrong")]
    [InlineData("LossOffByAThousandth", 1, "wrong")]
    [InlineData("WrongInTraining", 1, "wrong")]
    [InlineData("Undecided", 2, "not deterministic")]
    public void Wrong_ones_are_wrong(string name, int bad, string verdict) =>
        Assert.Equal(bad, Row(name)["cases"]!.AsArray().Count(c => (string)c!["verdict"]! == verdict));

    [Theory]
    [InlineData("Thrower", "failed", "had enough")]
    [InlineData("OtherShapes", "failed", "OtherShapes")]
    [InlineData("Loop", "did not return", "8 s")]
    [InlineData("Overflow", "failed", "exit code 134): Stack overflow.")]
    [InlineData("Exit", "failed", "exit code 0)")]
    [InlineData("FailFast", "failed", "exit code 134)")]
    [InlineData("Violation", "failed", "Fatal error.")]
    public void Deadly_ones_are_named_with_how_it_ended(string name, string verdict, string reason)
    {
        var first = Row(name)["cases"]![0]!;
        Assert.Equal(verdict, (string)first["verdict"]!);
        Assert.Contains(reason, (string)first["reason"]!, StringComparison.Ordinal);
        Assert.Contains($"{name}, ", Of(name).Ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Loop")]
    [InlineData("Exit")]
    public void The_next_case_is_checked_by_another_process(string name) =>
        Assert.Equal("right", (string)Row(name)["cases"]![1]!["verdict"]!);

    [Theory]
    [InlineData("Generic", "generic")]
    [InlineData("NeedsAStream", "Stream \"Stream\"")]
    [InlineData("Refusing", "never enough")]
    [InlineData("Private", "no public constructor")]
    [InlineData("FiveByFiveBySeven", "expected samples 5×5×7")]
    [InlineData("OfferedCases", "there are no more")]
    public void What_is_not_checked_is_listed_with_its_reason(string name, string reason)
    {
        string listed = (string)All.Value.Json["not checked"]!.AsArray().Single(n => (string)n!["name"]! == name)!["reason"]!;
        Assert.Contains(reason, listed, StringComparison.Ordinal);
        Assert.Contains($"not checked: {name}: {listed}", All.Value.Ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Offered_cases_are_checked_by_their_names()
    {
        var cases = Row("OfferedCases")["cases"]!.AsArray();
        Assert.Equal(["right", "wrong", "right"], cases.Select(c => (string)c!["verdict"]!));
        Assert.Equal("a cube with the gradient of a square", (string)cases[1]!["name"]!);
    }

    [Fact]
    public void The_table_has_every_row_and_the_end_is_1()
    {
        var (ran, json, _) = All.Value;
        Assert.Equal((1, ""), (ran.Code, ran.Err));
        Assert.All(json["rows"]!.AsArray(), row => Assert.Contains($" {row!["name"]} ", ran.Out, StringComparison.Ordinal));
    }

    [Fact]
    public void JUnits_file_counts_failures_errors_and_skipped_ones_as_JSON_has_them()
    {
        var (_, json, junit) = All.Value;
        var cases = json["rows"]!.AsArray().SelectMany(row => row!["cases"]!.AsArray()).Select(c => (string)c!["verdict"]!).ToArray();
        int Count(string attribute) => (int)junit.Root!.Attribute(attribute)!;
        Assert.Equal(cases.Length + json["not checked"]!.AsArray().Count, Count("tests"));
        Assert.Equal(cases.Count(v => v == "wrong"), Count("failures"));
        Assert.Equal(cases.Count(v => v is "failed" or "did not return" or "not deterministic"), Count("errors"));
        Assert.Equal(json["not checked"]!.AsArray().Count + cases.Count(v => v == "cannot tell"), Count("skipped"));
    }

    [Fact]
    public void Only_the_types_asked_for_are_checked()
    {
        var ran = Fnn.Run(["verify", "gradients", "--assembly", Broken, "--only", "gain,Table"]);
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.Contains("2 types, 4 cases", ran.Out, StringComparison.Ordinal);
        Fnn.Run(["verify", "gradients", "--assembly", Broken, "--only", "Gian"]).IsRefused("\"Gian\"", "did you mean Gain?");
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_refused()
    {
        using var scratch = new Scratch();
        Ran Check(string path) => Fnn.Run(["verify", "gradients", "--assembly", path]);
        Check(Path.Combine(scratch.Path, "nowhere.dll")).IsRefused("nowhere.dll", "no such file");
        Check(scratch.Path).IsRefused("folder");
        Check(scratch.File("text.dll", "no assembly at all")).IsRefused("text.dll", "no .NET assembly");
        Check(Path.Combine(AppContext.BaseDirectory, "Spectre.Console.dll")).IsRefused("no public layer");
    }

    [Fact]
    public async Task An_interruption_ends_the_run_and_its_process()
    {
        using var interruption = new CancellationTokenSource();
        var run = Task.Run(() => Fnn.Run(["verify", "gradients", "--assembly", Broken, "--only", "Loop", "--limit", "1000"], interruption.Token));
        await interruption.CancelAsync();
        Assert.Equal(130, (await run).Code);
    }

    private static (Ran Ran, JsonNode Json, XDocument JUnit) Check(params string[] options)
    {
        using var scratch = new Scratch();
        string json = Path.Combine(scratch.Path, "found.json"), junit = Path.Combine(scratch.Path, "found.xml");
        var ran = Fnn.Run(["verify", "gradients", "--assembly", Broken, "--json", json, "--junit", junit, .. options]);
        return (ran, JsonNode.Parse(File.ReadAllText(json))!, XDocument.Load(junit));
    }

    private static (Ran Ran, JsonNode Json, XDocument JUnit) Of(string name) => name == "Loop" ? Endless.Value : All.Value;

    private static JsonNode Row(string name) => Of(name).Json["rows"]!.AsArray().Single(row => (string)row!["name"]! == name)!;
}
