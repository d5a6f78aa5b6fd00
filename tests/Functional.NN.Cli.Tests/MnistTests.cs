using System.Diagnostics;
using System.Text.Json;
using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary>The runs on the whole of MNIST that the README promises.</summary>
public sealed class MnistTests
{
    private const string Promised = "train --data mnist --epochs 3 --batch 128 --optimizer adam --lr 0.001 --seed 1 --json";

    [MnistFact]
    public void LeNet5_passes_98_point_3_percent_in_three_epochs_with_the_kept_hash() => Reaches("lenet5", 0.983, "f5dd249dd903efab3629a1a451b709453bb6be2c0fcbcb34a30fbbbb597c2e9d");

    [MnistFact]
    public void The_perceptron_passes_97_percent_in_three_epochs_with_the_kept_hash() => Reaches("mlp", 0.97, "46a17add4f4764ef10e69ff39675f608109944233a59d217ae1454c730e90057");

    [MnistFact]
    public void Two_short_runs_end_with_the_same_hash()
    {
        const string Short = "train --data mnist --network lenet5 --limit 1000 --epochs 1 --quiet";
        Assert.Equal(Fnn.Run(From(Short)), Fnn.Run(From(Short)));
    }

    [Fact]
    public async Task Without_MNIST_the_sentence_says_where_was_looked_and_what_to_do()
    {
        using var scratch = new Scratch();
        var start = new ProcessStartInfo("dotnet", [typeof(Shell).Assembly.Location, "train", "--no-record", "--data", "mnist", "--data-dir", scratch.Path]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string variable in new[] { "FNN_DATA", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA" }) start.Environment[variable] = "";
        start.Environment["LANG"] = "de_DE.UTF-8";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        new Ran(process.ExitCode, await output, await error).IsRefused("MNIST was not found", "train-images-idx3-ubyte", scratch.Path, "not set ($FNN_DATA)", "the user's cache", "--data-dir");
    }

    private static string[] From(string line) => [.. line.Split(' '), "--data-dir", Path.GetDirectoryName(Mnist.Find(MnistFactAttribute.Folders, Mnist.Files[0]))!];

    private static void Reaches(string network, double accuracy, string theta)
    {
        var ran = Fnn.Run(From($"{Promised} --network {network}"));
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        using var json = JsonDocument.Parse(ran.Out);
        Assert.InRange(json.RootElement.GetProperty("test accuracy").GetDouble(), accuracy, 1);
        Assert.Equal(theta, json.RootElement.GetProperty("theta sha256").GetString());
    }
}
