namespace Functional.NN.Kernels;

/// <summary>Along one axis: which taps of the kernel reach a cell of the result, and which cell of the source each of them reads.</summary>
internal sealed class TapTable
{
    /// <param name="First">the first tap that counts</param>
    /// <param name="Count">how many taps count</param>
    /// <param name="Source">the cell of the source the first one reads</param>
    internal readonly record struct Entry(int First, int Count, int Source);

    private readonly Entry[] _entries;

    /// <param name="cells">how many cells the result has</param>
    /// <param name="taps">how many taps the kernel has</param>
    /// <param name="source">the source's cell for a cell of the result and a tap, or −1 where there is none</param>
    private TapTable(int cells, int taps, Func<int, int, int> source)
    {
        _entries = new Entry[cells];
        for (int cell = 0; cell < cells; cell++)
        {
            int first = 0, count = 0, from = 0;
            for (int tap = 0; tap < taps; tap++)
            {
                int place = source(cell, tap);
                if (place < 0) continue;
                if (count == 0) (first, from) = (tap, place);
                else if (count == 1) (TapStep, SourceStep) = (tap - first, place - from);
                count++;
            }
            _entries[cell] = new Entry(first, count, from);
        }
    }

    /// <summary>From one tap that counts to the next; the same for every cell.</summary>
    public int TapStep { get; private set; }

    /// <summary>From the source's cell of one tap that counts to that of the next.</summary>
    public int SourceStep { get; private set; }

    public Entry this[int cell] => _entries[cell];

    /// <summary>Output cell t and tap k read input cell t·stride − before + k·dilation.</summary>
    public static TapTable Forward(int outputs, int inputs, int taps, int stride, int before, int dilation) => new(outputs, taps, (t, k) =>
    {
        int place = t * stride - before + k * dilation;
        return place < inputs ? place : -1;
    });

    /// <summary>Input cell i was read through tap k by output cell (i + before − k·dilation)/stride, where that is a whole number.</summary>
    public static TapTable Backward(int outputs, int inputs, int taps, int stride, int before, int dilation) => new(inputs, taps, (i, k) =>
    {
        int place = i + before - k * dilation;
        return place >= 0 && place % stride == 0 && place / stride < outputs ? place / stride : -1;
    });

    /// <summary>How many cells from this one on use the same taps, with sources at equal steps; and that step.</summary>
    public (int Length, int Advance) Alike(int cell)
    {
        var start = _entries[cell];
        int end = cell + 1, advance = end < _entries.Length ? _entries[end].Source - start.Source : 0;
        while (end < _entries.Length && _entries[end] == start with { Source = start.Source + (end - cell) * advance }) end++;
        return (end - cell, advance);
    }
}
