using System.Text;

namespace Functional.NN.Drawing;

/// <summary>Words as XML can hold them.</summary>
internal static class XmlText
{
    /// <summary>The words with white space as single spaces, and each character that XML cannot hold, or that turns the direction of writing, as U+FFFD.</summary>
    public static string Of(string words)
    {
        var text = new StringBuilder(words.Length);
        for (int i = 0; i < words.Length; i++)
        {
            char c = words[i];
            if (i + 1 < words.Length && char.IsSurrogatePair(c, words[i + 1])) text.Append(c).Append(words[++i]);
            else text.Append(c is '\n' or '\r' or '\t' ? ' ' : IsRefused(c) ? '\uFFFD' : c);
        }
        return text.ToString();
    }

    /// <summary>The same of every line, where lines stay lines.</summary>
    public static string Lines(string words) => string.Join('\n', words.ReplaceLineEndings("\n").Split('\n').Select(Of));

    /// <summary>What XML cannot hold, and what turns the direction of the words around it.</summary>
    private static bool IsRefused(char c) => char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
