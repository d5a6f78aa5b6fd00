using System.Collections.Immutable;
using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>A row of a chart of rows.</summary>
/// <param name="Label">what it is of</param>
/// <param name="Value">its number</param>
/// <param name="Low">the lower end of its interval; NaN for none</param>
/// <param name="High">the upper end</param>
internal sealed record ChartRow(string Label, double Value, double Low = double.NaN, double High = double.NaN)
{
    /// <summary>The single numbers that it sums up.</summary>
    public ImmutableArray<double> Singles { get; init; } = [];

    /// <summary>What stands at its end.</summary>
    public string Text { get; init; } = "";

    /// <summary>The number of its colour.</summary>
    public int Colour { get; init; }
}

/// <summary>Rows with a number each, as bars from 0 or as points, with error bars.</summary>
/// <remarks>Bars show numbers by their length, so that they begin at 0; points show them by their place, so that small differences of large numbers can be seen.</remarks>
/// <param name="Title">stands above</param>
/// <param name="Description">what a reader who cannot see it is told</param>
/// <param name="Value">what the numbers are</param>
/// <param name="Rows">the rows, from above</param>
/// <param name="Bars">whether they are bars</param>
internal sealed record RowChart(string Title, string Description, Axis Value, ImmutableArray<ChartRow> Rows, bool Bars) : Picture(Title, Description)
{
    private const double Row = 34, Bar = 16, Below = 9, Cap = 4, LabelPart = 0.4, Room = 0.05;

    /// <summary>Sentences below it.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    protected override Sheet Draw()
    {
        var numbers = Rows.SelectMany(row => row.Singles.Append(row.Value).Append(row.Low).Append(row.High));
        if (!Rows.Any(row => double.IsFinite(row.Value))) return Heading.Nothing(Title, Width, Rows.IsEmpty ? "There are no numbers to draw." : "None of its numbers is finite.");
        var scale = (Value with { Logarithmic = Value.Logarithmic && !Bars, FromZero = Bars || Value.FromZero }).Over(numbers, Room);
        var (title, top) = Heading.Title(Title, Width);
        double labels = Math.Min(Rows.Max(row => TextWidth.Of(row.Label, ChartStyle.AxisSize)), LabelPart * Width), texts = Rows.Max(row => TextWidth.Of(row.Text, ChartStyle.TickSize));
        Box area = new(Heading.Margin + labels + 8, top + 8, Width - Math.Max(texts + Heading.Margin + 8, 30), top + 8 + Row * Rows.Length);
        var (notes, bottom) = Heading.Notes([.. Notes, .. Missing()], Width, area.Bottom + 44);
        return new(bottom + Heading.Margin,
        [
            .. title, .. Frame.AcrossTicks(scale, area).SelectMany(tick => Tick(tick, area)), Svg.Rectangle("frame", area), Svg.Words("axis middle", (area.Left + area.Right) / 2, area.Bottom + 36, TextWidth.Fit(XmlText.Of(Value.Label), ChartStyle.AxisSize, Math.Max(area.Width, 100))),
            .. Rows.SelectMany((row, i) => Drawn(row, area, scale, area.Top + (i + 0.5) * Row, labels)), .. notes,
        ]);
    }

    private IEnumerable<string> Missing() => Rows.Where(row => !double.IsFinite(row.Value)).Select(row => $"{row.Label}: {NumberText.Of(row.Value)}, not drawn.");

    private static IEnumerable<XElement> Tick(Tick tick, Box area) => [Svg.Line("grid", area.X(tick.Place), area.Top, area.X(tick.Place), area.Bottom), Svg.Words("tick middle", area.X(tick.Place), area.Bottom + 17, tick.Label)];

    private IEnumerable<XElement> Drawn(ChartRow row, Box area, Scale scale, double y, double room)
    {
        string label = TextWidth.Fit(XmlText.Of(row.Label), ChartStyle.AxisSize, room);
        yield return Svg.Words("end", area.Left - 8, y + 4.5, label, label == row.Label ? null : row.Label);
        if (row.Text != "") yield return Svg.Words("tick", area.Right + 8, y + 4, row.Text);
        double x = scale.Place(row.Value);
        if (double.IsNaN(x)) yield break;
        foreach (var mark in Marks(row, area, scale, y)) yield return mark;
        if (!Bars) yield return Markers.Of(row.Colour, [new(area.X(x), y)]);
    }

    private IEnumerable<XElement> Marks(ChartRow row, Box area, Scale scale, double y)
    {
        double X(double value) => area.X(scale.Place(value));
        if (Bars) yield return Svg.Rectangle($"bar f{row.Colour % ChartStyle.SeriesColours}", new(Math.Min(X(0), X(row.Value)), y - Bar / 2, Math.Max(X(0), X(row.Value)), y + Bar / 2));
        foreach (double single in row.Singles.Where(v => !double.IsNaN(scale.Place(v)))) yield return Svg.Circle($"single c{row.Colour % ChartStyle.SeriesColours}", X(single), y + (Bars ? 0 : Below), 2.5);
        if (double.IsNaN(scale.Place(row.Low)) || double.IsNaN(scale.Place(row.High))) yield break;
        yield return Svg.Path("error", $"M{Svg.Number(X(row.Low))},{Svg.Number(y - Cap)}v{Svg.Number(2 * Cap)}m0,{Svg.Number(-Cap)}H{Svg.Number(X(row.High))}m0,{Svg.Number(-Cap)}v{Svg.Number(2 * Cap)}");
    }
}
