namespace Functional.NN.Kernels;

/// <summary>Room on one long shelf: parts are taken where they fit first, and given back to be taken again.</summary>
internal sealed class Shelf
{
    /// <summary>Parts begin on a cache line, in either precision.</summary>
    private const long Grain = 16;

    private readonly List<(long Start, long Length)> _free = [];

    /// <summary>How long the shelf has to be.</summary>
    public long Length { get; private set; }

    public long Take(long length)
    {
        length = Rounded(length);
        for (int i = 0; i < _free.Count; i++)
        {
            var (start, room) = _free[i];
            if (room < length) continue;
            if (room == length) _free.RemoveAt(i);
            else _free[i] = (start + length, room - length);
            return start;
        }
        long end = Length;
        // The last free part, if it reaches the end, is made longer rather than left behind.
        if (_free.Count > 0 && _free[^1] is var last && last.Start + last.Length == Length)
        {
            _free.RemoveAt(_free.Count - 1);
            end = last.Start;
        }
        Length = end + length;
        return end;
    }

    public void GiveBack(long start, long length)
    {
        length = Rounded(length);
        int at = _free.FindIndex(part => part.Start > start);
        if (at < 0) at = _free.Count;
        _free.Insert(at, (start, length));
        Join(at);
        Join(at - 1);
    }

    private void Join(int at)
    {
        if (at < 0 || at + 1 >= _free.Count || _free[at].Start + _free[at].Length != _free[at + 1].Start) return;
        _free[at] = (_free[at].Start, _free[at].Length + _free[at + 1].Length);
        _free.RemoveAt(at + 1);
    }

    private static long Rounded(long length) => Math.Max(1, (length + Grain - 1) / Grain) * Grain;
}
