using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>A picture as a value; drawn as SVG it has the same bytes everywhere.</summary>
/// <remarks>Nothing but shapes, text and embedded images: no script, no reference to anything outside. It takes the colours of the reader's system, light or dark, and prints in light ones.</remarks>
/// <param name="Title">stands above; what a reader who cannot see it is told first</param>
/// <param name="Description">what a reader who cannot see it is told then</param>
internal abstract record Picture(string Title, string Description)
{
    /// <summary>The width of the paper.</summary>
    public double Width { get; init; } = 480;

    /// <summary>As a file of its own.</summary>
    public string ToSvg()
    {
        var drawn = ToElement();
        drawn.Elements(Svg.Name + "desc").Single().AddAfterSelf(new XElement(Svg.Name + "style", $"\n{ChartStyle.Colours(".plot")}\n{ChartStyle.Rules}\n"));
        return drawn.ToString().ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>As a part of a page that has <see cref="ChartStyle"/> already.</summary>
    public XElement ToElement()
    {
        var sheet = Draw();
        return Svg.Element("svg", "plot", Svg.Of("width", Width), Svg.Of("height", sheet.Height), new XAttribute("viewBox", $"0 0 {Svg.Number(Width)} {Svg.Number(sheet.Height)}"), new XAttribute("role", "img"),
            new XElement(Svg.Name + "title", XmlText.Of(Title)), new XElement(Svg.Name + "desc", XmlText.Of(Description)), Svg.Rectangle("paper", new(0, 0, Width, sheet.Height)), sheet.Marks);
    }

    /// <summary>What is on the paper, and how high that makes it.</summary>
    protected abstract Sheet Draw();
}

/// <summary>What is drawn, from the bottom up, on paper of a height.</summary>
internal sealed record Sheet(double Height, IEnumerable<XElement> Marks);
