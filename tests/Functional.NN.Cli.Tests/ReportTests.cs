namespace Functional.NN.Cli.Tests;

/// <summary><c>fnn report</c>, and the page that training leaves.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private string In(string name) => Path.Combine(_scratch.Path, name);

    private string Trained(string name, string options = "")
    {
        Assert.Equal(0, Fnn.Run($"train --data xor --epochs 3 {options} --run {In(name)}").Code);
        return In(name);
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Training_leaves_a_page_and_says_where()
    {
        var ran = Fnn.Run($"train --data xor --epochs 2 --run {In("a")}");
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.EndsWith($"report: {Path.Combine(In("a"), "report.html")}\n", ran.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains(ran.Theta, File.ReadAllText(Path.Combine(In("a"), "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_left_has_no_page_until_it_is_asked_for()
    {
        string run = Trained("left", "--until-epoch 1");
        Assert.False(File.Exists(Path.Combine(run, "report.html")));
        var ran = Fnn.Run($"report {run}");
        Assert.Equal((0, $"report: {Path.Combine(run, "report.html")}"), (ran.Code, ran.Out.Trim()));
        Assert.Contains("interrupted", File.ReadAllText(Path.Combine(run, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_a_run_is_the_same_when_it_is_written_again()
    {
        string run = Trained("b"), page = Path.Combine(run, "report.html"), first = File.ReadAllText(page);
        Assert.Equal(0, Fnn.Run($"report {run} --out {In("other.html")} --threads 1").Code);
        Assert.Equal(first, File.ReadAllText(In("other.html")));
    }

    [Fact]
    public void Several_runs_are_put_beside_each_other()
    {
        var ran = Fnn.Run($"report {Trained("c")} {Trained("d", "--seed 2")} --out {In("both.html")}");
        Assert.Equal((0, $"report: {In("both.html")}"), (ran.Code, ran.Out.Trim()));
        Assert.Contains("Comparison of 2 runs", File.ReadAllText(In("both.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_run_is_refused_in_one_line()
    {
        Fnn.Run("report").IsRefused("fnn report needs RUN");
        Fnn.Run($"report {In("nowhere")}").IsRefused("nowhere", "no such folder");
        Fnn.Run($"report {_scratch.Path}").IsRefused("holds no run");
        Fnn.Run($"report {Trained("e")} --out {In("no/such/folder.html")}").IsRefused("--out", "no folder");
        Fnn.Run($"report {Trained("f")} --data-dir {In("nowhere")}").IsRefused("--data-dir", "no folder");
    }

    [Fact]
    public void A_run_whose_page_cannot_be_written_is_complete_all_the_same()
    {
        string run = In("g");
        Directory.CreateDirectory(Path.Combine(run, "report.html"));
        var ran = Fnn.Run($"train --data xor --epochs 2 --run {run}");
        Assert.Equal(0, ran.Code);
        Assert.StartsWith("fnn: the run is complete, but its page could not be written: ", ran.Err, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(run, "result.json")));
    }
}
