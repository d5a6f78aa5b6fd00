using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>Boxes in rows with arrows that go down; as wide as they are.</summary>
/// <param name="Title">stands above</param>
/// <param name="Description">what a reader who cannot see it is told</param>
/// <param name="Graph">the boxes and arrows</param>
internal sealed record GraphPicture(string Title, string Description, BoxGraph Graph) : Picture(Title, Description)
{
    private const double LineRow = 15, TitleRow = 18, Inside = 8, Between = 34, Widest = 260, Narrowest = 320, Arrow = 5, Port = 12;

    private GraphLayout Layout { get; init; } = GraphLayout.Of(Graph, Graph.Boxes.Select(BoxWidth));

    /// <summary>The picture, as wide as its graph.</summary>
    public static GraphPicture Of(string title, string description, BoxGraph graph)
    {
        var picture = new GraphPicture(title, description, graph);
        return picture with { Width = Math.Max(Narrowest, Math.Ceiling(picture.Layout.Width) + 2 * Heading.Margin) };
    }

    protected override Sheet Draw()
    {
        if (Graph.Boxes.IsEmpty) return Heading.Nothing(Title, Width, "There is nothing in it.");
        var (title, top) = Heading.Title(Title, Width);
        double[] heights = [.. Enumerable.Range(0, Layout.Rows).Select(row => Graph.Boxes.Where((_, i) => Layout.Row(i) == row).Select(BoxHeight).DefaultIfEmpty(LineRow).Max())], tops = new double[Layout.Rows];
        for (int row = 0; row < tops.Length; row++) tops[row] = row == 0 ? top + 10 : tops[row - 1] + heights[row - 1] + Between;
        double left = Heading.Margin + Math.Max(0, (Width - 2 * Heading.Margin - Layout.Width) / 2);
        var boxes = Graph.Boxes.Select((box, i) => Area(box, left + Layout.Centre(i), tops[Layout.Row(i)] + heights[Layout.Row(i)] / 2)).ToArray();
        return new(tops[^1] + heights[^1] + Heading.Margin, [.. title, .. Graph.Arrows.SelectMany((_, i) => Drawn(i, boxes, row => (tops[row], tops[row] + heights[row]), left)), .. Graph.Boxes.SelectMany((box, i) => Drawn(box, boxes[i]))]);
    }

    private static double BoxWidth(GraphBox box) => 2 * Inside + Math.Min(Widest, Math.Max(TextWidth.Of(XmlText.Of(box.Title), ChartStyle.AxisSize), box.Lines.Select(line => TextWidth.Of(XmlText.Of(line), ChartStyle.TickSize)).DefaultIfEmpty(0).Max()));

    private static double BoxHeight(GraphBox box) => TitleRow + box.Lines.Length * LineRow + Inside;

    private static Box Area(GraphBox box, double x, double y) => new(x - BoxWidth(box) / 2, y - BoxHeight(box) / 2, x + BoxWidth(box) / 2, y + BoxHeight(box) / 2);

    private static IEnumerable<XElement> Drawn(GraphBox box, Box area)
    {
        string kind = "node" + box.Kind switch { GraphBoxKind.Input => " source", GraphBoxKind.Constant => " constant", GraphBoxKind.Join => " join", GraphBoxKind.Output => " goal", _ => "" } + (box.Dashed ? " dashes" : "");
        var rectangle = Svg.Rectangle(kind, area, box.Hint);
        if (box.Kind is GraphBoxKind.Input or GraphBoxKind.Join) rectangle.Add(Svg.Of("rx", Math.Min(12, area.Height / 2)));
        yield return rectangle;
        double middle = (area.Left + area.Right) / 2, room = area.Width - 2 * Inside + 1;
        yield return Svg.Words("middle", middle, area.Top + Inside / 2 + 14, TextWidth.Fit(XmlText.Of(box.Title), ChartStyle.AxisSize, room));
        for (int i = 0; i < box.Lines.Length; i++) yield return Svg.Words("tick middle", middle, area.Top + Inside / 2 + TitleRow + 11 + i * LineRow, TextWidth.Fit(XmlText.Of(box.Lines[i]), ChartStyle.TickSize, room));
    }

    private IEnumerable<XElement> Drawn(int arrow, Box[] boxes, Func<int, (double Top, double Bottom)> rows, double left)
    {
        var way = Layout.Ways[arrow];
        var end = boxes[way[^1]];
        double x = left + Layout.Centre(way[0]), y = boxes[way[0]].Bottom, goal = PortOf(arrow, end);
        string steps = $"M{At(x, y)}";
        foreach (int bend in way.AsSpan()[1..^1])
        {
            var (top, bottom) = rows(Layout.Row(bend));
            double next = left + Layout.Centre(bend);
            steps += $"{Curve(x, y, next, top)}V{Svg.Number(bottom)}";
            (x, y) = (next, bottom);
        }
        yield return Svg.Path("edge", steps + Curve(x, y, goal, end.Top - Arrow));
        yield return Svg.Polygon("tip", new Place(goal, end.Top), new(goal - 0.7 * Arrow, end.Top - 1.6 * Arrow), new(goal + 0.7 * Arrow, end.Top - 1.6 * Arrow));
    }

    /// <summary>Arrows into one box arrive side by side, in the order of where they come from.</summary>
    private double PortOf(int arrow, Box end)
    {
        int[] arriving = [.. Enumerable.Range(0, Graph.Arrows.Length).Where(i => Graph.Arrows[i].To == Graph.Arrows[arrow].To).OrderBy(i => Layout.Centre(Layout.Ways[i][^2])).ThenBy(i => i)];
        double step = Math.Min(Port, (end.Width - 2 * Inside) / arriving.Length);
        return (end.Left + end.Right) / 2 + (Array.IndexOf(arriving, arrow) - (arriving.Length - 1) / 2.0) * step;
    }

    private static string Curve(double x, double y, double toX, double toY) => $"C{At(x, (y + toY) / 2)} {At(toX, (y + toY) / 2)} {At(toX, toY)}";

    private static string At(double x, double y) => $"{Svg.Number(x)},{Svg.Number(y)}";
}
