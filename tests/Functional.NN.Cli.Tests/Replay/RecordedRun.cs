namespace Functional.NN.Cli.Tests.Replay;

/// <summary>A small run's record, with diagnostics, made with one thread and all instructions that the machine has, for tests to copy.</summary>
public sealed class RecordedRun : IDisposable
{
    private readonly Scratch _scratch = new();

    public RecordedRun()
    {
        var ran = Fnn.Run([.. "train --data digits --limit 128 --epochs 3 --batch 32 --seed 5 --optimizer momentum --early-stopping 5 --diagnose gradients,dead,step,noise --threads 1 --keep all --quiet --run".Split(' '), Folder]);
        Assert.Equal((0, ""), (ran.Code, ran.Err));
    }

    /// <summary>How many steps an epoch has: 115 samples in batches of 32.</summary>
    public const int StepsPerEpoch = 4;

    public string Folder => Path.Combine(_scratch.Path, "run");

    /// <summary>A copy to spoil.</summary>
    internal string Copy(Scratch into)
    {
        string to = Path.Combine(into.Path, "copy");
        Directory.CreateDirectory(Path.Combine(to, "checkpoints"));
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(to, Path.GetRelativePath(Folder, file)));
        return to;
    }

    public void Dispose() => _scratch.Dispose();
}
