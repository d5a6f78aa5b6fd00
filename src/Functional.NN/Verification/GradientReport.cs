using System.Collections.Immutable;
using System.Globalization;

namespace Functional.NN;

/// <summary>What a check says of one number of a gradient.</summary>
public enum GradientVerdict
{
    /// <summary>The rule agrees with the differences.</summary>
    Right,

    /// <summary>It does not.</summary>
    Wrong,

    /// <summary>The function has a kink here: the slopes on its two sides differ, and the rule's number is one of them or lies between.</summary>
    Kink,
}

/// <summary>One number of a gradient, computed by the rule and by differences.</summary>
/// <param name="Block">which block of parameters, or <c>inputs</c>, the derivative is with respect to</param>
/// <param name="Shape">the block's shape</param>
/// <param name="Place">the row-major number of the coordinate in the block</param>
/// <param name="Analytic">the derivative as the rules give it</param>
/// <param name="Numeric">the derivative as differences give it</param>
/// <param name="Tolerance">how far the two may lie apart</param>
/// <param name="Verdict">whether they agree</param>
public sealed record GradientEntry(string Block, Shape Shape, int Place, double Analytic, double Numeric, double Tolerance, GradientVerdict Verdict)
{
    /// <summary>|analytic − numeric|.</summary>
    public double Error => Math.Abs(Analytic - Numeric);

    /// <summary>The error in units of the tolerance; infinite where a number is not finite.</summary>
    public double Severity => double.IsFinite(Error) ? Error / Tolerance : double.PositiveInfinity;

    /// <summary>The block with the coordinate's indices: <c>weight[2, 1]</c>.</summary>
    public string Coordinate => Shape.Rank == 0 ? Block : $"{Block}[{string.Join(", ", Index().Select(i => i.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>The coordinate, both numbers, and the verdict.</summary>
    public override string ToString() => Sentence.Of($"{Coordinate}: analytic {Analytic:G9}, numeric {Numeric:G9}, error {Error:0.0e+0}, tolerance {Tolerance:0.0e+0}, ")
        + Verdict.ToString().ToLowerInvariant();

    private int[] Index()
    {
        var index = new int[Shape.Rank];
        for (int axis = Shape.Rank - 1, rest = Place; axis >= 0; rest /= Shape[axis--]) index[axis] = rest % Shape[axis];
        return index;
    }
}

/// <summary>What a check says of a whole gradient: every coordinate of every block, the worst first.</summary>
public sealed class GradientReport
{
    private const int ShownEntries = 10;

    internal GradientReport(string subject, IEnumerable<GradientEntry> entries)
    {
        Subject = subject;
        Entries = [.. entries.OrderBy(e => e.Verdict == GradientVerdict.Wrong ? 0 : 1).ThenByDescending(e => e.Severity)];
    }

    /// <summary>What was checked.</summary>
    public string Subject { get; }

    /// <summary>Every coordinate, those that are wrong before the others, and the larger error (in tolerances) before the smaller.</summary>
    public ImmutableArray<GradientEntry> Entries { get; }

    /// <summary>The coordinates that are wrong, the worst first.</summary>
    public IEnumerable<GradientEntry> Wrong => Entries.TakeWhile(e => e.Verdict == GradientVerdict.Wrong);

    /// <summary>The coordinate that is farthest off; none when there are no coordinates at all.</summary>
    public GradientEntry? Worst => Entries.IsEmpty ? null : Entries[0];

    /// <summary>True when no coordinate is wrong. A gradient without coordinates is right.</summary>
    public bool IsRight => Worst is not { Verdict: GradientVerdict.Wrong };

    /// <summary>The coordinates of one block, in row-major order.</summary>
    public IReadOnlyList<GradientEntry> this[string block]
    {
        get
        {
            ImmutableArray<GradientEntry> entries = [.. Entries.Where(e => e.Block == block).OrderBy(e => e.Place)];
            return !entries.IsEmpty ? entries
                : throw new NNException($"GradientReport: there is no block \"{block}\"; there are {string.Join(", ", Entries.Select(e => e.Block).Distinct().Order(StringComparer.Ordinal))}.");
        }
    }

    /// <summary>This report, or an error when it is not right.</summary>
    /// <exception cref="NNException">A coordinate is wrong; the sentence names the worst one and both numbers.</exception>
    public GradientReport ThrowIfWrong() => IsRight ? this : throw new NNException(Sentence.Of(
        $"GradientCheck of {Subject}: the derivative with respect to {Worst!.Coordinate} is {Worst.Analytic:G9} by the rule and {Worst.Numeric:G9} by differences, ")
        + Sentence.Of($"{Worst.Error:0.0e+0} apart where {Worst.Tolerance:0.0e+0} is allowed ({Wrong.Count()} of {Entries.Length} coordinates are wrong)."));

    /// <summary>The verdict, and the worst coordinates one line each, the same under every culture.</summary>
    public override string ToString()
    {
        int kinks = Entries.Count(e => e.Verdict == GradientVerdict.Kink);
        string head = Sentence.Of($"{Subject}: {(IsRight ? "right" : "WRONG")}, {Entries.Length} coordinates, {Wrong.Count()} wrong") + (kinks > 0 ? Sentence.Of($", {kinks} at kinks") : "");
        return string.Join('\n', Entries.Take(ShownEntries).Select(e => $"  {e}").Prepend(head));
    }
}
