using System.Diagnostics;

namespace Functional.NN.Kernels;

/// <summary>
/// How long a caller works alone after it had to wait for a helper that lost its core. A piece takes tens of microseconds, a turn of the operating system's scheduler
/// milliseconds: a wait of half a millisecond means the latter. Each such wait doubles the time alone, up to a tenth of a second; a good while without one forgets them.
/// </summary>
internal struct Patience
{
    private static readonly long Long = Stopwatch.Frequency / 2000, First = Stopwatch.Frequency / 200, Most = Stopwatch.Frequency / 10;

    private long _aloneUntil, _lastWait, _next;

    public readonly bool IsAlone => _aloneUntil != 0 && Stopwatch.GetTimestamp() < _aloneUntil;

    public void Waited(long since)
    {
        long now = Stopwatch.GetTimestamp();
        if (now - since < Long) return;
        _next = now - _lastWait > 10 * Most ? First : Math.Min(Most, Math.Max(First, 2 * _next));
        (_lastWait, _aloneUntil) = (now, now + _next);
    }
}
