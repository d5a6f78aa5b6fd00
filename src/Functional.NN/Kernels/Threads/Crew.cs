using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Functional.NN.Kernels;

/// <summary>
/// The caller and some helping threads, who do the pieces of a work together. The caller takes pieces like everybody and never waits for a
/// helper to arrive, only for pieces already begun; helpers that find nothing for some microseconds go to sleep. Where helpers do not help, because
/// somebody else took their cores, the caller works alone (<see cref="Experience"/>): a neighbour costs the speed of the core it takes, and not more.
/// </summary>
/// <remarks>
/// One word says all: the generation of the work, how many pieces it has, and the next one to take. Taking a piece is one compare-and-swap
/// on it, so a helper that comes late takes a piece of whatever work is there, or none. Crews at work at the same time share the cores:
/// see <see cref="Helpers"/>.
/// </remarks>
internal sealed class Crew
{
    /// <summary>Spins before a helper sleeps, and before the caller yields its core to a helper that was put off it: some tens of microseconds.</summary>
    private const int SpinsBeforeSleep = 3000, SpinsBeforeYield = 300;

    private const int PieceBits = 20;
    private const long PieceMask = (1L << PieceBits) - 1;

    private static int s_rented;

    private readonly object _bed = new();
    private readonly int _threads;
    private PaddedLong _state;
    private PaddedLong _done;
    private int _asleep, _helpersAsked, _started;
    private long _generation;
    private Work? _work;
    private ExceptionDispatchInfo? _fault;

    private Crew(int threads) => _threads = threads;

    /// <summary>The largest number of pieces that are shared; a work of more is done by the caller.</summary>
    public const int MaxPieces = (int)PieceMask;

    /// <summary>How many worker numbers there are.</summary>
    public int Workers => _threads;

    /// <summary>A caller without helpers, who takes no part in the sharing of cores.</summary>
    public static Crew Alone { get; } = new(1);

    /// <summary>A crew for as long as a run takes; give it back.</summary>
    public static Crew Rent(int threads)
    {
        Interlocked.Increment(ref s_rented);
        lock (Idle)
            for (int i = Idle.Count - 1; i >= 0; i--)
                if (Idle[i]._threads == threads)
                {
                    var crew = Idle[i];
                    Idle.RemoveAt(i);
                    return crew;
                }
        return new Crew(threads);
    }

    /// <summary>Nobody uses the crew any more; its helpers sleep until somebody rents it again.</summary>
    public void Return()
    {
        _work = null;
        Interlocked.Decrement(ref s_rented);
        lock (Idle) Idle.Add(this);
    }

    private static List<Crew> Idle { get; } = [];

    /// <summary>Does all pieces; returns when they are done, or throws what the first failing piece threw.</summary>
    public void Do(Work work, int pieces)
    {
        int helpers = Math.Min(Helpers(), pieces - 1);
        if (helpers <= 0 || pieces > MaxPieces)
        {
            ByItself(work, pieces);
            return;
        }
        long began = Stopwatch.GetTimestamp();
        if (work.Experience.NextIsAlone) ByItself(work, pieces);
        else Together(work, pieces, helpers);
        work.Experience.Took(Stopwatch.GetTimestamp() - began);
    }

    private static void ByItself(Work work, int pieces)
    {
        for (int piece = 0; piece < pieces; piece++) work.Do(piece, 0);
    }

    private void Together(Work work, int pieces, int helpers)
    {
        Start(helpers);
        (_work, _helpersAsked) = (work, helpers);
        Volatile.Write(ref _done.Value, 0);
        Interlocked.Exchange(ref _state.Value, ++_generation << (2 * PieceBits) | (long)pieces << PieceBits);
        if (Volatile.Read(ref _asleep) > 0) Wake();
        while (Take(out int piece)) Finish(piece, 0);
        for (int spins = 0; Volatile.Read(ref _done.Value) < pieces; spins++)
            if (spins < SpinsBeforeYield) Thread.SpinWait(4);
            else Thread.Yield();
        if (_fault is { } fault)
        {
            _fault = null;
            fault.Throw();
        }
    }

    /// <summary>A crew alone has the threads it asks for, even more than there are cores; several together share the cores, each caller working in any case.</summary>
    private int Helpers()
    {
        int crews = Volatile.Read(ref s_rented);
        return crews <= 1 ? _threads - 1 : Math.Min(_threads - 1, Math.Max(0, Environment.ProcessorCount - crews) / crews);
    }

    private void Start(int helpers)
    {
        while (_started < helpers)
        {
            int worker = ++_started;
            new Thread(() => Help(worker)) { IsBackground = true, Name = "Functional.NN helper" }.Start();
        }
    }

    private bool Take(out int piece)
    {
        while (true)
        {
            long state = Volatile.Read(ref _state.Value);
            long next = state & PieceMask;
            piece = (int)next;
            if (next >= (state >> PieceBits & PieceMask)) return false;
            if (Interlocked.CompareExchange(ref _state.Value, state + 1, state) == state) return true;
        }
    }

    private void Finish(int piece, int worker)
    {
        try
        {
            _work!.Do(piece, worker);
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(error), null);
        }
        Interlocked.Increment(ref _done.Value);
    }

    private void Help(int worker)
    {
        int idle = 0;
        while (true)
        {
            if (worker <= Volatile.Read(ref _helpersAsked) && Take(out int piece))
            {
                Finish(piece, worker);
                idle = 0;
            }
            else if (++idle < SpinsBeforeSleep) Thread.SpinWait(2);
            else
            {
                Sleep();
                idle = 0;
            }
        }
    }

    /// <summary>Says that it sleeps before it looks once more, so that a caller who brings work at that moment either is seen or sees it.</summary>
    private void Sleep()
    {
        lock (_bed)
        {
            Interlocked.Increment(ref _asleep);
            long state = Volatile.Read(ref _state.Value);
            if ((state & PieceMask) >= (state >> PieceBits & PieceMask)) Monitor.Wait(_bed);
            Interlocked.Decrement(ref _asleep);
        }
    }

    private void Wake()
    {
        lock (_bed) Monitor.PulseAll(_bed);
    }

    /// <summary>A number alone on its cache lines, so that who counts does not slow who reads something else.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit, Size = 256)]
    private struct PaddedLong
    {
        [System.Runtime.InteropServices.FieldOffset(128)]
        public long Value;
    }
}
