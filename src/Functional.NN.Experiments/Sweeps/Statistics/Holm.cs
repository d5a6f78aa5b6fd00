using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>p values of several tests at once, made larger so that any false alarm among all of them is as rare as in one test.</summary>
/// <remarks>Holm 1979, "A simple sequentially rejective multiple test procedure": with m tests the k-th smallest p becomes max over j ≤ k of min(1, (m − j + 1)·p⁽ʲ⁾). It holds however the tests depend on each other.</remarks>
internal static class Holm
{
    /// <summary>The adjusted values, in the order of those given; tests without a value have none and do not count.</summary>
    public static ImmutableArray<double?> Adjusted(IReadOnlyList<double?> values)
    {
        var adjusted = new double?[values.Count];
        int left = values.Count(p => p is not null);
        double least = 0;
        foreach (var (p, place) in values.Select((p, place) => (p, place)).Where(test => test.p is not null).OrderBy(test => test.p))
            adjusted[place] = least = Math.Max(least, Math.Min(1, left-- * p!.Value));
        return [.. adjusted];
    }
}
