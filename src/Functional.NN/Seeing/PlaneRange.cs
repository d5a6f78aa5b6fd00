using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Equally spaced numbers from one to another, both exactly, with 0 and 1 exactly where they are among them.</summary>
internal static class PlaneRange
{
    public static ImmutableArray<double> Of(string who, int points, double from, double to)
    {
        if (points < 2) throw new NNException(Sentence.Of($"{who}: a loss is looked at in 2 points or more, got {points}."));
        if (!(from < to) || !double.IsFinite(to - from)) throw new NNException(Sentence.Of($"{who}: the range begins below its end, and both are finite; got {from} to {to}."));
        return [.. Enumerable.Range(0, points).Select(i => Snapped(from + (to - from) * i / (points - 1), to - from)).Select((at, i) => i == points - 1 ? to : at)];
    }

    private static double Snapped(double at, double length) => Math.Abs(at) < 1e-12 * length ? 0 : Math.Abs(at - 1) < 1e-12 * length ? 1 : at;
}
