using System.Collections.Immutable;

namespace Functional.NN.Drawing;

/// <summary>How a series of a chart is drawn.</summary>
internal enum ChartStroke
{
    /// <summary>A line through its points, with a gap where a number cannot be drawn.</summary>
    Line,

    /// <summary>The same, dashed.</summary>
    Dashes,

    /// <summary>The same, dotted.</summary>
    Dots,

    /// <summary>The same, dashes and dots.</summary>
    DashDots,

    /// <summary>A ring at each of its points.</summary>
    Rings,

    /// <summary>A marker at each of its points.</summary>
    Points,
}

/// <summary>A point of a chart, in the units of its axes.</summary>
/// <param name="Across">along the horizontal axis</param>
/// <param name="Up">along the vertical axis</param>
/// <param name="Low">the lower end of a band around it; NaN for none</param>
/// <param name="High">the upper end</param>
internal readonly record struct ChartPoint(double Across, double Up, double Low = double.NaN, double High = double.NaN)
{
    /// <summary>Whether there is a band around it.</summary>
    public bool HasBand => double.IsFinite(Low) && double.IsFinite(High);
}

/// <summary>Points that belong together.</summary>
/// <param name="Label">what they are, in words</param>
/// <param name="Colour">the number of their colour and marker, from 0</param>
/// <param name="Stroke">how they are drawn</param>
/// <param name="Points">in the order in which a line goes through them</param>
internal sealed record ChartSeries(string Label, int Colour, ChartStroke Stroke, ImmutableArray<ChartPoint> Points)
{
    private const int MostMarked = 24;

    private static readonly ChartStroke[] Strokes = [ChartStroke.Line, ChartStroke.Dashes, ChartStroke.Dots, ChartStroke.DashDots];

    /// <summary>The series of a number, which has a colour, dashes and a marker of its own.</summary>
    public static ChartSeries Of(int number, string label, IEnumerable<ChartPoint> points) => new(label, number, Strokes[number % Strokes.Length], [.. points]);

    /// <summary>Whether the line is thin and faint, as for numbers that scatter.</summary>
    public bool Thin { get; init; }

    /// <summary>Whether each point has a marker: where there are few.</summary>
    public bool Marked => HasLine && Points.Length <= MostMarked;

    /// <summary>Whether there is a line through its points.</summary>
    public bool HasLine => Stroke is not (ChartStroke.Rings or ChartStroke.Points);

    /// <summary>The classes of its line.</summary>
    public string LineClass => $"curve c{Colour % ChartStyle.SeriesColours}" + Stroke switch { ChartStroke.Dashes => " dashes", ChartStroke.Dots => " dots", ChartStroke.DashDots => " dashdots", _ => "" } + (Thin ? " thin" : "");
}
