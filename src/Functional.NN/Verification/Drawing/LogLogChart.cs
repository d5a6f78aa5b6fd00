using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Functional.NN;

/// <summary>Curves over two logarithmic axes as SVG, with a legend below, in light and dark colours as the reader's system has them.</summary>
/// <remarks>Nothing but shapes and text; every coordinate is rounded to a hundredth, so that equal numbers give equal files.</remarks>
/// <param name="title">stands above</param>
/// <param name="description">what a reader who cannot see it is told</param>
/// <param name="across">the horizontal axis</param>
/// <param name="up">the vertical axis</param>
/// <param name="series">the curves, the first at the bottom</param>
internal sealed class LogLogChart(string title, string description, LogAxis across, LogAxis up, IEnumerable<ChartSeries> series)
{
    private const double Width = 760, Left = 78, Right = 736, Top = 52, Bottom = 432, LegendTop = 504, LegendRow = 24, LegendColumn = 326;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly ImmutableArray<ChartSeries> _series = [.. series];

    private double Height => LegendTop + LegendRow * ((_series.Length + 1) / 2) + 2;

    public string ToSvg()
    {
        var root = new XElement(Svg + "svg", Of("width", Width), Of("height", Height), new XAttribute("viewBox", Text($"0 0 {Width} {Height}")), new XAttribute("role", "img"), new XElement(Svg + "title", title), new XElement(Svg + "desc", description),
            new XElement(Svg + "style", "\n" + ChartColours.Style), Box("paper", 0, 0, Width, Height), Words("title", Left, 30, title),
            across.Ticks.Select(Column), up.Ticks.Select(Row), Box("frame", Left, Top, Right - Left, Bottom - Top),
            Words("axis middle", (Left + Right) / 2, Bottom + 44, across.Label), Turned(Words("axis middle", 22, (Top + Bottom) / 2, up.Label)),
            _series.SelectMany(Drawn), _series.SelectMany(Legend));
        return root.ToString().ReplaceLineEndings("\n") + "\n";
    }

    private IEnumerable<XElement> Column(int exponent)
    {
        double x = Left + across.PlaceOfTick(exponent) * (Right - Left);
        return [Line("grid", x, Top, x, Bottom), Words("tick middle", x, Bottom + 20, LogAxis.Power(exponent))];
    }

    private IEnumerable<XElement> Row(int exponent)
    {
        double y = Bottom - up.PlaceOfTick(exponent) * (Bottom - Top);
        return [Line("grid", Left, y, Right, y), Words("tick end", Left - 8, y + 4, LogAxis.Power(exponent))];
    }

    private IEnumerable<XElement> Drawn(ChartSeries curve) => curve.Stroke == ChartStroke.Rings
        ? curve.Points.Where(p => p.CanBeDrawn).Select(p => Ring(curve, X(p), Y(p)))
        : curve.Stretches.Select(stretch => new XElement(Svg + "polyline", Class(curve), new XAttribute("points", string.Join(' ', stretch.Select(p => Text($"{X(p):0.##},{Y(p):0.##}"))))));

    private IEnumerable<XElement> Legend(ChartSeries curve, int number)
    {
        double x = Left + number % 2 * LegendColumn, y = LegendTop + number / 2 * LegendRow;
        return [curve.Stroke == ChartStroke.Rings ? Ring(curve, x + 16, y) : new XElement(Svg + "polyline", Class(curve), new XAttribute("points", Text($"{x:0.##},{y:0.##} {x + 32:0.##},{y:0.##}"))), Words("legend", x + 42, y + 5, curve.Label)];
    }

    private double X(ChartPoint point) => Left + Math.Clamp(across.Place(point.Across), 0, 1) * (Right - Left);

    private double Y(ChartPoint point) => Bottom - Math.Clamp(up.Place(point.Up), 0, 1) * (Bottom - Top);

    private static XElement Ring(ChartSeries curve, double x, double y) => new(Svg + "circle", Class(curve), Of("cx", x), Of("cy", y), Of("r", 6));

    private static XElement Line(string kind, double x1, double y1, double x2, double y2) => new(Svg + "line", new XAttribute("class", kind), Of("x1", x1), Of("y1", y1), Of("x2", x2), Of("y2", y2));

    private static XElement Box(string kind, double x, double y, double width, double height) => new(Svg + "rect", new XAttribute("class", kind), Of("x", x), Of("y", y), Of("width", width), Of("height", height));

    private static XElement Words(string kind, double x, double y, string words) => new(Svg + "text", new XAttribute("class", kind), Of("x", x), Of("y", y), words);

    private static XElement Turned(XElement words)
    {
        words.Add(new XAttribute("transform", $"rotate(-90 {words.Attribute("x")!.Value} {words.Attribute("y")!.Value})"));
        return words;
    }

    private static XAttribute Class(ChartSeries curve) => new("class", Text($"curve c{curve.Colour % ChartColours.Count}{(curve.Stroke == ChartStroke.Dashes ? " dashed" : "")}"));

    private static XAttribute Of(string name, double value) => new(name, Text($"{value:0.##}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
