using System.Diagnostics;
using System.Text.Json;

namespace Functional.NN.Cli.Tests;

/// <summary><c>fnn bench</c>: what it prints and refuses, never how long anything takes.</summary>
public sealed class BenchTests
{
    private const string Tiny = "bench train --case tiny-b64 --epochs 1 --threads 1";

    [Fact]
    public void Training_is_one_line_after_the_peaks()
    {
        string[] lines = Lines(Tiny);
        Assert.Matches(@"^peak fma float threads=1: [\d.]+ GFLOP/s by ", lines[0]);
        Assert.Matches(@"^peak fma double threads=1: [\d.]+ GFLOP/s by ", lines[1]);
        Assert.Matches(@"^train tiny-b64 threads=1: [\d.]+ s/epoch, [\d,]+ samples/s, \d+ % of FMA peak, [\d,]+ B/step; ", lines[2]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public void Steps_are_planned()
    {
        using var json = JsonDocument.Parse(Lines($"{Tiny} --json")[^1]);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("eager").ValueKind);
        Assert.Equal(10_000 / 64, json.RootElement.GetProperty("steps per epoch").GetInt32());
        Assert.False(json.RootElement.GetProperty("synthetic").GetBoolean());
    }

    [Fact]
    public void Steps_in_place_reach_the_same_bits() =>
        Assert.Contains(Lines("bench train --case in-place-tiny-b100 --epochs 1 --threads 2"), line => line.StartsWith("train in-place-tiny-b100 threads=2: ", StringComparison.Ordinal) && line.EndsWith(", the same bits", StringComparison.Ordinal));

    [Fact]
    public async Task Runs_with_a_record_reach_the_bits_of_those_without()
    {
        string said = await WithoutMnist("record", "--epochs", "2");
        Assert.Matches(@"^record lenet5 threads=\d+: [\d.]+ × the time of runs without a record, [\d.]+ × that of the processors \(-?[\d.]+ ms an epoch and -?[\d.]+ ms a run more than [\d.]+ s for 2 epochs\), the same bits \(synthetic\)$", said);
    }

    [Theory]
    [InlineData("gemm", "32x64x64")]
    [InlineData("conv", "conv2-weight-gradient")]
    [InlineData("elementwise", "softmax")]
    [InlineData("optimizer", "adam")]
    public void A_case_is_measured_in_both_precisions(string family, string name)
    {
        string[] lines = Lines($"bench {family} --case {name} --threads 1");
        Assert.Equal([$"{family} {name} float threads=1", $"{family} {name} double threads=1"], lines[2..].Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_case_is_found_in_any_family_and_json_is_one_object_a_line()
    {
        string[] lines = Lines("bench --case relu,10x64x128,sgd --threads 1 --json");
        Assert.Equal(["peak", "peak", "elementwise", "elementwise", "gemm", "gemm", "optimizer", "optimizer"], lines.Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("family").GetString();
        }));
    }

    [Fact]
    public async Task Without_MNIST_images_are_made_up_and_the_line_says_so() =>
        Assert.EndsWith(" (synthetic)", await WithoutMnist("train", "--case", "mlp-b1000", "--epochs", "1"), StringComparison.Ordinal);

    /// <summary>The last line of a benchmark in a process that finds no data.</summary>
    private static async Task<string> WithoutMnist(params string[] args)
    {
        using var scratch = new Scratch();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "fnn.dll"), "bench", .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string folder in (string[])["FNN_DATA", "HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"]) start.Environment[folder] = scratch.Path;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("MNIST was not found; it was looked for", await errors, StringComparison.Ordinal);
        return said.TrimEnd().Split('\n')[^1];
    }

    [Fact]
    public void Wrong_names_and_numbers_are_refused()
    {
        Fnn.Run("bench gem").IsRefused("there is no benchmark \"gem\" (did you mean gemm?); there are train, gemm, conv, elementwise, record, optimizer.");
        Fnn.Run("bench train --case mlp").IsRefused("there is no case \"mlp\"", "mlp-b128", "such as mlp-b100");
        Fnn.Run("bench gemm --case tiny-b64").IsRefused("there is no case \"tiny-b64\"", "512x512x512");
        Fnn.Run("bench train --case mlp-b0").IsRefused("there is no case \"mlp-b0\"");
        Fnn.Run("bench train --case mlp-b128 --epochs 0").IsRefused("--epochs must be a whole number from 1 on");
        Fnn.Run("bench --threads many").IsRefused("--threads must be a whole number from 1 on");
        Fnn.Run("bench --data-dir /no/such/folder").IsRefused("--data-dir: there is no folder");
        Fnn.Run("bench --cases relu").IsRefused("there is no option --cases (did you mean --case?)");
    }

    [Fact]
    public void An_interrupted_one_ends_with_130()
    {
        using var interrupted = new CancellationTokenSource();
        interrupted.Cancel();
        Assert.Equal(130, Fnn.Run(Tiny, interrupted.Token).Code);
    }

    private static string[] Lines(string commandLine)
    {
        var ran = Fnn.Run(commandLine);
        Assert.Equal(0, ran.Code);
        return ran.Out.TrimEnd().ReplaceLineEndings("\n").Split('\n');
    }
}
