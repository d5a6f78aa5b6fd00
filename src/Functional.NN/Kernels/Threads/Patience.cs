using System.Diagnostics;

namespace Functional.NN.Kernels;

/// <summary>
/// Whether helpers help. From its own pieces a caller knows how long all of them would have taken it alone; when that is not longer than it took with helpers, some of
/// them had no core to work on, and it works alone for a while: for a hundredth of a second, and twice as long each time it finds the same again, up to a fifth.
/// </summary>
internal struct Patience
{
    private const double Gain = 1.05;

    private static readonly long Window = Stopwatch.Frequency / 200, Least = Stopwatch.Frequency / 100, Most = Stopwatch.Frequency / 5;

    private long _together, _aloneUntil, _rest;
    private double _alone;

    public readonly bool IsAlone => _aloneUntil != 0 && Stopwatch.GetTimestamp() < _aloneUntil;

    /// <summary>Counts a work done together.</summary>
    /// <param name="began">when it began</param>
    /// <param name="ended">when the caller had done its own pieces</param>
    /// <param name="own">how many those were</param>
    /// <param name="pieces">how many there were</param>
    public void Count(long began, long ended, int own, int pieces)
    {
        long now = Stopwatch.GetTimestamp();
        _together += now - began;
        // A caller who found nothing left to do was spared all of it.
        _alone += own > 0 ? (double)(ended - began) / own * pieces : 2.0 * (now - began);
        if (_together < Window) return;
        _rest = _alone >= Gain * _together ? 0 : Math.Clamp(2 * _rest, Least, Most);
        _aloneUntil = _rest == 0 ? 0 : now + _rest;
        (_together, _alone) = (0, 0);
    }
}
