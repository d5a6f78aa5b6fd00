using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>What is drawn is worth walking: every kind of number, of layout and of constants comes up.</summary>
public class WalkTests
{
    private const int Drawn = 400;

    private static readonly List<Walk> Walked = [.. Walks.WithExtremes(RuleDraw.Any).Sample(Drawn)];

    private static readonly Dictionary<string, Func<Walk, bool>> Kinds = new()
    {
        ["a zero"] = c => Numbers(c).Any(g => g == 0 && double.IsPositive(g)),
        ["a zero with a sign"] = c => Numbers(c).Any(g => g == 0 && double.IsNegative(g)),
        ["a subnormal number"] = c => Numbers(c).Any(double.IsSubnormal),
        ["a number whose square vanishes"] = c => Numbers(c).Any(g => g != 0 && g * g == 0),
        ["a number whose square is near the largest"] = c => Numbers(c).Any(g => g * g > 1e290),
        ["several blocks"] = c => c.θ.Layout.Count > 1,
        ["one number"] = c => c.θ.Layout.Size == 1,
        ["more than a wide register and a rest"] = c => c.θ.Layout.Size > 16,
        ["several steps"] = c => c.Gradients.Length > 3,
        ["no state"] = c => c.Optimizer.Start(c.θ).Vectors.IsEmpty,
        ["two vectors or more of state"] = c => c.Optimizer.Start(c.θ).Vectors.Count > 1,
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Theory, MemberData(nameof(Names))]
    public void There_are_walks_with(string kind) => Assert.True(Walked.Count(Kinds[kind]) >= Drawn / 100, $"{Walked.Count(Kinds[kind])} of {Drawn}");

    [Fact]
    public void A_smaller_walk_is_smaller_and_shrinking_ends()
    {
        foreach (var walk in Walked.Take(20))
        {
            var smallest = walk;
            for (int i = 0; i < 100 && Walk.Smaller(smallest).FirstOrDefault() is { } smaller; i++) smallest = smaller;
            Assert.Empty(Walk.Smaller(smallest));
        }
    }

    private static IEnumerable<double> Numbers(Walk walk) => walk.Gradients.SelectMany(g => g.Vector.ToArray());
}
