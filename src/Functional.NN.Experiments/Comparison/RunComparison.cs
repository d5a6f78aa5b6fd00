using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>What became of one run when it was held against another, or against its replay.</summary>
/// <param name="Steps">how many steps were compared</param>
/// <param name="Epochs">how many epochs were compared</param>
/// <param name="Damage">what is not as it was written</param>
/// <param name="Experiment">the fields of the experiments that differ</param>
/// <param name="Data">the parts of the data that differ</param>
/// <param name="Step">the first step whose bits differ</param>
/// <param name="Epoch">the first epoch whose hashes or measures differ</param>
/// <param name="Result">what else differs at the end</param>
/// <param name="Environment">what differs in what they were computed with; it should change no bit</param>
public sealed record RunComparison(
    long Steps, int Epochs, ImmutableArray<string> Damage, ImmutableArray<string> Experiment, ImmutableArray<string> Data, StepDifference? Step, EpochDifference? Epoch, ImmutableArray<string> Result,
    ImmutableArray<string> Environment)
{
    /// <summary>Whether every bit that was compared is the same, and nothing is damaged.</summary>
    public bool IsSame => Damage.IsEmpty && Data.IsEmpty && Step is null && Epoch is null && Result.IsEmpty;
}

/// <summary>A step whose bits differ.</summary>
/// <param name="First">as the first run has it</param>
/// <param name="Second">as the second has it</param>
/// <param name="Epoch">the epoch it is in, from 1</param>
public sealed record StepDifference(LoggedStep First, LoggedStep Second, int Epoch)
{
    /// <summary>The number of the step, from 1.</summary>
    public long Step => First.Step;

    /// <summary>Whether two steps have the same bits, every NaN counting as the same.</summary>
    internal static bool Same(LoggedStep a, LoggedStep b) => a.Loss.Equals(b.Loss) && Bits(a.Loss) == Bits(b.Loss) && a.GradientNorm.Equals(b.GradientNorm) && Bits(a.GradientNorm) == Bits(b.GradientNorm);

    private static long Bits(double number) => double.IsNaN(number) ? 0 : BitConverter.DoubleToInt64Bits(number);
}

/// <summary>An epoch whose hashes or measures differ.</summary>
/// <param name="Epoch">the epoch, from 1</param>
/// <param name="Blocks">the blocks of the state whose hashes differ</param>
/// <param name="Measures">what else differs, in words</param>
public sealed record EpochDifference(int Epoch, ImmutableArray<BlockDifference> Blocks, ImmutableArray<string> Measures)
{
    /// <summary>What differs between two epochs; none where nothing does.</summary>
    internal static EpochDifference? Between(LoggedResult first, LoggedResult second, ImmutableSortedDictionary<string, ulong>? ulps = null)
    {
        var measures = JsonDifference.Between(LogJson.Write(first), LogJson.Write(second)).Where(d => !d.Path.StartsWith("blocks.", StringComparison.Ordinal) && d.Path != "state sha256").Select(d => d.ToString());
        var (a, b) = (first.Blocks.ToDictionary(x => x.Name, x => x.Sha256), second.Blocks.ToDictionary(x => x.Name, x => x.Sha256));
        var blocks = a.Keys.Union(b.Keys).Order(StringComparer.Ordinal).Where(name => a.GetValueOrDefault(name) != b.GetValueOrDefault(name))
            .Select(name => new BlockDifference(name, ulps is not null && ulps.TryGetValue(name, out ulong distance) ? distance : null));
        var difference = new EpochDifference(first.Epoch, [.. blocks], [.. measures]);
        return difference.Blocks.IsEmpty && difference.Measures.IsEmpty ? null : difference;
    }
}

/// <summary>A block of the state whose hash differs.</summary>
/// <param name="Name">the block</param>
/// <param name="Ulps">the largest difference of two of its numbers, in units of the last place; none where not both are known, or it is no tensor</param>
public sealed record BlockDifference(string Name, ulong? Ulps);
