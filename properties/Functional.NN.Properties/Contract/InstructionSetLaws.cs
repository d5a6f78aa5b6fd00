using System.Diagnostics;

namespace Functional.NN.Properties.Contract;

/// <summary>Kernels choose among their paths when the process starts. So each choice is a process of its own: all of them compute the same bits.</summary>
public class InstructionSetLaws
{
    private static readonly Lazy<string[]> Here = new(() => [.. KernelDigest.Lines()]);

    /// <summary>Without AVX-512; without AVX2 and fused multiply-add; without any vector instructions.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512"), InlineData("DOTNET_EnableAVX2"), InlineData("DOTNET_EnableHWIntrinsic")]
    public void Every_kernel_computes_the_same_bits_without(string instructions) =>
        Assert.Equal(Here.Value, Output(instructions).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>What the digest is in a process without some instructions.</summary>
    private static string Output(string instructions)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "kernels"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[instructions] = "0";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal((0, ""), (process.ExitCode, error.Result));
        return output;
    }
}
