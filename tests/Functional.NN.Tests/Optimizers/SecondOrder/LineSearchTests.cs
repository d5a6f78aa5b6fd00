namespace Functional.NN.Tests.Optimizers.SecondOrder;

public sealed class LineSearchTests
{
    /// <summary>Lines with a minimum, each with φ and φ′.</summary>
    private static readonly (string Name, Func<double, double> Value, Func<double, double> Slope)[] Lines =
    [
        ("parabola", α => (α - 3) * (α - 3), α => 2 * (α - 3)),
        ("steep", α => Math.Exp(5 * α) - 100 * α, α => 5 * Math.Exp(5 * α) - 100),
        ("flat", α => -α / (α * α + 2), α => (α * α - 2) / ((α * α + 2) * (α * α + 2))),
        ("waves", α => -α + Math.Sin(3 * α) / 4 + α * α / 20, α => -1 + 0.75 * Math.Cos(3 * α) + α / 10),
        ("wall", α => α < 2 ? -Math.Log(2 - α) * 0.1 - α : double.NaN, α => 0.1 / (2 - α) - 1),
    ];

    private static readonly LineSearch[] Searches = [new Backtracking(), new StrongWolfe(), new StrongWolfe(1e-4, 0.1), new StrongWolfe(0.01, 0.02)];

    private static readonly double[] Firsts = [1e-6, 0.1, 1, 17, 1e8];

    public static TheoryData<string, int, double> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, double>();
            foreach (var line in Lines)
                for (int search = 0; search < Searches.Length; search++)
                    foreach (double first in Firsts) cases.Add(line.Name, search, first);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_step_found_satisfies_the_conditions_and_no_point_is_tried_twice(string name, int which, double first)
    {
        var (_, value, slope) = Array.Find(Lines, line => line.Name == name);
        var tried = new List<double>();
        LinePoint<int> At(double α) => new(α, value(α), slope(α), tried.Count);
        var found = Searches[which].Search(α =>
        {
            tried.Add(α);
            return At(α);
        }, At(0), first);
        Assert.True(found.Found);
        Assert.Equal(tried.Count, found.Trials);
        Assert.Equal(tried.Count, tried.Distinct().Count());
        Assert.Equal(found.Point.Step, tried[found.Point.At - 1]);
        var (α, decrease) = (found.Point.Step, Searches[which] is Backtracking b ? b.Decrease : ((StrongWolfe)Searches[which]).Decrease);
        Assert.True(value(α) <= value(0) + decrease * α * slope(0), $"α = {α}: the value falls too little");
        if (Searches[which] is StrongWolfe wolfe) Assert.True(Math.Abs(slope(α)) <= wolfe.Flatness * Math.Abs(slope(0)), $"α = {α}: the slope is too steep");
    }

    [Fact]
    public void Backtracking_takes_the_first_step_where_it_falls_enough_and_the_parabolas_minimum_where_it_does_not()
    {
        LinePoint<int> Parabola(double α) => new(α, (α - 1) * (α - 1), 2 * (α - 1), 0);
        Assert.Equal((1.9, 1), Result(new Backtracking(), 1.9));
        Assert.Equal((1.0, 2), Result(new Backtracking(), 4));

        (double, int) Result(LineSearch search, double first)
        {
            var found = search.Search(Parabola, Parabola(0), first);
            return (found.Point.Step, found.Trials);
        }
    }

    [Fact]
    public void A_line_that_only_rises_leaves_the_search_where_it_began()
    {
        LinePoint<int> Rising(double α) => new(α, α, α == 0 ? -1 : 1, 0);
        foreach (var search in new LineSearch[] { new Backtracking(1e-4, 20), new StrongWolfe(1e-4, 0.9, 20) })
        {
            var found = search.Search(Rising, Rising(0), 1);
            Assert.Equal((0, false, 20), (found.Point.Step, found.Found, found.Trials));
        }
    }

    [Fact]
    public void A_line_that_falls_for_ever_is_followed_until_the_trials_are_spent()
    {
        LinePoint<int> Falling(double α) => new(α, -α, -1, 0);
        var found = new StrongWolfe(MostTrials: 6).Search(Falling, Falling(0), 1);
        Assert.Equal((32, false, 6), (found.Point.Step, found.Found, found.Trials));
    }

    [Fact]
    public void A_full_step_is_one_trial_wherever_it_leads()
    {
        LinePoint<int> Rising(double α) => new(α, α, 1, 0);
        Assert.Equal((3.0, 1, true), (new FullStep().Search(Rising, Rising(0), 3).Point.Step, new FullStep().Search(Rising, Rising(0), 3).Trials, new FullStep().Search(Rising, Rising(0), 3).Found));
    }

    [Fact]
    public void Constants_out_of_range_are_refused()
    {
        Assert.Equal("StrongWolfe: the fraction of the slope that a step must fall by is between 0 and 1, got 1.", Assert.Throws<NNException>(() => new StrongWolfe(Flatness: 1)).Message);
        Assert.Equal("Backtracking: the fraction of the slope that a step must fall by is between 0 and 1, got 0.", Assert.Throws<NNException>(() => new Backtracking(0)).Message);
        Assert.Equal("Backtracking: a search tries one point or more, got 0.", Assert.Throws<NNException>(() => new Backtracking(MostTrials: 0)).Message);
    }
}
