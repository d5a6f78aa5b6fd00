using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>What the machine can reach at most, measured whenever it is asked for, and whether somebody else is using it.</summary>
internal sealed class Peaks
{
    /// <summary>Below this part of what could be had, something else had the rest.</summary>
    private const double Undisturbed = 0.9;

    private readonly Dictionary<(Type, int), object> _measured = [];

    /// <summary>The loop for a precision and a number of threads.</summary>
    public FmaPeak<T> Of<T>(int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!_measured.TryGetValue((typeof(T), threads), out object? peak)) _measured[(typeof(T), threads)] = peak = new FmaPeak<T>(threads);
        return (FmaPeak<T>)peak;
    }

    /// <summary>Operations a second: the best of many tries.</summary>
    public double Best<T>(int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var peak = Of<T>(threads);
        return Enumerable.Range(0, Timing.Tries).Max(_ => peak.Measure());
    }

    /// <summary>Why figures taken now are not to be trusted; none where the threads have their cores to themselves.</summary>
    public string? Busy(int threads)
    {
        int cores = Math.Min(threads, Environment.ProcessorCount);
        var peak = Of<float>(cores);
        var (before, clock) = (Environment.CpuUsage.TotalTime, System.Diagnostics.Stopwatch.StartNew());
        double[] tries = [.. Enumerable.Range(0, Timing.Tries).Select(_ => peak.Measure())];
        double share = (Environment.CpuUsage.TotalTime - before) / (clock.Elapsed * cores), steady = Timing.Median(tries) / tries.Max();
        return share < Undisturbed ? Sentence.Of($"the machine is busy: of {cores} processors this process had {100 * share:0} %; its figures will be too low.")
            : steady < Undisturbed ? Sentence.Of($"the machine is busy: the same work reached between {100 * steady:0} % and 100 % of its best speed; its figures will be too low.")
            : null;
    }
}
