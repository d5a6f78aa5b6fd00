namespace Functional.NN.Tests.Verification;

/// <summary>How many random directions it takes to see a mistake in one coordinate: what is stated and what is measured.</summary>
public class DirectionTests
{
    private const int Coordinates = 100, Directions = 500;
    private const double Mistake = 1e-3;

    /// <summary>Σx at x = 1, whose gradient is 1 everywhere and claimed to be 1.001 in one place.</summary>
    private static GradientReport Check(double tolerance, GradientCoordinates coordinates, int seed = 0) => GradientCheck.Function(x => x.Sum(), x => [.. x.Select((_, i) => i == 37 ? 1 + Mistake : 1)],
        [.. Enumerable.Repeat(1.0, Coordinates)], new GradientCheckOptions(tolerance: tolerance, coordinates: coordinates, key: RandomKey.FromSeed(seed)));

    [Theory]
    [InlineData(2.5e-6, 1)]
    [InlineData(7.5e-6, 4.0 / 3)]
    [InlineData(1e-5, 2)]
    [InlineData(1.25e-5, 4)]
    public void As_many_directions_are_needed_on_average_as_are_stated(double tolerance, double expected)
    {
        GradientReport[] reports = [.. Enumerable.Range(0, 4).Select(seed => Check(tolerance, GradientCoordinates.Directions(Directions), seed))];
        double stated = GradientCoordinates.ExpectedDirections(Mistake, reports[0].Entries.Max(e => e.Detectable));
        Assert.Equal(expected, stated, 0.02);
        double tried = reports.Sum(r => r.Entries.Length), seen = reports.Sum(r => r.Count(GradientVerdict.Wrong)), deviation = Math.Sqrt(stated * Math.Max(0, stated - 1) / seen);
        Assert.InRange(tried / seen, stated - 4 * deviation - 0.01, stated + 4 * deviation + 0.01);
    }

    [Fact]
    public void A_mistake_that_no_direction_can_show_needs_infinitely_many()
    {
        Assert.Equal(double.PositiveInfinity, GradientCoordinates.ExpectedDirections(Mistake, 2 * Mistake));
        Assert.Equal(0, Check(2e-5, GradientCoordinates.Directions(Directions)).Count(GradientVerdict.Wrong));
    }

    [Fact]
    public void With_the_tolerance_a_check_derives_the_first_direction_shows_a_mistake_of_a_thousandth_in_one_number()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var report = GradientCheck.Function(x => x.Sum(), x => [.. x.Select((_, i) => i == 37 ? 1 + Mistake : 1)], [.. Enumerable.Repeat(1.0, Coordinates)],
                new GradientCheckOptions(coordinates: GradientCoordinates.Directions(1), key: RandomKey.FromSeed(seed)));
            Assert.Equal(GradientVerdict.Wrong, report.Verdict);
        }
    }

    [Fact]
    public void Two_mistakes_do_not_cancel_in_the_directions()
    {
        var report = GradientCheck.Function(x => x.Sum(), x => [.. x.Select((_, i) => i == 3 ? 1.01 : i == 4 ? 0.99 : 1)], [.. Enumerable.Repeat(1.0, 10)], new GradientCheckOptions(coordinates: GradientCoordinates.Directions(20)));
        Assert.True(report.Count(GradientVerdict.Wrong) > 15, report.ToString());
    }

    [Fact]
    public void A_thousandth_too_much_in_one_coordinate_of_ten_thousand_is_found_and_nothing_else()
    {
        var report = ManyCoordinates.Check(10_000, wrong: 7_777);
        Assert.Equal(10_000, report.Entries.Length);
        Assert.Equal("x[7777]", Assert.Single(report.Wrong).Coordinate);
        Assert.Equal(0, report.Count(GradientVerdict.CannotTell));
    }
}
