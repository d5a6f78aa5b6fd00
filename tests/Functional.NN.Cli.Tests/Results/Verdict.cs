using System.Collections.Immutable;
using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests;

/// <summary>What a measure says of each optimizer, seed by seed; the larger the better.</summary>
/// <param name="Values">the figures of an optimizer, in the order of the seeds</param>
internal sealed record Measured(ImmutableSortedDictionary<string, ImmutableArray<double>> Values)
{
    public double Mean(string who) => Values[who].Average();

    /// <summary>The one with the largest mean among some.</summary>
    public string Best(IEnumerable<string> among) => among.MaxBy(Mean)!;

    /// <summary>1 for the largest mean; equal ones share the mean of their ranks.</summary>
    public double Rank(string who) => Values.Keys.Count(other => Mean(other) > Mean(who)) + (Values.Keys.Count(other => Mean(other) == Mean(who)) + 1) / 2.0;

    /// <summary>One compared with others seed by seed, adjusted for all of these comparisons.</summary>
    public IEnumerable<(string Other, PairedComparison Comparison)> Compared(string who, IReadOnlyList<string> others) =>
        others.Zip(PairedComparison.Together([.. others.Select(other => PairedComparison.Of(0, 1, [.. Values[who].Zip(Values[other], (a, b) => a - b)]))]));
}

/// <summary>What came of a claim that the best by a measure is one of some optimizers.</summary>
/// <param name="Word">held, held in the mean only, not decided, did not hold</param>
/// <param name="Why">the figures, in a sentence</param>
internal sealed record Verdict(string Word, string Why)
{
    /// <summary>
    /// The best of those named is compared with each of the others by paired t tests, adjusted by Holm. The claim held where it has the best mean and differs from each of them; in the mean only, where some of these differences may
    /// be chance; it is not decided where another one has the best mean, which may be chance; else it did not hold.
    /// </summary>
    public static Verdict Of(Measured measured, IReadOnlyList<string> named)
    {
        string[] others = [.. measured.Values.Keys.Except(named)];
        string best = measured.Best(measured.Values.Keys), champion = measured.Best(named);
        if (!named.Contains(best))
        {
            var against = measured.Compared(champion, others).Single(c => c.Other == best).Comparison;
            return new(against.Differs ? "did not hold" : "not decided", $"{best} has {Mean(measured, best)}, {champion} {Mean(measured, champion)} ({Chance(against)}).");
        }
        (string Other, PairedComparison Comparison)[] compared = [.. measured.Compared(best, others)];
        string[] alike = [.. compared.Where(c => !c.Comparison.Differs).Select(c => $"{c.Other} ({Mean(measured, c.Other)}, {Chance(c.Comparison)})")];
        string figures = $"{best} has {Mean(measured, best)}, the best of the others is {measured.Best(others)} with {Mean(measured, measured.Best(others))}";
        return alike.Length == 0 ? new("held", FormattableString.Invariant($"{figures}; it differs from each of them (p at most {compared.Max(c => c.Comparison.Adjusted):0.0000}).")) : new("held in the mean only", $"{figures}; chance may be all there is between it and {string.Join(", ", alike)}.");
    }

    private static string Mean(Measured measured, string who) => Page.Percent(measured.Mean(who));

    private static string Chance(PairedComparison comparison) => comparison.Adjusted is { } p ? FormattableString.Invariant($"p = {p:0.0000}") : "always the same difference";
}
