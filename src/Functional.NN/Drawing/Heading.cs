using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>Lines of words across the paper: a title above a picture, notes below it.</summary>
internal static class Heading
{
    /// <summary>Between the paper's edge and what is on it.</summary>
    public const double Margin = 12;

    private const int TitleLines = 2, NoteLines = 4;

    private const double TitleRow = 20, NoteRow = 17;

    /// <summary>A title and where it ends.</summary>
    public static (IEnumerable<XElement> Marks, double Bottom) Title(string title, double width)
    {
        var lines = TextWidth.Wrap(title, ChartStyle.TitleSize, width - 2 * Margin, TitleLines, bold: true);
        return (lines.Select((line, i) => Svg.Words("title", Margin, 24 + i * TitleRow, line)), 12 + lines.Count * TitleRow);
    }

    /// <summary>Sentences below a picture and where they end.</summary>
    public static (IEnumerable<XElement> Marks, double Bottom) Notes(IEnumerable<string> notes, double width, double top)
    {
        string[] lines = [.. notes.SelectMany(note => TextWidth.Wrap(note, ChartStyle.TickSize, width - 2 * Margin, NoteLines))];
        return (lines.Select((line, i) => Svg.Words("tick", Margin, top + 14 + i * NoteRow, line)), top + lines.Length * NoteRow);
    }

    /// <summary>Says in words that there is nothing to draw.</summary>
    public static Sheet Nothing(string title, double width, string words)
    {
        var (marks, bottom) = Title(title, width);
        var (said, end) = Notes([words], width, bottom + 8);
        return new(end + Margin, [.. marks, .. said]);
    }
}
