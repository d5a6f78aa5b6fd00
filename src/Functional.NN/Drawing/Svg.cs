using System.Globalization;
using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>The elements of SVG that pictures are made of, with coordinates rounded, so that equal numbers give equal bytes.</summary>
internal static class Svg
{
    public static readonly XNamespace Name = "http://www.w3.org/2000/svg";

    /// <summary>A coordinate: two digits after the point.</summary>
    public static string Number(double value)
    {
        string text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    public static XElement Element(string name, string? kind, params IEnumerable<object?> content) =>
        new(Name + name, kind is null ? null : new XAttribute("class", kind), content);

    public static XAttribute Of(string name, double value) => new(name, Number(value));

    public static XElement Line(string kind, double x1, double y1, double x2, double y2) => Element("line", kind, Of("x1", x1), Of("y1", y1), Of("x2", x2), Of("y2", y2));

    public static XElement Rectangle(string kind, Box box, string? hint = null) =>
        Element("rect", kind, Of("x", box.Left), Of("y", box.Top), Of("width", box.Width), Of("height", box.Height), Hint(hint));

    public static XElement Circle(string kind, double x, double y, double radius) => Element("circle", kind, Of("cx", x), Of("cy", y), Of("r", radius));

    public static XElement Path(string kind, string steps) => Element("path", kind, new XAttribute("d", steps));

    public static XElement Polyline(string kind, params IEnumerable<Place> points) => Element("polyline", kind, new XAttribute("points", Points(points)));

    public static XElement Polygon(string kind, params IEnumerable<Place> points) => Element("polygon", kind, new XAttribute("points", Points(points)));

    /// <summary>Words whose baseline goes through a point.</summary>
    public static XElement Words(string kind, double x, double y, string words, string? hint = null) => Element("text", kind, Of("x", x), Of("y", y), Hint(hint), XmlText.Of(words));

    /// <summary>What is shown to whoever points at it.</summary>
    private static XElement? Hint(string? words) => words is null ? null : new(Name + "title", XmlText.Of(words));

    private static string Points(IEnumerable<Place> points) => string.Join(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}"));
}
