namespace Functional.NN.Tests.Verification;

public class LogLogChartTests
{
    [Fact]
    public void An_axis_goes_over_whole_decades()
    {
        Assert.Equal(new LogAxis("x", -3, 2), LogAxis.Over("x", [0.002, 100, double.NaN, 0, -7, double.PositiveInfinity]));
        Assert.Equal(new LogAxis("x", 0, 1), LogAxis.Over("x", [1]));
        Assert.Equal(new LogAxis("x", -1, 1), LogAxis.Over("x", []));
    }

    [Theory]
    [InlineData(-3, 2, "-3 -2 -1 0 1 2")]
    [InlineData(-17, 1, "-16 -14 -12 -10 -8 -6 -4 -2 0")]
    [InlineData(-300, 300, "-300 -200 -100 0 100 200 300")]
    public void Not_too_many_powers_of_ten_are_written_and_one_is_among_them(int from, int to, string ticks) => Assert.Equal(ticks, string.Join(' ', new LogAxis("x", from, to).Ticks));

    [Theory]
    [InlineData(0, "1")]
    [InlineData(1, "10")]
    [InlineData(-12, "10⁻¹²")]
    [InlineData(308, "10³⁰⁸")]
    public void Powers_are_written_as_people_write_them(int exponent, string written) => Assert.Equal(written, LogAxis.Power(exponent));

    [Fact]
    public void A_decade_has_the_same_length_everywhere()
    {
        var axis = new LogAxis("x", -4, 4);
        Assert.Equal([0, 0.25, 0.5, 1], new[] { 1e-4, 1e-2, 1, 1e4 }.Select(v => Math.Round(axis.Place(v), 12)));
        Assert.Equal(0.25, axis.PlaceOfTick(-2));
    }

    [Fact]
    public void A_line_has_a_gap_where_a_number_cannot_be_drawn()
    {
        var curve = new ChartSeries("a", 0, ChartStroke.Line, [new(1, 1), new(2, 2), new(3, double.NaN), new(4, 0), new(5, 5)]);
        Assert.Equal([2, 1], curve.Stretches.Select(stretch => stretch.Length));
    }

    [Fact]
    public void Words_are_escaped()
    {
        string svg = new LogLogChart("a < b & c", "d", new("x", 0, 1), new("y", 0, 1), []).ToSvg();
        Assert.Contains("a &lt; b &amp; c", svg, StringComparison.Ordinal);
    }
}
