using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Functional.NN.Experiments;
using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary>What <c>docs/experiments.md</c> shows of a record is what the run of exclusive or leaves, and another program finds its hashes right.</summary>
public sealed partial class ExperimentsPageTests : IClassFixture<ExperimentsPageTests.XorRun>
{
    private readonly RunFolder _run;

    public ExperimentsPageTests(XorRun run) => _run = run.Folder;

    [Fact]
    public void The_experiment_in_code_is_that_of_the_file()
    {
        var file = ExperimentFile.Read(Repository.File("samples", "experiments", "xor.json"));

        Assert.Equal(file, WrittenInCode.Xor);
        Assert.Equal(file.Sha256(), RunRecord.Read(_run.Path).Header.ExperimentSha256);
    }

    [Fact]
    public void The_header_is_shown_as_it_is() => Same(File.ReadAllText(_run.Header), Shown("run.json"));

    [Fact]
    public void A_step_is_shown_as_it_is() => Assert.Equal(File.ReadLines(_run.Log).First() + "\n", Shown("log step"));

    [Fact]
    public void An_epoch_is_shown_as_it_is()
    {
        var (line, shown) = (JsonNode.Parse(File.ReadLines(_run.Log).ElementAt(1))!, JsonNode.Parse(Shown("log epoch"))!);
        shown["seconds"] = line["seconds"]!.DeepClone();

        Same(line.ToJsonString(), shown.ToJsonString());
    }

    [PythonFact]
    public void Another_program_finds_every_hash_right() =>
        Assert.Equal((0, $"300 epochs, 3 saved states: every hash is right\nchain sha256: {RunRecord.Read(_run.Path).Result!.ChainSha256}\n", ""), Checked(_run.Path));

    [PythonTheory]
    [InlineData("experiment.json", 40, "experiment.json is not what the run was begun with")]
    [InlineData("run.json", 250, "hash")]
    [InlineData("log.jsonl", 20_000, "log.jsonl, line ")]
    [InlineData("checkpoints/000000200.safetensors", -10, "000000200.safetensors: the tensor ")]
    public void Another_program_finds_a_changed_digit(string file, int place, string sentence)
    {
        using var scratch = new Scratch();
        Copy(_run.Path, scratch.Path);
        byte[] bytes = File.ReadAllBytes(Path.Combine(scratch.Path, file));
        int at = place >= 0 ? Array.FindIndex(bytes, place, b => b is >= (byte)'0' and <= (byte)'8') : bytes.Length + place;
        bytes[at]++;
        File.WriteAllBytes(Path.Combine(scratch.Path, file), bytes);

        var (code, _, error) = Checked(scratch.Path);

        Assert.Equal(1, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.DoesNotContain("Traceback", error, StringComparison.Ordinal);
    }

    /// <summary>A block of the page, by what stands in the comment before it.</summary>
    private static string Shown(string part) => Blocks().Matches(File.ReadAllText(Repository.File("docs", "experiments.md"))).Single(block => block.Groups[1].Value == part).Groups[2].Value;

    private static void Same(string expected, string shown) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(shown)), $"The page shows\n{shown}\nand the record has\n{expected}");

    private static (int Code, string Out, string Err) Checked(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", [Repository.File("samples", "check_record.py"), folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [GeneratedRegex(@"<!-- record of xor: (.+?) -->\n```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    /// <summary>The run of exclusive or, once for all tests here.</summary>
    public sealed class XorRun : IDisposable
    {
        private readonly Scratch _scratch = new();

        public XorRun()
        {
            Folder = new RunFolder(Path.Combine(_scratch.Path, "xor"));
            WrittenInCode.Trained(Folder.Path);
        }

        public RunFolder Folder { get; }

        public void Dispose() => _scratch.Dispose();
    }
}
