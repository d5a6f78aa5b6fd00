using System.Globalization;
using System.Xml.Linq;
using Functional.NN.Drawing;

namespace Functional.NN.Tests;

/// <summary>What a picture holds, read from its SVG.</summary>
internal static class DrawnText
{
    /// <summary>The elements of a name.</summary>
    public static IEnumerable<XElement> All(XElement picture, string name) => picture.Descendants(Svg.Name + name);

    /// <summary>The texts that are drawn, without what is shown only to whoever points at them.</summary>
    public static IEnumerable<string> Words(XElement picture, string kind = "") => All(picture, "text").Where(text => $" {text.Attribute("class")!.Value} ".Contains(kind, StringComparison.Ordinal)).Select(Shown);

    public static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>The points of a line.</summary>
    public static IEnumerable<Place> Points(XElement line) => line.Attribute("points")!.Value.Split(' ').Select(point => point.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray()).Select(xy => new Place(xy[0], xy[1]));

    /// <summary>Pairs of texts that lie on each other, and texts and lines that leave the paper; nothing when the picture is in order.</summary>
    public static IEnumerable<string> Faults(XElement picture)
    {
        (double width, double height) = (Number(picture, "width"), Number(picture, "height"));
        (string Words, Box Box)[] texts = [.. All(picture, "text").Select(text => (Shown(text), Around(text)))];
        foreach (var (words, box) in texts)
            if (box.Left < 0 || box.Right > width || box.Top < 0 || box.Bottom > height) yield return $"“{words}” leaves the paper: {box}";
        for (int i = 0; i < texts.Length; i++)
            for (int j = 0; j < i; j++)
                if (Touch(texts[i].Box, texts[j].Box)) yield return $"“{texts[i].Words}” lies on “{texts[j].Words}”: {texts[i].Box}, {texts[j].Box}";
        foreach (var point in All(picture, "polyline").Concat(All(picture, "polygon")).SelectMany(Points))
            if (point.X < 0 || point.X > width || point.Y < 0 || point.Y > height) yield return $"a line goes to {point}";
    }

    private static string Shown(XElement text) => string.Concat(text.Nodes().OfType<XText>().Select(t => t.Value));

    private static bool Touch(Box a, Box b) => a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom;

    /// <summary>The room a text takes in a wide typeface: letters without those that reach far below or above.</summary>
    private static Box Around(XElement text)
    {
        string kind = $" {text.Attribute("class")!.Value} ";
        bool bold = kind.Contains(" title ", StringComparison.Ordinal);
        double size = bold ? 15 : kind.Contains(" small ", StringComparison.Ordinal) ? 10 : kind.Contains(" tick ", StringComparison.Ordinal) || kind.Contains(" cell ", StringComparison.Ordinal) ? 12 : 13;
        double length = TextWidth.Of(Shown(text), size, bold), x = Number(text, "x"), y = Number(text, "y");
        double before = kind.Contains(" middle ", StringComparison.Ordinal) ? length / 2 : kind.Contains(" end ", StringComparison.Ordinal) ? length : 0;
        return new(x - before, y - 0.8 * size, x - before + length, y + 0.2 * size);
    }
}
