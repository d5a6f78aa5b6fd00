using System.Collections.Immutable;
using System.Xml.Linq;
using Functional.NN.Drawing;

namespace Functional.NN.Tests.Drawing;

/// <summary>Rectangles of the plane with paint, ways and points.</summary>
public class PlaneMapTests
{
    private static readonly Axis X = new("x₁"), Y = new("x₂");

    private static readonly Raster Bowl = Raster.Of(-2, 2, -1, 1, 41, 31, (x, y) => x * x + 10 * y * y);

    private static XElement Drawn(Picture picture) => XDocument.Parse(picture.ToSvg()).Root!;

    private static XElement Drawn(PlanePaint? paint, ImmutableArray<PlanePath> paths, ImmutableArray<PlanePoints> points) => Drawn(new PlaneMap("t", "d", X, Y, paint, paths, points));

    private static string Kind(XElement element) => element.Attribute("class")!.Value;

    private static Box FrameOf(XElement picture)
    {
        var frame = DrawnText.All(picture, "rect").First(r => Kind(r) == "frame");
        double left = DrawnText.Number(frame, "x"), top = DrawnText.Number(frame, "y");
        return new(left, top, left + DrawnText.Number(frame, "width"), top + DrawnText.Number(frame, "height"));
    }

    private static string[] Fills(XElement picture) => [.. DrawnText.All(picture, "path").Select(Kind).Where(k => k.StartsWith('h'))];

    [Fact]
    public void Values_are_painted_in_steps_from_light_to_deep_with_the_levels_beside_them()
    {
        var picture = Drawn(new HeatPaint(Bowl, new("loss")), [], []);
        Assert.Equal(["h1", "h3", "h4", "h5", "h7", "h8"], Fills(picture));
        string[] labels = [.. DrawnText.All(picture, "text").Where(t => DrawnText.Number(t, "x") > FrameOf(picture).Right).Select(t => t.Value)];
        Assert.Equal(["2", "4", "6", "8", "10", "12"], labels.Where(l => l != "2.0"));
        Assert.Contains("loss", DrawnText.Words(picture, " legend "));
        Assert.Single(DrawnText.All(picture, "path"), p => Kind(p) == "contour");
        Assert.Empty(DrawnText.Faults(picture));
    }

    [Fact]
    public void On_a_logarithmic_scale_steps_are_factors_and_what_is_not_positive_is_the_least()
    {
        var picture = Drawn(new HeatPaint(Bowl, new("loss") { Logarithmic = true }), [], []);
        Assert.Contains("0.1", DrawnText.Words(picture, " tick "));
        Assert.Contains("10", DrawnText.Words(picture, " tick "));
        Assert.Contains(DrawnText.Words(picture), w => w == "Not positive, and painted as the least: 1 of 1,271 values.");
        Assert.Empty(DrawnText.Faults(picture));
    }

    [Fact]
    public void What_is_not_finite_is_painted_as_the_largest_and_counted()
    {
        var broken = Bowl with { Values = Bowl.Values.SetItem(0, double.NaN).SetItem(5, double.PositiveInfinity) };
        var picture = Drawn(new HeatPaint(broken, new("loss")), [], []);
        Assert.Contains("Not finite, and painted as the largest: 2 of 1,271 values.", DrawnText.Words(picture));
        Assert.DoesNotContain("NaN", picture.ToString(), StringComparison.Ordinal);
        Assert.Contains(DrawnText.Words(Drawn(new HeatPaint(Bowl.Select(_ => double.NaN), new("loss")), [], [])), w => w.StartsWith("None of its numbers can be drawn", StringComparison.Ordinal));
        Assert.Empty(Fills(Drawn(new HeatPaint(Bowl.Select(_ => 3), new("loss")), [], [])));
    }

    [Fact]
    public void A_way_begins_with_a_ring_and_ends_with_its_marker()
    {
        var picture = Drawn(new HeatPaint(Bowl, new("loss")), [new("descent", 1, [new(-2, 1), new(0, -0.5), new(2, 0)])], []);
        var frame = FrameOf(picture);
        Place[] line = [.. DrawnText.Points(DrawnText.All(picture, "polyline").Single(p => Kind(p) == "curve c1" && DrawnText.Points(p).Count() == 3))];
        Assert.Equal((frame.Left, frame.Top), (line[0].X, line[0].Y));
        Assert.Equal((frame.Left + frame.Right) / 2, line[1].X, 0.02);
        Assert.Equal(frame.Top + 0.75 * frame.Height, line[1].Y, 0.02);
        Assert.Contains(DrawnText.All(picture, "circle"), c => Kind(c) == "single c1" && DrawnText.Number(c, "cx") == frame.Left && DrawnText.Number(c, "cy") == frame.Top);
        Assert.Contains("descent", DrawnText.Words(picture, " legend "));
    }

    [Fact]
    public void A_way_that_leaves_the_rectangle_is_cut_at_its_edge_and_that_is_said()
    {
        var picture = Drawn(new HeatPaint(Bowl, new("loss")), [new("diverging", 2, [new(0, 0), new(4, 0), new(4, 5), new(0, 0.5), new(1e300, 0.5), new(double.NaN, 0)])], []);
        var frame = FrameOf(picture);
        var lines = DrawnText.All(picture, "polyline").Where(p => Kind(p) == "casing").Select(p => DrawnText.Points(p).ToArray()).ToList();
        Assert.Equal([2, 3], lines.Select(l => l.Length));
        Assert.Equal(new Place(frame.Right, (frame.Top + frame.Bottom) / 2), lines[0][1]);
        Assert.Equal(frame.Top, lines[1][0].Y, 0.02);
        Assert.Equal(frame.Right, lines[1][2].X, 0.02);
        Assert.Contains("Cut where it leaves the picture: diverging.", DrawnText.Words(picture));
        Assert.Empty(DrawnText.Faults(picture));
    }

    [Fact]
    public void Each_place_belongs_to_the_class_of_the_largest_score()
    {
        Raster Score(double at) => Raster.Of(0, 10, 0, 1, 101, 5, (x, _) => -Math.Abs(x - at));
        var picture = Drawn(new RegionPaint([Score(1), Score(5), Score(9)]), [], [new("a", 0, [new(1, 0.5)]), new("b", 1, [new(5, 0.5), new(5, 7)])]);
        var frame = FrameOf(picture);
        var regions = DrawnText.All(picture, "path").Where(p => Kind(p).StartsWith("region", StringComparison.Ordinal)).ToList();
        Assert.Equal(["region f0", "region f1", "region f2"], regions.Select(Kind));
        double[] across = [.. regions[1].Attribute("d")!.Value.Split('M', 'L', 'z').Where(p => p != "").Select(p => double.Parse(p.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(frame.Left + 0.3 * frame.Width, across.Min(), 0.1);
        Assert.Equal(frame.Left + 0.7 * frame.Width, across.Max(), 0.1);
        Assert.Equal(2, DrawnText.All(picture, "path").Count(p => Kind(p) == "boundary"));
        Assert.Contains("1 point lies outside the picture.", DrawnText.Words(picture));
    }

    [Fact]
    public void Many_points_are_small_and_without_paint_the_rectangle_is_that_of_the_points()
    {
        double[] noise = RandomKey.FromSeed(7).Normal<double>([1000]).ToArray();
        var many = new PlanePoints("many", 0, [.. Enumerable.Range(0, 500).Select(i => new PlanePoint(noise[i], noise[500 + i]))]);
        var picture = Drawn(null, [], [many]);
        Assert.Equal(500, DrawnText.All(picture, "path").Single(p => Kind(p) == "point f0").Attribute("d")!.Value.Count(c => c == 'M'));
        Assert.DoesNotContain(DrawnText.Words(picture), w => w.Contains("outside", StringComparison.Ordinal));
        Assert.Contains("There are no points to draw.", DrawnText.Words(Drawn(null, [], [])));
    }

    [Fact]
    public void Where_units_are_equal_a_unit_is_as_long_upwards_as_across()
    {
        var frame = FrameOf(Drawn(new PlaneMap("t", "d", X, Y, new HeatPaint(Bowl, new("loss")), [], []) { EqualUnits = true }));
        Assert.Equal(2, frame.Width / frame.Height, 0.01);
    }

    [Fact]
    public void The_picture_is_small_and_the_same_twice()
    {
        PlaneMap Map() => new("t", "d", X, Y, new HeatPaint(Raster.Of(0, 10, 0, 10, 61, 61, (x, y) => Math.Sin(x) * Math.Cos(y)), new("f")), [], []);
        Assert.Equal(Map().ToSvg(), Map().ToSvg());
        Assert.InRange(Map().ToSvg().Length, 5_000, 60_000);
    }
}
