using System.Collections.Immutable;
using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>A cell of a heat map.</summary>
/// <param name="Fraction">its colour: 0 that of the paper, 1 the deepest</param>
/// <param name="Text">stands in it where there is room</param>
/// <param name="Small">stands below that, smaller</param>
/// <param name="Hint">is shown to whoever points at it</param>
internal readonly record struct HeatCell(double Fraction, string Text = "", string Small = "", string? Hint = null);

/// <summary>A table whose cells are colours, with words in them where there is room.</summary>
/// <param name="Title">stands above</param>
/// <param name="Description">what a reader who cannot see it is told</param>
/// <param name="RowTitle">what the rows are</param>
/// <param name="ColumnTitle">what the columns are</param>
/// <param name="Rows">a name for each row</param>
/// <param name="Columns">a name for each column</param>
/// <param name="Cells">the cells, row by row</param>
internal sealed record HeatMap(string Title, string Description, string RowTitle, string ColumnTitle, ImmutableArray<string> Rows, ImmutableArray<string> Columns, ImmutableArray<HeatCell> Cells) : Picture(Title, Description)
{
    private const double SmallSize = 10, LargestCell = 56, LabelPart = 0.25, RoomInCell = 3;

    /// <summary>Sentences below it.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    protected override Sheet Draw()
    {
        if (Rows.IsEmpty || Columns.IsEmpty) return Heading.Nothing(Title, Width, "It has no cells.");
        var (title, top) = Heading.Title(Title, Width);
        double labels = Math.Min(Rows.Max(row => TextWidth.Of(row, ChartStyle.TickSize)), LabelPart * Width), left = Heading.Margin + labels + 8, begin = top + 46;
        double cell = Math.Min((Width - Heading.Margin - left) / Columns.Length, LargestCell), high = Math.Min(cell, 42);
        Box area = new(left, begin, left + cell * Columns.Length, begin + high * Rows.Length);
        var (notes, bottom) = Heading.Notes(Notes, Width, area.Bottom + 4);
        return new(bottom + Heading.Margin,
        [
            .. title, Svg.Words("axis", Heading.Margin, top + 17, TextWidth.Fit($"{RowTitle} ↓   {ColumnTitle} →", ChartStyle.AxisSize, Width - 2 * Heading.Margin)),
            .. Labels(Columns, cell).SelectMany(i => ColumnLabel(i, area, cell)), .. Labels(Rows, high, upright: true).SelectMany(i => RowLabel(i, area, high, labels)),
            .. Cells.SelectMany((c, i) => Cell(c, new(left + i % Columns.Length * cell, begin + i / Columns.Length * high, left + (i % Columns.Length + 1) * cell, begin + (i / Columns.Length + 1) * high))),
            Svg.Rectangle("frame", area), .. notes,
        ]);
    }

    /// <summary>Which names are written: every one, or every second, third, … such that they have room.</summary>
    private static IEnumerable<int> Labels(ImmutableArray<string> names, double step, bool upright = false)
    {
        double needed = upright ? 15 : Math.Min(names.Max(name => TextWidth.Of(name, ChartStyle.TickSize)), 6 * ChartStyle.TickSize) + 4;
        int every = Math.Max(1, (int)Math.Ceiling(needed / step));
        return Enumerable.Range(0, names.Length).Where(i => i % every == 0);
    }

    private IEnumerable<XElement> ColumnLabel(int index, Box area, double cell)
    {
        double middle = area.Left + (index + 0.5) * cell;
        string label = TextWidth.Fit(XmlText.Of(Columns[index]), ChartStyle.TickSize, Math.Max(cell, 6 * ChartStyle.TickSize));
        return middle + TextWidth.Of(label, ChartStyle.TickSize) / 2 > Width ? [] : [Svg.Words("tick middle", middle, area.Top - 7, label)];
    }

    private IEnumerable<XElement> RowLabel(int index, Box area, double high, double room) =>
        [Svg.Words("tick end", area.Left - 7, area.Top + (index + 0.5) * high + 4, TextWidth.Fit(XmlText.Of(Rows[index]), ChartStyle.TickSize, room))];

    private static IEnumerable<XElement> Cell(HeatCell cell, Box box)
    {
        int step = HeatColours.Step(cell.Fraction);
        double middle = (box.Left + box.Right) / 2, centre = (box.Top + box.Bottom) / 2, room = box.Width - RoomInCell;
        bool text = cell.Text != "" && TextWidth.Of(cell.Text, ChartStyle.TickSize) <= room && box.Height >= 16;
        bool small = text && cell.Small != "" && TextWidth.Of(cell.Small, SmallSize) <= room && box.Height >= 32;
        if (step > 0 || text || cell.Hint is not null) yield return Svg.Rectangle($"h{step}", box, cell.Hint);
        if (text) yield return Svg.Words($"cell middle w{step}", middle, centre + (small ? -2 : 4), cell.Text);
        if (small) yield return Svg.Words($"small middle w{step}", middle, centre + 12, cell.Small);
    }
}
