using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests;

/// <summary>What the command says of a run's record.</summary>
public sealed class RecordTests
{
    [Fact]
    public void A_run_ends_with_its_hashes_and_the_folder_of_its_record_which_is_called_after_it()
    {
        using var runs = new InterruptedRun(1);
        string folder = runs.Another();
        var ran = Fnn.Run(["train", runs.Experiment, "--run", folder]);
        var result = RunRecord.Read(folder).Result!;
        Assert.Contains($"theta sha256: {result.ThetaSha256}\nstate sha256: {result.StateSha256}\nchain sha256: {result.ChainSha256}\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains(folder, ran.Out[ran.Out.IndexOf(result.ChainSha256, StringComparison.Ordinal)..], StringComparison.Ordinal);
        string beside = Path.GetDirectoryName(folder)!;
        Assert.Equal(0, InFolder(beside, ["train", runs.Experiment, "--quiet"]).Code);
        Assert.StartsWith("interrupted-", Path.GetFileName(Assert.Single(Directory.EnumerateDirectories(Path.Combine(beside, "runs")))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_refused_before_it_begins_leaves_no_folder()
    {
        using var scratch = new Scratch();
        Assert.Equal(2, InFolder(scratch.Path, ["train", "--data", "mnist", "--data-dir", scratch.Path, "--limit", "99999999"]).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Path));
    }

    [Fact]
    public async Task Runs_begun_at_once_have_each_a_folder()
    {
        using var runs = new InterruptedRun(1);
        string folder = Path.GetDirectoryName(runs.Experiment)!;
        var ran = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => InFolder(folder, ["train", runs.Experiment, "--quiet"]))));
        Assert.All(ran, one => Assert.Equal((0, ""), (one.Code, one.Err)));
        Assert.Equal(3, Directory.EnumerateDirectories(Path.Combine(folder, "runs")).Count());
    }

    [Fact]
    public void A_damaged_state_is_named_on_stderr_and_the_run_ends_as_it_would_have()
    {
        using var runs = new InterruptedRun(4);
        string folder = runs.Another(), whole = runs.Another();
        Assert.Equal(0, Fnn.Run(["train", runs.Experiment, "--run", folder, "--until-epoch", "2"]).Code);
        long last = new RunFolder(folder).CheckpointSteps()[0];
        File.WriteAllBytes(new RunFolder(folder).Checkpoint(last), File.ReadAllBytes(new RunFolder(folder).Checkpoint(last))[..^5]);
        var ran = Fnn.Run(["train", "--resume", folder, "--quiet"]);
        Assert.Matches($"^fnn: {new RunFolder(folder).Checkpoint(last)}: .*; going on from what is right before it[.]\n$", ran.Err);
        Assert.Equal(InterruptedRun.Bits(Fnn.Run(runs.BeginOrGoOn(whole)), whole), InterruptedRun.Bits(ran, folder));
    }

    [Fact]
    public void A_complete_run_prints_the_same_again()
    {
        using var runs = new InterruptedRun(2);
        string folder = runs.Another();
        string[] json = ["train", runs.Experiment, "--run", folder, "--json"];
        var first = Fnn.Run(json);
        Assert.Equal(first, Fnn.Run(["train", "--resume", folder, "--json"]));
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    public void A_run_goes_on_under_other_instruction_sets(string variable, string value)
    {
        using var runs = new InterruptedRun(4);
        string folder = runs.Another(), whole = runs.Another();
        Assert.Equal(0, Fnn.Run(["train", runs.Experiment, "--run", folder, "--until-epoch", "2"]).Code);
        using var process = new FnnProcess([.. runs.BeginOrGoOn(folder), "--threads", "1"], (variable, value));
        Assert.Equal(InterruptedRun.Bits(Fnn.Run(runs.BeginOrGoOn(whole)), whole), InterruptedRun.Bits(process.Ended(), folder));
        var sessions = RunRecord.Read(folder).Sessions;
        Assert.Equal((2, $"{variable}={value}"), (sessions.Length, sessions[1]["switches"]));
    }

    [Theory]
    [InlineData("1", 2)]
    [InlineData("3", 4)]
    [InlineData("all", 8)]
    public void As_many_states_stay_as_were_asked_for(string keep, int states)
    {
        using var runs = new InterruptedRun(2);
        string folder = runs.Another();
        Assert.Equal(0, Fnn.Run(["train", runs.Experiment, "--run", folder, "--keep", keep]).Code);
        Assert.InRange(new RunFolder(folder).CheckpointSteps().Count, states - 1, states);
    }

    [Theory]
    [InlineData("--keep 0", "--keep", "from 1 on")]
    [InlineData("--keep some", "--keep", "some")]
    [InlineData("--until-epoch 0", "--until-epoch", "from 1 on")]
    [InlineData("--no-record --run x", "--no-record", "leave --run out")]
    public void What_cannot_be_is_refused(string options, params string[] words) => Fnn.Run($"train {options}").IsRefused(words);

    private static Ran InFolder(string folder, string[] args)
    {
        using var process = new FnnProcess(args, folder);
        return process.Ended();
    }
}
