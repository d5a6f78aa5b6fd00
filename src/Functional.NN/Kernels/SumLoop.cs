namespace Functional.NN.Kernels;

/// <summary>How the sum over some axes of a shape walks: the first neighbouring axes summed, what lies outside and inside them, and, where other summed axes follow after kept ones, where those lie.</summary>
internal sealed class SumLoop
{
    private readonly Shape _from;
    private readonly bool[] _summed;

    /// <param name="Kept">where the elements of each result begin</param>
    /// <param name="Summed">where, from there, the places of the other summed axes are, ascending</param>
    internal sealed record Gaps(int[] Kept, int[] Summed);

    public SumLoop(Shape from, ReadOnlySpan<int> axes)
    {
        (_from, _summed) = (from, new bool[from.Rank]);
        foreach (int axis in axes) _summed[from.Axis(axis)] = true;
        int first = Array.IndexOf(_summed, true);
        IsTrivial = first < 0;
        if (IsTrivial) return;
        int last = first;
        while (last + 1 < from.Rank && _summed[last + 1]) last++;
        (Outer, Count, Inner) = (from.Range(0, first).Size, from.Range(first, last + 1).Size, from.Range(last + 1, from.Rank).Size);
        if (Array.LastIndexOf(_summed, true) > last)
            Between = new Gaps(Offsets(axis => !_summed[axis]), Offsets(axis => axis > last && _summed[axis]));
    }

    /// <summary>True when no axis is summed: the result is the tensor itself.</summary>
    public bool IsTrivial { get; }

    /// <summary>Elements before, of and after the first neighbouring axes summed.</summary>
    public int Outer { get; }

    /// <inheritdoc cref="Outer"/>
    public int Count { get; }

    /// <inheritdoc cref="Outer"/>
    public int Inner { get; }

    public Gaps? Between { get; }

    /// <summary>The shape of the sum, the summed axes kept with length 1 or dropped.</summary>
    public Shape Result(bool keep) => Shape.Of([.. Enumerable.Range(0, _summed.Length).Where(a => keep || !_summed[a]).Select(a => _summed[a] ? 1 : _from[a])]);

    /// <summary>The places of some axes in row-major order.</summary>
    private int[] Offsets(Func<int, bool> chosen)
    {
        int[] strides = _from.Strides(), offsets = [0];
        for (int axis = 0; axis < _from.Rank; axis++)
            if (chosen(axis))
                offsets = [.. offsets.SelectMany(_ => Enumerable.Range(0, _from[axis]), (offset, place) => offset + place * strides[axis])];
        return offsets;
    }
}
