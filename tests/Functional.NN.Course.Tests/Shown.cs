using System.Collections.Concurrent;

namespace Functional.NN.Course.Tests;

/// <summary>The findings of the samples, each run once while the tests run.</summary>
internal static class Shown
{
    private static readonly ConcurrentDictionary<string, Lazy<Findings>> Found = new(StringComparer.Ordinal);

    public static Findings Of(string sample) => Found.GetOrAdd(sample, name => new(() => CourseSamples.All.Single(one => one.Name == name).Show())).Value;

    /// <summary>The verdict of a claim when a sample runs with other rules.</summary>
    public static Verdict VerdictOf(Sample sample, string claim) => sample.Show()[claim].Verdict;
}
