using System.Collections.Immutable;
using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>The rectangle in which numbers are drawn, with the lines and numbers of its two scales.</summary>
/// <param name="Area">where it lies on the paper</param>
/// <param name="Across">the horizontal scale</param>
/// <param name="Up">the vertical scale</param>
internal sealed record Frame(Box Area, Scale Across, Scale Up)
{
    private const double TickRow = 19, LabelRow = 20, LabelAbove = 26, BetweenLabels = 10;

    private const int Fewest = 4, Most = 12;

    private const double AcrossDistance = 55, UpDistance = 32;

    /// <summary>A frame below a heading, with room for the numbers beside it.</summary>
    /// <param name="top">where the heading ends</param>
    /// <param name="width">of the paper</param>
    /// <param name="height">of the frame</param>
    /// <param name="right">how much is left free at its right</param>
    /// <param name="across">the horizontal scale</param>
    /// <param name="up">the vertical scale</param>
    public static Frame Of(double top, double width, double height, double right, Scale across, Scale up)
    {
        double numbers = UpTicks(up, height).Select(tick => TextWidth.Of(tick.Label, ChartStyle.TickSize)).DefaultIfEmpty(0).Max();
        double left = Heading.Margin + numbers + 8, begin = top + LabelAbove + 8;
        double last = across.Ticks(Most).Where(tick => tick.Place > 0.9).Select(tick => TextWidth.Of(tick.Label, ChartStyle.TickSize) / 2).DefaultIfEmpty(0).Max();
        return new(new(left, begin, width - Math.Max(right, last + 4), begin + height), across, up);
    }

    /// <summary>Where the frame's numbers and the name of the horizontal axis end.</summary>
    public double Bottom => Area.Bottom + TickRow + LabelRow;

    /// <summary>Where a point lies on the paper; a coordinate is NaN where it cannot be drawn.</summary>
    public Place At(double across, double up)
    {
        double x = Across.Place(across), y = Up.Place(up);
        return new(double.IsNaN(x) ? x : Area.X(x), double.IsNaN(y) ? y : Area.Y(y));
    }

    /// <summary>The lines and numbers, and the names of the axes: the vertical one's above it.</summary>
    public IEnumerable<XElement> Grid(string across, string up) =>
    [
        .. Across.Minor.Select(place => Svg.Line("grid fine", Area.X(place), Area.Top, Area.X(place), Area.Bottom)),
        .. Up.Minor.Select(place => Svg.Line("grid fine", Area.Left, Area.Y(place), Area.Right, Area.Y(place))),
        .. AcrossTicks(Across, Area).SelectMany(Column),
        .. UpTicks(Up, Area.Height).SelectMany(Row),
        Svg.Rectangle("frame", Area),
        Svg.Words("axis middle", (Area.Left + Area.Right) / 2, Area.Bottom + TickRow + 17, TextWidth.Fit(across, ChartStyle.AxisSize, Area.Width)),
        Svg.Words("axis", Heading.Margin, Area.Top - 14, TextWidth.Fit(up, ChartStyle.AxisSize, Area.Right - Heading.Margin)),
    ];

    /// <summary>As many numbers as have room beside each other.</summary>
    public static ImmutableArray<Tick> AcrossTicks(Scale scale, Box area)
    {
        for (int most = (int)Math.Clamp(area.Width / AcrossDistance, Fewest, Most); most > 2; most--)
        {
            var ticks = scale.Ticks(most);
            if (ticks.Zip(ticks.Skip(1)).All(pair => (pair.Second.Place - pair.First.Place) * area.Width >= (TextWidth.Of(pair.First.Label, ChartStyle.TickSize) + TextWidth.Of(pair.Second.Label, ChartStyle.TickSize)) / 2 + BetweenLabels)) return ticks;
        }
        return [.. scale.Ticks(2).Take(1)];
    }

    private static ImmutableArray<Tick> UpTicks(Scale scale, double height) => scale.Ticks((int)Math.Clamp(height / UpDistance, Fewest, Most));

    private IEnumerable<XElement> Column(Tick tick) => [Svg.Line("grid", Area.X(tick.Place), Area.Top, Area.X(tick.Place), Area.Bottom), Svg.Words("tick middle", Area.X(tick.Place), Area.Bottom + TickRow - 2, tick.Label)];

    private IEnumerable<XElement> Row(Tick tick) => [Svg.Line("grid", Area.Left, Area.Y(tick.Place), Area.Right, Area.Y(tick.Place)), Svg.Words("tick end", Area.Left - 7, Area.Y(tick.Place) + 4, tick.Label)];
}
