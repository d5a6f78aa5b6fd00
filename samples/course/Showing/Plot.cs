using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN.Course;

/// <summary>An axis of a plot.</summary>
/// <param name="Label">what it measures</param>
/// <param name="Logarithmic">whether a factor has the same length everywhere</param>
/// <param name="Percent">whether its numbers are parts of one, written in hundredths</param>
public sealed record PlotAxis(string Label, bool Logarithmic = false, bool Percent = false)
{
    /// <summary>A linear axis.</summary>
    public static implicit operator PlotAxis(string label) => new(label);

    internal Axis Drawn => new(Label, Percent ? NumberForm.Percent : NumberForm.Number) { Logarithmic = Logarithmic };
}

/// <summary>A curve of a plot.</summary>
/// <param name="Label">what it is of</param>
/// <param name="Points">its points, in the order in which the line goes through them</param>
public sealed record Curve(string Label, ImmutableArray<(double Across, double Up)> Points)
{
    /// <summary>A curve through points.</summary>
    public static Curve Of(string label, IEnumerable<(double Across, double Up)> points) => new(label, [.. points]);

    /// <summary>A curve through numbers at 0, every, 2·every, ….</summary>
    public static Curve Of(string label, IEnumerable<double> values, int every = 1) => Of(label, values.Select((value, i) => ((double)i * every, value)));

    /// <summary>Whether there are only its points, without a line.</summary>
    public bool PointsOnly { get; init; }
}

/// <summary>A bar of a plot.</summary>
/// <param name="Label">what it is of</param>
/// <param name="Value">its length</param>
/// <param name="Singles">the figures whose mean it is, each drawn as a ring; none</param>
public sealed record PlotBar(string Label, double Value, ImmutableArray<double> Singles)
{
    /// <summary>A bar of one figure.</summary>
    public static PlotBar Of(string label, double value) => new(label, value, []);

    /// <summary>A bar of the mean of figures.</summary>
    public static PlotBar Of(string label, IEnumerable<double> figures)
    {
        ImmutableArray<double> singles = [.. figures];
        return new(label, singles.Average(), singles);
    }
}

/// <summary>A rectangle of the plane with a function of it.</summary>
/// <param name="Left">least x</param>
/// <param name="Right">greatest x</param>
/// <param name="Bottom">least y</param>
/// <param name="Top">greatest y</param>
public sealed record Plane(double Left, double Right, double Bottom, double Top);

/// <summary>The usual pictures of samples.</summary>
public static class Plot
{
    private const int SurfaceCells = 60;

    /// <summary>Curves over two axes.</summary>
    /// <param name="title">what it shows</param>
    /// <param name="description">what a reader who cannot see it is told</param>
    /// <param name="across">the horizontal axis</param>
    /// <param name="up">the vertical axis</param>
    /// <param name="curves">the curves</param>
    public static PictureExhibit Lines(string title, string description, PlotAxis across, PlotAxis up, params IEnumerable<Curve> curves)
    {
        ArgumentNullException.ThrowIfNull(across);
        ArgumentNullException.ThrowIfNull(up);
        return Of(new LineChart(title, description, across.Drawn, up.Drawn, [.. curves.Select((curve, i) => Drawn(curve, i))]));
    }

    /// <summary>Bars, one a row, with the figures of single seeds as rings.</summary>
    /// <param name="title">what it shows</param>
    /// <param name="description">what a reader who cannot see it is told</param>
    /// <param name="value">what their lengths are</param>
    /// <param name="bars">the bars, from above</param>
    public static PictureExhibit Bars(string title, string description, PlotAxis value, params IEnumerable<PlotBar> bars)
    {
        ArgumentNullException.ThrowIfNull(value);
        var rows = bars.Select(bar => new ChartRow(bar.Label, bar.Value) { Singles = bar.Singles, Text = value.Percent ? Written.Percent(bar.Value) : Written.Short(bar.Value) });
        return Of(new RowChart(title, description, value.Drawn, [.. rows], Bars: true));
    }

    /// <summary>A function of the plane in steps of colour, with ways through it, such as those of optimizers.</summary>
    /// <param name="title">what it shows</param>
    /// <param name="description">what a reader who cannot see it is told</param>
    /// <param name="plane">the rectangle</param>
    /// <param name="height">the function of x and y</param>
    /// <param name="value">what it is, such as <c>J</c></param>
    /// <param name="across">what x is</param>
    /// <param name="up">what y is</param>
    /// <param name="ways">the ways, each from its first point to its last</param>
    public static PictureExhibit Surface(string title, string description, Plane plane, Func<double, double, double> height, PlotAxis value, string across, string up, params IEnumerable<Curve> ways)
    {
        ArgumentNullException.ThrowIfNull(plane);
        ArgumentNullException.ThrowIfNull(value);
        var paint = new HeatPaint(Raster.Of(plane.Left, plane.Right, plane.Bottom, plane.Top, SurfaceCells, SurfaceCells, height), value.Drawn);
        return Of(new PlaneMap(title, description, new(across), new(up), paint, [.. ways.Select((way, i) => new PlanePath(way.Label, i, [.. way.Points.Select(p => new PlanePoint(p.Across, p.Up))]))], []));
    }

    internal static PictureExhibit Of(Picture picture) => new(picture.Title, picture.ToSvg());

    private static ChartSeries Drawn(Curve curve, int number)
    {
        var series = ChartSeries.Of(number, curve.Label, curve.Points.Select(p => new ChartPoint(p.Across, p.Up)));
        return curve.PointsOnly ? series with { Stroke = ChartStroke.Points } : series;
    }
}
