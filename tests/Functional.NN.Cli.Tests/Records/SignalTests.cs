using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests;

/// <summary>Ctrl-C and SIGTERM end a run after its step, with its state saved.</summary>
public sealed class SignalTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_first_signal_saves_the_state_says_how_to_go_on_and_ends_with_130(bool terminate)
    {
        using var runs = new InterruptedRun();
        string folder = runs.Another();
        using var process = new FnnProcess(["train", runs.Experiment, "--run", folder]);
        process.WaitUntil(() => File.Exists(new RunFolder(folder).Log) && new FileInfo(new RunFolder(folder).Log).Length > 0);
        if (terminate) process.SendTerminate();
        else process.SendInterrupt();
        var ran = process.Ended();
        Assert.Equal((130, ""), (ran.Code, ran.Err));
        Assert.EndsWith($"go on with: fnn train --resume {folder}\n", ran.Out, StringComparison.Ordinal);
        var record = RunRecord.Read(folder);
        Assert.Equal((FitEnd.Cancelled, ran.Hash("chain"), ran.Hash("state")), (record.Result!.End, record.Result.ChainSha256, record.Result.StateSha256));
        Assert.Equal(record.Log.Steps.Length, record.Folder.CheckpointSteps()[0]);

        string whole = runs.Another();
        Assert.Equal(InterruptedRun.Bits(FnnProcess.Run(runs.BeginOrGoOn(whole)), whole), InterruptedRun.Bits(FnnProcess.Run(runs.BeginOrGoOn(folder)), folder));
    }

    /// <summary>Without vector instructions the test after a signal takes seconds: long enough for a second one to come within.</summary>
    [Fact]
    public void The_second_one_ends_the_process_at_once_and_costs_no_bit()
    {
        using var runs = new InterruptedRun();
        string folder = runs.Another();
        string[] begin = ["train", "--limit", "32", "--batch", "4", "--epochs", "2", "--run", folder, "--quiet"];
        using var process = new FnnProcess(begin, ("DOTNET_EnableHWIntrinsic", "0"));
        process.WaitUntil(() => File.Exists(new RunFolder(folder).Log) && new FileInfo(new RunFolder(folder).Log).Length > 0);
        process.SendTwoInterrupts();
        var ran = process.Ended();
        Assert.Equal((130, "", ""), (ran.Code, ran.Out, ran.Err));
        Assert.Null(RunRecord.Read(folder).Result);
        string whole = runs.Another();
        Assert.Equal(InterruptedRun.Bits(Fnn.Run([.. begin[..8], whole, "--quiet"]), whole), InterruptedRun.Bits(Fnn.Run(runs.BeginOrGoOn(folder)), folder));
    }
}
