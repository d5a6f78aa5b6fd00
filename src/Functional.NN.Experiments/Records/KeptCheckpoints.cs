namespace Functional.NN.Experiments;

/// <summary>Which saved states of a run stay: the last ones, and the best.</summary>
/// <param name="Last">how many of the last ones; all when none is given</param>
public sealed record KeptCheckpoints(int? Last = KeptCheckpoints.UsualLast)
{
    /// <summary>Three.</summary>
    public const int UsualLast = 3;

    /// <summary>How many of the last ones, from 1 on.</summary>
    public int? Last { get; init => field = Checked(value); } = Checked(Last);

    /// <summary>All of them.</summary>
    public static KeptCheckpoints All { get; } = new((int?)null);

    /// <summary>Takes away the states that do not stay.</summary>
    internal void Prune(RunFolder folder, long? best)
    {
        if (Last is not { } last) return;
        foreach (string path in folder.CheckpointSteps().Skip(last).Where(step => step != best).Select(folder.Checkpoint)) OnDisk.Write(path, () => File.Delete(path));
    }

    private static int? Checked(int? last) => last is null or >= 1 ? last : throw new NNException(Invariant.Text($"KeptCheckpoints: of the last saved states 1 or more are kept, got {last}."));
}
