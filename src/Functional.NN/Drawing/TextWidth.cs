namespace Functional.NN.Drawing;

/// <summary>How wide words are in the widest of the typefaces that a page may be shown in, so that they have room in every other.</summary>
/// <remarks>The advance widths are those of DejaVu Sans in hundredths of the size; letters outside ASCII are taken to be wide.</remarks>
internal static class TextWidth
{
    private const double Bold = 1.12, Other = 0.68, Wide = 1.1;

    private static readonly byte[] Ascii =
    [
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53,
        100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50,
        50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
    ];

    /// <summary>The width of words in a size.</summary>
    public static double Of(string words, double size, bool bold = false) => words.Sum(Advance) * size * (bold ? Bold : 1);

    /// <summary>The words, or as many of their letters as there is room for and an ellipsis.</summary>
    public static string Fit(string words, double size, double room, bool bold = false)
    {
        if (Of(words, size, bold) <= room) return words;
        int length = words.Length;
        while (length > 0 && Of(words[..length], size, bold) + size > room) length--;
        if (length > 0 && char.IsHighSurrogate(words[length - 1])) length--;
        return words[..length].TrimEnd() + "…";
    }

    /// <summary>The words in lines, broken at spaces; what does not fit into the last line is left out with an ellipsis.</summary>
    public static IReadOnlyList<string> Wrap(string words, double size, double room, int lines, bool bold = false)
    {
        var done = new List<string>();
        string line = "";
        string[] parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < parts.Length; i++)
        {
            string longer = line.Length == 0 ? parts[i] : line + " " + parts[i];
            if (line.Length == 0 || Of(longer, size, bold) <= room) { line = longer; continue; }
            if (done.Count == lines - 1) return [.. done, Fit(string.Join(' ', [line, .. parts[i..]]), size, room, bold)];
            done.Add(Fit(line, size, room, bold));
            line = parts[i];
        }
        return line.Length == 0 ? done : [.. done, Fit(line, size, room, bold)];
    }

    private static double Advance(char c) => c switch
    {
        >= ' ' and <= '~' => Ascii[c - ' '] / 100.0,
        '\u2009' or '·' or '’' => 0.35,
        '−' or '±' or '×' or '→' or '≥' or '≤' or '≈' or '…' => 1,
        < ' ' or (>= '\u007F' and < '\u00A0') or (>= '\u2028' and < '\u2030') or (>= '\u2060' and < '\u2070') => Wide,   // shown as the mark of what cannot be shown
        < '\u0400' or (>= '\u2010' and < '\u2190') => Other,
        _ => Wide,
    };
}
