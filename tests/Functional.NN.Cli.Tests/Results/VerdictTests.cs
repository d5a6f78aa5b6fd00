using System.Collections.Immutable;

namespace Functional.NN.Cli.Tests;

/// <summary>What is said of a claim follows from the figures.</summary>
public sealed class VerdictTests
{
    private static readonly double[] Noise = [0.001, -0.001, 0.002, -0.002, 0.0015, -0.0015];

    [Theory]
    [InlineData(0.98, 0.95, 0.94, "held")]
    [InlineData(0.95, 0.9499, 0.94, "held in the mean only")]
    [InlineData(0.9499, 0.95, 0.94, "not decided")]
    [InlineData(0.94, 0.95, 0.98, "did not hold")]
    public void A_claim_holds_when_the_best_mean_is_one_of_those_named_and_chance_is_not_enough(double named, double second, double third, string word) =>
        Assert.Equal(word, Verdict.Of(Of(("Named", named, 0), ("Second", second, 1), ("Third", third, 2)), ["Named"]).Word);

    [Fact]
    public void One_of_several_named_is_enough() => Assert.Equal("held", Verdict.Of(Of(("A", 0.90, 0), ("B", 0.98, 1), ("C", 0.95, 2)), ["A", "B"]).Word);

    [Fact]
    public void Equal_means_share_their_ranks()
    {
        var measured = Of(("A", 0.9, 0), ("B", 0.8, 0), ("C", 0.8, 0), ("D", 0.7, 0));

        Assert.Equal([1, 2.5, 2.5, 4], new[] { "A", "B", "C", "D" }.Select(measured.Rank));
    }

    [Fact]
    public void The_sentence_names_those_that_chance_may_explain()
    {
        var verdict = Verdict.Of(Of(("Named", 0.95, 0), ("Second", 0.9499, 1), ("Third", 0.90, 2)), ["Named"]);

        Assert.Contains("between it and Second (94.99 %, p = ", verdict.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("Third", verdict.Why, StringComparison.Ordinal);
    }

    /// <summary>Figures about a mean, the same noise in another order for each.</summary>
    private static Measured Of(params (string Who, double Mean, int Turn)[] optimizers) => new(optimizers.ToImmutableSortedDictionary(
        o => o.Who, o => Enumerable.Range(0, Noise.Length).Select(i => o.Mean + Noise[(i + o.Turn) % Noise.Length]).ToImmutableArray(), StringComparer.Ordinal));
}
