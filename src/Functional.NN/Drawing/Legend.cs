using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>What a line of a legend says, and the sample before it.</summary>
/// <param name="Label">the words</param>
/// <param name="Sample">draws a sample that begins at a point, as wide as <see cref="Legend.SampleWidth"/></param>
internal sealed record LegendEntry(string Label, Func<Place, IEnumerable<XElement>> Sample);

/// <summary>The legend of a chart: rows below it, as many columns as have room.</summary>
internal static class Legend
{
    public const double SampleWidth = 30;

    private const double Row = 21, Gap = 8, Between = 20;

    /// <summary>The legend from a height on, and where it ends.</summary>
    public static (IEnumerable<XElement> Marks, double Bottom) Of(IReadOnlyList<LegendEntry> entries, double width, double top)
    {
        if (entries.Count == 0) return ([], top);
        double room = width - 2 * Heading.Margin;
        string[] labels = [.. entries.Select(entry => TextWidth.Fit(XmlText.Of(entry.Label), ChartStyle.AxisSize, room - SampleWidth - Gap))];
        double column = SampleWidth + Gap + labels.Max(label => TextWidth.Of(label, ChartStyle.AxisSize)) + Between;
        int columns = Math.Max(1, (int)((room + Between) / column)), rows = (entries.Count + columns - 1) / columns;
        return (entries.SelectMany((entry, i) => Entry(entry, labels[i], new(Heading.Margin + i % columns * column, top + (i / columns + 0.5) * Row))), top + rows * Row);
    }

    private static IEnumerable<XElement> Entry(LegendEntry entry, string label, Place at) =>
        [.. entry.Sample(at), Svg.Words("legend", at.X + SampleWidth + Gap, at.Y + 4.5, label, label == entry.Label ? null : entry.Label)];
}
