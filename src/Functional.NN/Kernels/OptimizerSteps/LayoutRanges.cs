using System.Collections.Immutable;

namespace Functional.NN.Kernels;

/// <summary>The blocks of a layout that are trained, in ranges of about as many numbers as are worth handing to somebody.</summary>
internal static class LayoutRanges
{
    public const int About = 16384;

    public readonly record struct Range(int Block, int Start, int Length);

    public static ImmutableArray<Range> Of(ParameterLayout layout)
    {
        var ranges = ImmutableArray.CreateBuilder<Range>();
        for (int block = 0; block < layout.Count; block++)
        {
            int end = layout[block].Start + layout[block].Shape.Size;
            for (int start = layout[block].Start; start < end && !layout[block].Frozen; start += About) ranges.Add(new Range(block, start, Math.Min(About, end - start)));
        }
        return ranges.ToImmutable();
    }
}

/// <summary>Something done to every range of a layout that is trained.</summary>
internal abstract class RangeWork(ParameterLayout layout) : Work
{
    private readonly ImmutableArray<LayoutRanges.Range> _ranges = LayoutRanges.Of(layout);
    private readonly bool _isWorthSharing = layout.Size > LayoutRanges.About;

    /// <summary>Does it to all ranges; what is small altogether is not worth waking anybody.</summary>
    public void DoAll(Crew crew)
    {
        if (_isWorthSharing) crew.Do(this, _ranges.Length);
        else for (int i = 0; i < _ranges.Length; i++) Do(i, 0);
    }

    public override void Do(int piece, int worker) => Do(_ranges[piece]);

    protected abstract void Do(LayoutRanges.Range range);
}
