using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>What the machine can reach at most, measured whenever it is asked for, and whether somebody else is using it.</summary>
internal sealed class Peaks
{
    /// <summary>Below this part of what could be had, something else had the rest.</summary>
    private const double Undisturbed = 0.9;

    /// <summary>A tenth of a second: others get their turn in it.</summary>
    private const int ManyLoops = 500;

    private readonly Dictionary<(Type, int), object> _measured = [];

    /// <summary>The loop for a precision and a number of threads; more than there are processors reach no more than those.</summary>
    public FmaPeak<T> Of<T>(int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        threads = Usable(threads);
        if (!_measured.TryGetValue((typeof(T), threads), out object? peak)) _measured[(typeof(T), threads)] = peak = new FmaPeak<T>(threads);
        return (FmaPeak<T>)peak;
    }

    /// <summary>How many threads run at the same time.</summary>
    public static int Usable(int threads) => Math.Min(threads, Environment.ProcessorCount);

    /// <summary>Operations a second: the best of many tries.</summary>
    public double Best<T>(int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var peak = Of<T>(threads);
        return Enumerable.Range(0, Timing.Tries).Max(_ => peak.Measure().Flops);
    }

    /// <summary>Why figures taken now are not to be trusted; none where the threads have their processors to themselves.</summary>
    public string? Busy(int threads)
    {
        int processors = Usable(threads);
        double share = Of<float>(processors).Measure(ManyLoops).Share;
        return share >= Undisturbed ? null
            : Sentence.Of($"the machine is busy: {(processors == 1 ? "a thread" : $"each of {processors} threads")} had its processor {100 * share:0} % of the time; the figures will be too low.");
    }
}
