using Functional.NN.Kernels;

namespace Functional.NN.Tests.Data;

public sealed class SyntheticStrokeTests
{
    private static readonly Ink Plain = new(1, 0, 0, 0);

    [Fact]
    public void A_page_without_strokes_is_empty() => Assert.All(StrokeRaster.Render([], Plain, default, 9), value => Assert.Equal(0, value));

    [Fact]
    public void A_dot_is_full_inside_half_where_its_edge_is_and_empty_outside()
    {
        byte[] image = StrokeRaster.Render([new(4.5, 4.5, 4.5, 4.5, 2, 2)], Plain, default, 9);
        Assert.Equal([0, 0, 128, 255, 255, 255, 128, 0, 0], image[36..45]);
    }

    [Fact]
    public void A_stroke_grows_with_its_radius()
    {
        byte[] image = StrokeRaster.Render([new(2, 4.5, 14, 4.5, 0.5, 2.5)], Plain, default, 16);
        Assert.True(Column(image, 16, 3) < Column(image, 16, 7) && Column(image, 16, 7) < Column(image, 16, 12));
    }

    [Fact]
    public void Strokes_agree_with_a_plain_search_over_all_segments_and_pixels()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var key = RandomKey.FromSeed(seed);
            PenSegment[] segments = [.. Enumerable.Range(0, seed % 9).Select(i => Segment(key.Fold(i)))];
            var ink = new Ink(0.7 + 0.3 * key.Unit(0), key.Unit(1), 0.1 * key.Unit(2), 0.2 * key.Unit(3));
            Assert.Equal(Reference(segments, ink, key, 20), StrokeRaster.Render(segments, ink, key, 20));
        }
    }

    [Fact]
    public void A_curve_goes_through_its_points_and_has_as_many_pieces_as_asked()
    {
        PenPoint[] points = [new(0, 0), new(1, 2), new(4, 1, Corner: true), new(5, 5)];
        var way = PenCurve.Through([.. points], closed: false, pieces: 4).ToArray();
        Assert.Equal(13, way.Length);
        for (int i = 0; i < points.Length; i++) Assert.Equal((points[i].X, points[i].Y), way[4 * i]);
    }

    [Fact]
    public void A_closed_curve_comes_back_to_its_start()
    {
        var way = PenCurve.Through([new(0, 0), new(1, 2), new(4, 1)], closed: true, pieces: 3).ToArray();
        Assert.Equal(10, way.Length);
        Assert.Equal(way[0], way[^1]);
    }

    [Fact]
    public void Between_corners_a_curve_is_straight()
    {
        foreach (var (x, y) in PenCurve.Through([new(0, 0), new(2, 4, Corner: true), new(6, 0, Corner: true), new(9, 9)], closed: false, pieces: 5).Skip(5).Take(6))
            Assert.Equal(6 - x, y, 12);
    }

    private static PenSegment Segment(RandomKey key) =>
        new(30 * key.Unit(0) - 5, 30 * key.Unit(1) - 5, 30 * key.Unit(2) - 5, 30 * key.Unit(3) - 5, 2 * key.Unit(4), 2 * key.Unit(5));

    private static byte[] Reference(PenSegment[] segments, Ink ink, RandomKey grain, int size)
    {
        double Cover(int x, int y)
        {
            if (x < 0 || y < 0 || x >= size || y >= size) return 0;
            return segments.Select(s => Math.Clamp(0.5 - Outside(s, x + 0.5, y + 0.5), 0, 1)).DefaultIfEmpty(0).Max();
        }

        double Blurred(int x, int y)
        {
            double cross = Cover(x - 1, y) + Cover(x + 1, y) + Cover(x, y - 1) + Cover(x, y + 1);
            double corners = Cover(x - 1, y - 1) + Cover(x + 1, y - 1) + Cover(x - 1, y + 1) + Cover(x + 1, y + 1);
            return (1 - ink.Blur) * Cover(x, y) + ink.Blur * (Cover(x, y) / 4 + cross / 8 + corners / 16);
        }

        return [.. Enumerable.Range(0, size * size).Select(p =>
        {
            double noise = ink.Grain * ((byte)(grain.Bits(p / 8) >> 8 * (p % 8)) / 127.5 - 1);
            return (byte)(255 * Math.Clamp(ink.Paper + (ink.Darkness - ink.Paper) * Blurred(p % size, p / size) + noise, 0, 1) + 0.5);
        })];
    }

    private static double Outside(PenSegment s, double x, double y)
    {
        double dx = s.X1 - s.X0, dy = s.Y1 - s.Y0, length = dx * dx + dy * dy;
        double along = length > 0 ? Math.Clamp(((x - s.X0) * dx + (y - s.Y0) * dy) / length, 0, 1) : 0;
        double ox = x - s.X0 - along * dx, oy = y - s.Y0 - along * dy;
        return Math.Sqrt(ox * ox + oy * oy) - (s.Radius0 + along * (s.Radius1 - s.Radius0));
    }

    private static int Column(byte[] image, int size, int x) => Enumerable.Range(0, image.Length / size).Sum(y => image[y * size + x]);
}
