namespace Functional.NN.Kernels;

/// <summary>Along one axis: which taps of the kernel reach a cell of the result, and which cell of the source each of them reads.</summary>
internal sealed class TapTable
{
    /// <summary>The taps that count for a cell: the first of them, and how many.</summary>
    internal readonly record struct Taps(int First, int Count);

    /// <summary>A cell of the result, and the cell of the source that its first tap reads.</summary>
    internal readonly record struct Cell(int Result, int Source);

    /// <param name="cells">how many cells the result has</param>
    /// <param name="taps">how many taps the kernel has</param>
    /// <param name="source">the source's cell for a cell of the result and a tap, or −1 where there is none</param>
    private TapTable(int cells, int taps, Func<int, int, int> source)
    {
        var entries = new (Taps Taps, Cell Cell)[cells];
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
            entries[cell] = (new Taps(first, count), new Cell(cell, from));
        }
        Alike = [.. entries.GroupBy(entry => entry.Taps, entry => entry.Cell).Select(group => (group.Key, group.ToArray()))];
    }

    /// <summary>From one tap that counts to the next; the same for every cell.</summary>
    public int TapStep { get; }

    /// <summary>From the source's cell of one tap that counts to that of the next.</summary>
    public int SourceStep { get; }

    /// <summary>The cells of the result by their taps: those that have the same are one run of work.</summary>
    public IReadOnlyList<(Taps Taps, Cell[] Cells)> Alike { get; }

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
}
