using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>What became of a case.</summary>
public enum VectorOutcome
{
    /// <summary>Every expected number was computed and agrees.</summary>
    Passed,

    /// <summary>A number does not agree, or the library refused what it claims to support.</summary>
    Failed,

    /// <summary>The operation, one of its options or one of the expected outputs is not supported: nothing is claimed.</summary>
    Unsupported,
}

/// <summary>What became of one case.</summary>
/// <param name="Name">its name in the file</param>
/// <param name="Outcome">passed, failed or unsupported</param>
/// <param name="LargestError">the largest |a − b| met (in units in the last place for elementary functions), or none when nothing was compared; infinite for a NaN</param>
/// <param name="Output">the expected output with the largest error, measured by what is allowed</param>
/// <param name="Message">why it failed or is not supported; empty when it passed</param>
public sealed record VectorResult(string Name, VectorOutcome Outcome, double? LargestError = null, string? Output = null, string Message = "");

/// <summary>The cases of one file.</summary>
public sealed class VectorFamily
{
    internal VectorFamily(string name, IEnumerable<VectorResult> results) => (Name, Results) = (name, [.. results]);

    /// <summary>The file's name without its extension.</summary>
    public string Name { get; }

    /// <summary>What became of each case, in the file's order.</summary>
    public ImmutableArray<VectorResult> Results { get; }

    /// <summary>How many cases passed.</summary>
    public int Passed => Count(VectorOutcome.Passed);

    /// <summary>How many cases failed.</summary>
    public int Failed => Count(VectorOutcome.Failed);

    /// <summary>How many cases are not supported.</summary>
    public int Unsupported => Count(VectorOutcome.Unsupported);

    /// <summary>The counts in one line: <c>layers: 70 passed, 0 failed, 14 unsupported</c>.</summary>
    public override string ToString() => Invariant.Text($"{Name}: {Passed} passed, {Failed} failed, {Unsupported} unsupported");

    private int Count(VectorOutcome outcome) => Results.Count(result => result.Outcome == outcome);
}

/// <summary>What became of a directory of reference vectors.</summary>
public sealed class VectorReport
{
    internal VectorReport(IEnumerable<VectorFamily> families) => Families = [.. families];

    /// <summary>One family a file, in ordinal order of their names.</summary>
    public ImmutableArray<VectorFamily> Families { get; }

    /// <summary>How many cases passed.</summary>
    public int Passed => Families.Sum(family => family.Passed);

    /// <summary>How many cases failed.</summary>
    public int Failed => Families.Sum(family => family.Failed);

    /// <summary>How many cases are not supported.</summary>
    public int Unsupported => Families.Sum(family => family.Unsupported);

    /// <summary>One line a family.</summary>
    public override string ToString() => string.Join('\n', Families);
}
