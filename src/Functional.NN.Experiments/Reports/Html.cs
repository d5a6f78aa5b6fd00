using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>A piece of a page as a value. Words are escaped where they are written, and nowhere else: what is not made here cannot become markup.</summary>
internal abstract record Html
{
    private static readonly string[] Void = ["meta", "img", "br", "hr"];

    /// <summary>Words.</summary>
    public static implicit operator Html(string words) => new Words(words);

    /// <summary>An element with content.</summary>
    public static Html Element(string name, params IEnumerable<Html> content) => new Tag(name, [], [.. content]);

    /// <summary>An element of a class with content.</summary>
    public static Html Of(string name, string kind, params IEnumerable<Html> content) => new Tag(name, [new("class", kind)], [.. content]);

    /// <summary>Pieces one after the other.</summary>
    public static Html Join(params IEnumerable<Html> content) => new Pieces([.. content]);

    /// <summary>A picture.</summary>
    public static Html Of(Picture picture) => new Drawing(picture.ToElement());

    /// <summary>A picture drawn before, a whole SVG document, without the colours and rules that the page has itself.</summary>
    public static Html OfSvg(string svg)
    {
        var drawn = XElement.Parse(svg, LoadOptions.PreserveWhitespace);
        drawn.Elements(Svg.Name + "style").Where(style => style.Value.Contains(ChartStyle.Rules, StringComparison.Ordinal)).Remove();
        return new Drawing(drawn);
    }

    /// <summary>The rules of a page, which are written in the code and hold no words from outside.</summary>
    public static Html Style(string rules) => new Rules(rules);

    /// <summary>The element with an attribute more.</summary>
    public virtual Html With(string attribute, string value) => throw new InvalidOperationException($"Only elements have attributes: {attribute}.");

    /// <summary>As text.</summary>
    public string Written()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    protected abstract void Write(StringBuilder text);

    private static string Escaped(string words) =>
        XmlText.Lines(words).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);

    private sealed record Words(string Text) : Html
    {
        protected override void Write(StringBuilder text) => text.Append(Escaped(Text));
    }

    private sealed record Pieces(ImmutableArray<Html> Content) : Html
    {
        protected override void Write(StringBuilder text)
        {
            foreach (var piece in Content) piece.Write(text);
        }
    }

    private sealed record Drawing(XElement Svg) : Html
    {
        protected override void Write(StringBuilder text) => text.Append(Svg.ToString(SaveOptions.DisableFormatting)).Append('\n');
    }

    private sealed record Rules(string Text) : Html
    {
        protected override void Write(StringBuilder text) => text.Append("<style>\n").Append(Text).Append("\n</style>\n");
    }

    private sealed record Tag(string Name, ImmutableArray<KeyValuePair<string, string>> Attributes, ImmutableArray<Html> Content) : Html
    {
        public override Html With(string attribute, string value) => this with { Attributes = Attributes.Add(new(attribute, value)) };

        protected override void Write(StringBuilder text)
        {
            text.Append('<').Append(Name);
            foreach (var (name, value) in Attributes) text.Append(' ').Append(name).Append("=\"").Append(Escaped(value)).Append('"');
            text.Append(Void.Contains(Name) ? " />" : ">");
            if (Void.Contains(Name)) return;
            foreach (var piece in Content) piece.Write(text);
            text.Append("</").Append(Name).Append('>');
            if (Name is "p" or "div" or "section" or "tr" or "table" or "figure" or "h1" or "h2" or "h3" or "pre" or "li") text.Append('\n');
        }
    }
}
