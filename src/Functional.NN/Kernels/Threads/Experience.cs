namespace Functional.NN.Kernels;

/// <summary>
/// How long a work takes with helpers and how long without, so that helpers are asked only where they help. A helper whose core somebody else has taken keeps the caller
/// waiting for the piece it has begun, and two threads on one core that the system shows as two get in each other's way.
/// </summary>
/// <remarks>
/// The mean over some times together is compared with the work done alone, which is tried twice now and then. Where together is slower the work is done alone for a
/// while, twice as long each time in a row, and then tried together again.
/// </remarks>
internal sealed class Experience
{
    private const int Ignored = 3, Window = 64, ShortWindow = 16, Tries = 2, WindowsToTry = 16, LeastRest = 64, MostRest = 1024;

    private Stage _stage = Stage.Together;
    private int _left = Window + Ignored, _counted, _windows, _rest;
    private double _sum, _together, _alone = double.PositiveInfinity;

    private enum Stage
    {
        Together,
        TryingAlone,
        Alone,
    }

    /// <summary>Whether the work is to be done alone this time.</summary>
    public bool NextIsAlone => _stage != Stage.Together;

    /// <summary>Takes the time it took.</summary>
    public void Took(long ticks)
    {
        if (_stage == Stage.Together) TookTogether(ticks);
        else _alone = _stage == Stage.TryingAlone ? Math.Min(_alone, ticks) : _alone + (ticks - _alone) / 16;
        if (--_left > 0) return;
        switch (_stage)
        {
            case Stage.Together when double.IsInfinity(_alone) || ++_windows % WindowsToTry == 0:
                (_stage, _left, _alone) = (Stage.TryingAlone, Tries, double.PositiveInfinity);
                break;
            case Stage.Together or Stage.TryingAlone:
                Decide();
                break;
            default:
                Together(ShortWindow);
                break;
        }
    }

    private void TookTogether(long ticks)
    {
        // The first times are the compiler's.
        if (_left > Window) return;
        _sum += ticks;
        _together = _sum / ++_counted;
    }

    private void Decide()
    {
        if (_together <= _alone)
        {
            _rest = 0;
            Together(Window);
            return;
        }
        _rest = Math.Clamp(2 * _rest, LeastRest, MostRest);
        (_stage, _left) = (Stage.Alone, _rest);
    }

    private void Together(int times) => (_stage, _left, _sum, _counted) = (Stage.Together, times, 0, 0);
}
