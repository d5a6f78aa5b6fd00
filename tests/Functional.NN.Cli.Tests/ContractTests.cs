using System.Diagnostics;
using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary>The same bits under every instruction set, each its own process, against hashes kept here.</summary>
public sealed class ContractTests
{
    private static readonly string KeptHashes = Path.Combine(Repository.Root, "tests", "Functional.NN.Cli.Tests", "kept-hashes.txt");

    private const string LeNet5 = "train --data digits --network lenet5 --limit 64 --epochs 1 --batch 32 --optimizer adam --lr 0.001 --seed 1 --quiet";
    private const string MlpInDouble = "train --data spirals --network mlp:16-16 --limit 200 --epochs 5 --batch 17 --optimizer momentum --lr 0.05 --l2 0.001 --seed 2 --precision double --quiet";

    public static TheoryData<string, string> Settings => new()
    {
        { "", "" }, { "DOTNET_EnableAVX512", "0" }, { "DOTNET_EnableAVX2", "0" }, { "DOTNET_EnableHWIntrinsic", "0" },
        { "DOTNET_TieredCompilation", "0" }, { "DOTNET_gcServer", "1" }, { "LANG", "de_DE.UTF-8" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void LeNet_5_in_float_has_the_kept_hash_under(string variable, string value) =>
        Assert.Equal("d9f100116fe908f986db9eed71a3935964d0a5d2faec3d211a577794d4ae049f", Hash(LeNet5, variable, value));

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_perceptron_in_double_has_the_kept_hash_under(string variable, string value) =>
        Assert.Equal("a4e486f90c3bbe83e916e53a24285b680ae4655b555cc7eebe9d5ec76e47da23", Hash(MlpInDouble, variable, value));

    public static TheoryData<int, string> Machines => new()
    {
        { 1, "" }, { 2, "" }, { 3, "" }, { 8, "" }, { 2, "DOTNET_EnableAVX512" }, { 2, "DOTNET_EnableAVX2" }, { 2, "DOTNET_EnableHWIntrinsic" },
    };

    /// <summary>
    /// Where a definition changes, and the bits with it, the hashes are made again on a machine with AVX-512, in the folder of the repository:
    /// <c>dotnet run -c Release --project tests/Functional.NN.Cli.Tests -- hashes 1 &gt; tests/Functional.NN.Cli.Tests/kept-hashes.txt</c>
    /// </summary>
    [KeptHashesTheory]
    [MemberData(nameof(Machines))]
    public void The_states_after_fixed_runs_have_the_kept_hashes_with_threads_and_without(int threads, string instructions) =>
        Assert.Equal(File.ReadAllLines(KeptHashes), Output([typeof(Program).Assembly.Location, "hashes", $"{threads}"], instructions, "0").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    [Fact]
    public void Collections_of_garbage_in_the_midst_of_an_evaluation_change_no_bit() => Assert.Equal("", Output([typeof(Program).Assembly.Location, "collections"], "DOTNET_TieredCompilation", "0"));

    public static TheoryData<string, string> Instructions => new() { { "DOTNET_EnableAVX512", "0" }, { "DOTNET_EnableAVX2", "0" }, { "DOTNET_EnableHWIntrinsic", "0" }, { "DOTNET_PROCESSOR_COUNT", "1" } };

    [Theory]
    [MemberData(nameof(Instructions))]
    public void Samples_of_the_course_give_the_bits_of_the_document_under(string variable, string value)
    {
        using Scratch scratch = new();
        string output = Output([Path.Combine(AppContext.BaseDirectory, "fnn.dll"), "course", "ravine", "convolution", "rosenbrock", "saddle", "dead-units", "--run", scratch.Path, "--check", Repository.File("docs", "course.json")], variable, value);
        Assert.Contains("the same bits as ", output, StringComparison.Ordinal);
    }

    private static string Hash(string commandLine, string variable, string value) =>
        new Ran(0, Output([Path.Combine(AppContext.BaseDirectory, "fnn.dll"), .. Fnn.WithoutRecord(commandLine.Split(' '))], variable, value), "").Theta;

    /// <summary>What a program prints that runs well with a variable of its environment set.</summary>
    private static string Output(string[] program, string variable, string value)
    {
        var start = new ProcessStartInfo("dotnet", program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (variable.Length > 0) start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal((0, ""), (process.ExitCode, error.Result));
        return output;
    }
}
