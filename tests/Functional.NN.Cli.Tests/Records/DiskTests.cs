using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests;

/// <summary>A disk that is full, or cannot be written to, gives one sentence; what is on it stays whole, and the run goes on when there is room.</summary>
public sealed class DiskTests
{
    private static readonly string[] NoSpace = ["cannot be written", "No space left"];

    [SmallDiskFact]
    public void A_run_that_fills_the_disk_ends_with_one_sentence_and_goes_on_when_there_is_room()
    {
        using var runs = new InterruptedRun();
        string whole = runs.Another();
        string bits = InterruptedRun.Bits(Fnn.Run(runs.BeginOrGoOn(whole)), whole);
        using var disk = SmallDisk.Mount(200)!;
        string folder = Path.Combine(disk.Path, "run");
        Refused(Fnn.Run(["train", runs.Experiment, "--run", folder, "--keep", "all", "--quiet"]), folder);
        IsWhole(folder);
        // It goes as far as it went, and says the same.
        Refused(Fnn.Run(["train", "--resume", folder, "--keep", "all", "--quiet"]), folder);
        IsWhole(folder);
        disk.Enlarge(16_000);
        Assert.Equal(bits, InterruptedRun.Bits(Fnn.Run(runs.BeginOrGoOn(folder)), folder));
    }

    [SmallDiskFact]
    public void A_disk_without_room_for_a_beginning_is_refused_and_the_same_folder_begun_in_when_there_is_room()
    {
        using var runs = new InterruptedRun(2);
        using var disk = SmallDisk.Mount(16)!;
        string folder = Path.Combine(disk.Path, "run");
        File.WriteAllBytes(Path.Combine(disk.Path, "ballast"), new byte[8 << 10]);
        Refused(Fnn.Run(["train", runs.Experiment, "--run", folder, "--quiet"]), folder);
        Assert.Empty(Directory.EnumerateFiles(disk.Path, "*.tmp", SearchOption.AllDirectories));
        disk.Enlarge(4000);
        string whole = runs.Another();
        Assert.Equal(InterruptedRun.Bits(Fnn.Run(runs.BeginOrGoOn(whole)), whole), InterruptedRun.Bits(Fnn.Run(runs.BeginOrGoOn(folder)), folder));
    }

    [SmallDiskFact]
    public void A_folder_that_cannot_be_written_to_is_refused_and_not_taken_for_somebody_elses()
    {
        using var runs = new InterruptedRun(3);
        using var disk = SmallDisk.Mount(4000)!;
        string folder = Path.Combine(disk.Path, "run");
        Assert.Equal(0, Fnn.Run(["train", runs.Experiment, "--run", folder, "--quiet", "--until-epoch", "1"]).Code);
        disk.MakeReadOnly();
        Fnn.Run(["train", "--resume", folder]).IsRefused(folder, "cannot be written", "Read-only");
        Fnn.Run(["train", runs.Experiment, "--run", Path.Combine(disk.Path, "other")]).IsRefused("other", "cannot be written", "Read-only");
        disk.Enlarge(4000);
        string whole = runs.Another();
        Assert.Equal(InterruptedRun.Bits(Fnn.Run(runs.BeginOrGoOn(whole)), whole), InterruptedRun.Bits(Fnn.Run(runs.BeginOrGoOn(folder)), folder));
    }

    private static void Refused(Ran ran, string folder) => ran.IsRefused([folder, .. NoSpace]);

    private static void IsWhole(string folder)
    {
        var record = RunRecord.Read(folder);
        Assert.Null(record.Log.Fault);
        Assert.All(record.Folder.CheckpointSteps(), step => Assert.Null(record.Checkpoint<float>(step, out _)));
        Assert.NotEmpty(record.Folder.CheckpointSteps());
        Assert.Empty(Directory.EnumerateFiles(folder, "*.tmp", SearchOption.AllDirectories));
    }
}
