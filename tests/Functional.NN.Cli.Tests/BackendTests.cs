using System.Diagnostics;

namespace Functional.NN.Cli.Tests;

/// <summary>Backends by name, and what the doctor says of them.</summary>
public sealed class BackendTests
{
    [Fact]
    public void Without_a_name_it_is_the_default() => Assert.Equal(Compute.Default, NamedBackends.Compute());

    [Theory]
    [InlineData("managed")]
    [InlineData("mathnet")]
    public void A_backend_has_its_name_and_the_threads(string name)
    {
        var compute = NamedBackends.Compute(name, 3);
        Assert.Equal((name, 3), (compute.Backend.Name, compute.Threads));
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_ones_there_are() =>
        Assert.Equal("there is no backend \"openblass\" (did you mean openblas?); there are managed, mathnet, mkl, openblas.", Assert.Throws<NNException>(() => NamedBackends.Compute("openblass")).Message);

    [Fact]
    public void The_doctor_says_what_is_missing_and_what_installs_it()
    {
        using var scratch = new Scratch();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "fnn.dll"), "doctor"]) { RedirectStandardOutput = true };
        (start.Environment["FNN_MKL_PATH"], start.Environment["FNN_OPENBLAS_PATH"]) = (scratch.File("libmkl_rt.so", "no library"), scratch.Path);
        using var process = Process.Start(start)!;
        string said = string.Concat(process.StandardOutput.ReadToEnd().Split('│', '\n').Select(cell => cell.Trim() + " "));
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        foreach (string words in (string[])["Intel MKL was not loaded", "apt-get install", "libmkl-rt", "OpenBLAS was not loaded", "libopenblas0-pthread"]) Assert.Contains(words, said, StringComparison.Ordinal);
    }
}
