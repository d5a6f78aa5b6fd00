using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests;

/// <summary>One process at a time writes to a record: a living one keeps all others out, a dead one nobody.</summary>
public sealed class LockTests
{
    [Fact]
    public void A_living_owner_keeps_others_out_and_a_killed_one_does_not()
    {
        using var runs = new InterruptedRun(2000);
        string folder = runs.Another();
        using var owner = new FnnProcess(["train", runs.Experiment, "--run", folder, "--quiet"]);
        owner.WaitUntil(() => File.Exists(new RunFolder(folder).Log) && new FileInfo(new RunFolder(folder).Log).Length > 0);
        Fnn.Run(["train", "--resume", folder]).IsRefused(folder, "is being written by another process");
        Fnn.Run(["train", runs.Experiment, "--run", folder]).IsRefused(folder, "is being written by another process");
        Assert.True(owner.Kill());
        int steps = RunRecord.Read(folder).Log.Steps.Length;
        Assert.Equal(0, Fnn.Run(["train", "--resume", folder, "--until-epoch", $"{RunRecord.Read(folder).Log.Epochs.Length + 1}"]).Code);
        Assert.True(RunRecord.Read(folder).Log.Steps.Length > steps);
    }

    [Fact]
    public void A_folder_with_a_run_is_not_begun_in_again()
    {
        using var runs = new InterruptedRun(1);
        string folder = runs.Another();
        Assert.Equal(0, Fnn.Run(["train", runs.Experiment, "--run", folder]).Code);
        Fnn.Run(["train", runs.Experiment, "--run", folder]).IsRefused(folder, $"--resume {folder}");
    }

    [Fact]
    public void What_would_change_the_experiment_is_refused_with_resume_and_a_folder_without_a_run_too()
    {
        using var runs = new InterruptedRun(1);
        string folder = runs.Another();
        Fnn.Run(["train", "--resume", folder]).IsRefused(folder, "there is no such folder");
        Directory.CreateDirectory(folder);
        Fnn.Run(["train", "--resume", folder]).IsRefused(folder, "holds no run");
        Fnn.Run(["train", "--resume", folder, "--lr", "0.1"]).IsRefused("--lr", "as it is");
        Fnn.Run(["train", runs.Experiment, "--resume", folder]).IsRefused(runs.Experiment, "as it is");
    }
}
