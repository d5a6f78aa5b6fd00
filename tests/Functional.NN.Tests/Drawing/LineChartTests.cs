using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Functional.NN.Drawing;

namespace Functional.NN.Tests.Drawing;

/// <summary>Curves, bands, gaps, legends and names at the ends.</summary>
public class LineChartTests
{
    private static readonly Axis Epoch = new("epoch", NumberForm.Whole), Loss = new("loss");

    private static ImmutableArray<ChartPoint> Points(int count, Func<int, double> up) => [.. Enumerable.Range(1, count).Select(i => new ChartPoint(i, up(i)))];

    private static XElement Drawn(params ImmutableArray<ChartSeries> series) => Drawn(new LineChart("Loss of each epoch", "d", Epoch, Loss, series));

    private static XElement Drawn(Picture picture) => XDocument.Parse(picture.ToSvg()).Root!;

    [Fact]
    public void A_line_goes_through_its_points_from_the_lower_left_upwards()
    {
        var picture = Drawn(ChartSeries.Of(0, "loss", Points(3, i => i)));
        Place[] points = [.. DrawnText.Points(DrawnText.All(picture, "polyline").Single())];
        Assert.Equal(3, points.Length);
        Assert.True(points[0].X < points[1].X && points[0].Y > points[1].Y);
        Assert.Equal(points[2].X - points[1].X, points[1].X - points[0].X, 0.02);
        Assert.Equal(points[2].Y - points[1].Y, points[1].Y - points[0].Y, 0.02);
    }

    [Fact]
    public void Few_curves_are_named_at_their_ends_in_the_order_of_the_ends()
    {
        var picture = Drawn(ChartSeries.Of(0, "low", Points(9, _ => 1)), ChartSeries.Of(1, "high", Points(9, _ => 1.01)), ChartSeries.Of(2, "far", Points(9, _ => 3)));
        var names = DrawnText.All(picture, "text").Where(t => t.Attribute("class")!.Value == "legend").ToDictionary(t => t.Value, t => DrawnText.Number(t, "y"));
        Assert.True(names["far"] < names["high"] && names["high"] < names["low"]);
        Assert.Empty(DrawnText.Faults(picture));
        double right = DrawnText.All(picture, "polyline").SelectMany(DrawnText.Points).Where(p => p.X < 400).Max(p => p.X);
        Assert.All(DrawnText.All(picture, "text").Where(t => t.Attribute("class")!.Value == "legend"), t => Assert.True(DrawnText.Number(t, "x") > right));
    }

    [Theory]
    [InlineData(7, 20, "a curve")]
    [InlineData(2, 20, "a curve with a name that is longer than a third of the paper")]
    [InlineData(3, 5, "too early")]
    public void Many_curves_long_names_and_curves_that_end_early_have_a_legend_below(int curves, int secondEnds, string name)
    {
        var picture = Drawn([.. Enumerable.Range(0, curves).Select(k => ChartSeries.Of(k, $"{name} {k}", Points(k == 1 ? secondEnds : 20, i => i * k)))]);
        double bottom = DrawnText.Number(DrawnText.All(picture, "rect").Single(r => r.Attribute("class")!.Value == "frame"), "y") + 220;
        var legend = DrawnText.All(picture, "text").Where(t => t.Attribute("class")!.Value == "legend").ToList();
        Assert.Equal(curves, legend.Count);
        Assert.All(legend, t => Assert.True(DrawnText.Number(t, "y") > bottom));
        Assert.Empty(DrawnText.Faults(picture));
    }

    [Fact]
    public void Points_have_a_marker_each_and_no_line_and_lie_inside_the_frame()
    {
        var picture = Drawn([.. Enumerable.Range(0, 2).Select(k => new ChartSeries($"class {k}", k, ChartStroke.Points, Points(100, i => i + k)))]);
        Assert.Empty(DrawnText.All(picture, "polyline"));
        var markers = DrawnText.All(picture, "path").Where(p => p.Attribute("class")!.Value.StartsWith("point ", StringComparison.Ordinal)).Select(p => p.Attribute("d")!.Value).ToList();
        Assert.Equal([100, 100], markers.Select(path => path.Count(c => c == 'M')));
        var frame = DrawnText.All(picture, "rect").Single(r => r.Attribute("class")!.Value == "frame");
        double left = DrawnText.Number(frame, "x"), right = left + DrawnText.Number(frame, "width");
        Assert.All(markers.SelectMany(path => path.Split('M')[1..]), marker => Assert.InRange(double.Parse(marker.Split(',')[0], CultureInfo.InvariantCulture), left, right - 4.4));
        Assert.Equal(2, DrawnText.All(picture, "text").Count(t => t.Attribute("class")!.Value == "legend"));
        Assert.Empty(DrawnText.Faults(picture));
    }

    [Fact]
    public void Series_differ_in_dashes_and_markers_too()
    {
        var picture = Drawn([.. Enumerable.Range(0, 4).Select(k => ChartSeries.Of(k, $"s{k}", Points(5, i => i + k)))]);
        Assert.Equal(4, DrawnText.All(picture, "polyline").Select(l => l.Attribute("class")!.Value).Where(c => c.StartsWith("curve", StringComparison.Ordinal)).Select(c => c.Replace("curve c", "", StringComparison.Ordinal)[1..]).Distinct().Count());
        Assert.Equal(Markers.Count, Enumerable.Range(0, Markers.Count).Select(k => Markers.Of(k, [new(100, 100)]).Attribute("d")!.Value).Distinct().Count());
    }

    [Fact]
    public void A_line_has_a_gap_where_a_number_cannot_be_drawn_and_the_gap_is_marked_and_explained()
    {
        double[] numbers = [1, 2, double.NaN, 4, 5, double.PositiveInfinity, 7];
        var picture = Drawn(ChartSeries.Of(0, "a", Points(7, i => numbers[i - 1])));
        Assert.Equal(2, DrawnText.All(picture, "polyline").Count(l => l.Attribute("class")!.Value.StartsWith("curve", StringComparison.Ordinal) && DrawnText.Points(l).Count() == 2 && DrawnText.Points(l).First().Y < 300));
        Assert.Equal(2, DrawnText.All(picture, "path").Count(p => p.Attribute("class")!.Value == "gap"));
        Assert.Contains("1 value is not a number (NaN), marked ×.", DrawnText.Words(picture));
        Assert.Contains("1 value is infinite, marked with an arrow.", DrawnText.Words(picture));
    }

    [Fact]
    public void What_is_not_positive_has_no_place_on_a_logarithmic_axis()
    {
        var picture = Drawn(new LineChart("t", "d", Epoch, Loss with { Logarithmic = true }, [ChartSeries.Of(0, "a", Points(5, i => i - 2))]));
        Assert.Contains("2 values are not positive and have no place on a logarithmic axis, marked ×.", string.Join(' ', DrawnText.Words(picture)), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_draw_is_said_in_words()
    {
        Assert.Contains("There are no numbers to draw.", DrawnText.Words(Drawn(ChartSeries.Of(0, "a", []))));
        Assert.Contains("There are no numbers to draw.", DrawnText.Words(Drawn()));
        Assert.Contains(DrawnText.Words(Drawn(ChartSeries.Of(0, "a", Points(3, _ => double.NaN)))), words => words.StartsWith("None of its numbers can be drawn", StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_point_is_a_marker()
    {
        var picture = Drawn(ChartSeries.Of(0, "a", Points(1, _ => 0.3)));
        Assert.Contains(DrawnText.All(picture, "path"), p => p.Attribute("class")!.Value == "mark f0");
        Assert.Contains("1", DrawnText.Words(picture, " tick "));
    }

    [Fact]
    public void Many_points_are_thinned_but_their_extremes_stay()
    {
        var key = RandomKey.FromSeed(3).Normal<double>([60_000]).ToArray();
        key[31_234] = 40;
        key[31_235] = -50;
        var series = ChartSeries.Of(0, "a", Points(60_000, i => key[i - 1]));
        var chart = new LineChart("t", "d", Epoch, Loss, [series]);
        var drawn = DrawnText.Points(DrawnText.All(Drawn(chart), "polyline").First()).ToList();
        Assert.InRange(drawn.Count, 1000, 4 * 640);
        Assert.InRange(chart.ToSvg().Length, 1000, 60_000);
        var whole = Frame.Of(Heading.Title("t", 480).Bottom, 480, 220, Heading.Margin, Epoch.Over(series.Points.Select(p => p.Across), 0), Loss.Over(key, 0.05));
        Assert.Equal(Math.Round(whole.At(31_235, 40).Y, 2), drawn.Min(p => p.Y), 0.02);
        Assert.Equal(Math.Round(whole.At(31_236, -50).Y, 2), drawn.Max(p => p.Y), 0.02);
    }

    [Fact]
    public void A_band_lies_around_its_curve()
    {
        var picture = Drawn(ChartSeries.Of(0, "a", Points(5, i => i).Select(p => p with { Low = p.Up - 0.5, High = p.Up + 1 })));
        Place[] band = [.. DrawnText.Points(DrawnText.All(picture, "polygon").Single())], line = [.. DrawnText.Points(DrawnText.All(picture, "polyline").First())];
        Assert.Equal(10, band.Length);
        for (int i = 0; i < 5; i++) Assert.True(band[i].Y < line[i].Y && line[i].Y < band[9 - i].Y && band[9 - i].X == line[i].X);
    }

    [Fact]
    public void A_place_that_is_pointed_out_has_a_line_and_a_word_in_the_legend()
    {
        var picture = Drawn(new LineChart("t", "d", Epoch, Loss, [ChartSeries.Of(0, "a", Points(11, i => i))]) { Rules = [new("best epoch: 6", 6)] });
        var frame = DrawnText.All(picture, "rect").Single(r => r.Attribute("class")!.Value == "frame");
        Assert.Contains(DrawnText.All(picture, "line"), l => l.Attribute("class")!.Value == "rule" && Math.Abs(DrawnText.Number(l, "x1") - DrawnText.Number(frame, "x") - DrawnText.Number(frame, "width") / 2) < 0.02);
        Assert.Contains("best epoch: 6", DrawnText.Words(picture));
    }

    [Fact]
    public void The_picture_is_the_same_under_every_culture()
    {
        var chart = new LineChart("t", "d", Epoch, Loss, [ChartSeries.Of(0, "a", Points(4000, i => 1.0 / i))]);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            string german = chart.ToSvg();
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Assert.Equal(chart.ToSvg(), german);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Who_cannot_see_it_is_told_what_it_is()
    {
        var picture = Drawn(ChartSeries.Of(0, "a", Points(3, i => i)));
        Assert.Equal("img", picture.Attribute("role")!.Value);
        Assert.Equal("Loss of each epoch", picture.Elements(Svg.Name + "title").Single().Value);
        Assert.Equal("d", picture.Elements(Svg.Name + "desc").Single().Value);
    }
}
