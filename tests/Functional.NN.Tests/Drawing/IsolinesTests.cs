using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN.Tests.Drawing;

/// <summary>Lines around the regions of a raster, and the levels at which they are drawn.</summary>
public class IsolinesTests
{
    private static double Area(ImmutableArray<GridPoint> loop) =>
        Enumerable.Range(0, loop.Length).Sum(i => loop[i].Column * loop[(i + 1) % loop.Length].Row - loop[(i + 1) % loop.Length].Column * loop[i].Row) / 2;

    private static Raster Grid(int columns, int rows, params double[] values) => new(0, columns - 1, 0, rows - 1, columns, rows, [.. values]);

    [Fact]
    public void A_disc_has_one_line_around_it_at_its_radius()
    {
        var disc = Raster.Of(-2, 2, -2, 2, 81, 81, (x, y) => 1 - Math.Sqrt(x * x + y * y));
        var loop = Assert.Single(Isolines.Around(disc, 0));
        Assert.All(loop, p => Assert.Equal(1, Math.Sqrt(disc.X(p.Column) * disc.X(p.Column) + disc.Y(p.Row) * disc.Y(p.Row)), 1e-3));
        Assert.Equal(Math.PI, Area(loop) / 400, 2e-3);
        var line = Assert.Single(Isolines.Inside(disc, loop));
        Assert.Equal(line[0], line[^1]);
    }

    [Fact]
    public void A_hole_is_run_around_the_other_way()
    {
        var ring = Raster.Of(-2, 2, -2, 2, 81, 81, (x, y) => 0.5 - Math.Abs(1 - Math.Sqrt(x * x + y * y)));
        double[] areas = [.. Isolines.Around(ring, 0).Select(loop => Area(loop) / 400).Order()];
        Assert.Equal(-Math.PI / 4, areas[0], 1e-2);
        Assert.Equal(Math.PI * 9 / 4, areas[1], 1e-2);
    }

    [Fact]
    public void What_is_inside_everywhere_is_the_whole_rectangle_and_its_edge_is_no_line()
    {
        var all = Raster.Of(0, 3, 0, 2, 4, 3, (_, _) => 1);
        var loop = Assert.Single(Isolines.Around(all, 0));
        Assert.Equal(6, Area(loop));
        Assert.Empty(Isolines.Inside(all, loop));
        Assert.Empty(Isolines.Around(all, 2));
    }

    [Fact]
    public void A_slope_is_cut_where_the_level_lies_and_its_line_leaves_the_edge_out()
    {
        var slope = Raster.Of(0, 4, 0, 2, 5, 3, (x, _) => x);
        var loop = Assert.Single(Isolines.Around(slope, 1.25));
        Assert.Equal((4 - 1.25) * 2, Area(loop), 1e-12);
        var line = Assert.Single(Isolines.Inside(slope, loop));
        Assert.All(line, p => Assert.Equal(1.25, p.Column, 1e-12));
        Assert.Equal(2, Math.Abs(line[0].Row - line[^1].Row));
    }

    [Theory]
    [InlineData(0.9, 1)]
    [InlineData(0.1, 2)]
    public void Two_corners_across_are_joined_when_their_middle_is_inside(double others, int loops)
    {
        Assert.Equal(loops, Isolines.Around(Grid(2, 2, 1, others, others, 1), 0.93).Length);
        Assert.Equal(loops, Isolines.Around(Grid(2, 2, others, 1, 1, others), 0.93).Length);
    }

    [Fact]
    public void The_region_and_the_rest_make_up_the_rectangle_and_the_region_shrinks_with_the_level()
    {
        var raster = Grid(60, 50, RandomKey.FromSeed(7).Normal<double>([60 * 50]).ToArray());
        double before = 59 * 49;
        foreach (double level in (double[])[-1.5, -0.7, 0, 0.4, 1.1, 2])
        {
            double area = Isolines.Around(raster, level).Sum(Area), rest = Isolines.Around(raster.Select(v => -v), -level).Sum(Area);
            Assert.Equal(59 * 49, area + rest, 1e-9);
            Assert.InRange(area, 1, before);
            before = area;
        }
    }

    [Theory]
    [InlineData(0.0, 10, false, "2 4 6 8")]
    [InlineData(-0.4, 0.7, false, "-0.2 0 0.2 0.4 0.6")]
    [InlineData(0.009, 120, true, "0.01 0.03 0.1 0.3 1 3 10 30 100")]
    [InlineData(0.9, 1.4, true, "1 1.1 1.2 1.3")]
    [InlineData(1e-40, 1, true, "1E-35 1E-30 1E-25 1E-20 1E-15 1E-10 1E-05")]
    [InlineData(2, 2, false, "")]
    public void Levels_are_round_numbers_between_the_least_and_the_largest(double low, double high, bool logarithmic, string levels) =>
        Assert.Equal(levels, string.Join(' ', ContourLevels.Between(low, high, logarithmic).Select(level => FormattableString.Invariant($"{level}"))));
}
