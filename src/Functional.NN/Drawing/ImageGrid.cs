using System.Collections.Immutable;
using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>An image of a grid.</summary>
/// <param name="Pixels">the image</param>
/// <param name="Caption">stands below it; nothing when it is empty</param>
/// <param name="Hint">is shown to whoever points at it</param>
internal sealed record GridImage(Pixels Pixels, string Caption = "", string? Hint = null);

/// <summary>Images side by side, all as wide as each other, with captions.</summary>
/// <param name="Title">stands above</param>
/// <param name="Description">what a reader who cannot see it is told</param>
/// <param name="Images">row by row</param>
internal sealed record ImageGrid(string Title, string Description, ImmutableArray<GridImage> Images) : Picture(Title, Description)
{
    private const double Gap = 8, CaptionRow = 18;

    /// <summary>How many images stand side by side.</summary>
    public int Columns { get; init; } = 8;

    /// <summary>The most that an image is wide.</summary>
    public double Largest { get; init; } = 72;

    /// <summary>Sentences below it.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    protected override Sheet Draw()
    {
        if (Images.IsEmpty) return Heading.Nothing(Title, Width, "There are no images to show.");
        var (title, top) = Heading.Title(Title, Width);
        double wide = Math.Min((Width - 2 * Heading.Margin - Gap * (Columns - 1)) / Columns, Largest);
        double high = Images.Max(image => wide * image.Pixels.Height / image.Pixels.Width), caption = Images.Any(image => image.Caption != "") ? CaptionRow : 0;
        double row = high + caption + Gap;
        var (notes, bottom) = Heading.Notes(Notes, Width, top + 8 + (Images.Length + Columns - 1) / Columns * row);
        return new(bottom + Heading.Margin, [.. title, .. Images.SelectMany((image, i) => Drawn(image, Heading.Margin + i % Columns * (wide + Gap), top + 8 + i / Columns * row, wide)), .. notes]);
    }

    private static IEnumerable<XElement> Drawn(GridImage image, double x, double y, double wide)
    {
        Box box = new(x, y, x + wide, y + wide * image.Pixels.Height / image.Pixels.Width);
        yield return Svg.Element("image", "pixels", Svg.Of("x", x), Svg.Of("y", y), Svg.Of("width", box.Width), Svg.Of("height", box.Height), new XAttribute("href", Png.DataUri(image.Pixels)));
        yield return Svg.Rectangle("frame", box, image.Hint);
        if (image.Caption != "") yield return Svg.Words("tick middle", x + wide / 2, box.Bottom + 14, TextWidth.Fit(XmlText.Of(image.Caption), ChartStyle.TickSize, wide + Gap - 2));
    }
}
