using System.Diagnostics;

namespace Functional.NN.Experiments;

/// <summary>Measures how long things take, in many short tries of which the best counts: what others do on the machine only adds time.</summary>
internal static class Timing
{
    /// <summary>How long a try should take at least, and how long something is warmed up: the runtime replaces first code by better code after a tenth of a second.</summary>
    private const double TrySeconds = 0.002, WarmSeconds = 0.25;

    /// <summary>How many tries there are.</summary>
    public const int Tries = 31;

    /// <summary>The seconds of one call, from so many.</summary>
    public static double Seconds(Action work, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++) work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }

    /// <summary>Warms something up; gives how many calls make a try.</summary>
    public static int Calls(Action work)
    {
        var warm = Stopwatch.StartNew();
        int calls = 1;
        double seconds;
        while ((seconds = Seconds(work, calls)) * calls < TrySeconds || warm.Elapsed.TotalSeconds < WarmSeconds)
            if (seconds * calls < TrySeconds) calls *= 2;
        return Math.Max(1, (int)(TrySeconds / seconds));
    }

    /// <summary>The seconds of one call in the best of many tries.</summary>
    public static double Best(Action work)
    {
        int calls = Calls(work);
        return Enumerable.Range(0, Tries).Min(_ => Seconds(work, calls));
    }

    /// <summary>The middle one; of an even number, the mean of the two in the middle; of none, 0.</summary>
    public static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
