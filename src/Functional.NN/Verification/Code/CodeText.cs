using System.Collections.Immutable;
using System.Text;

namespace Functional.NN;

/// <summary>A piece of code: a head, parts with commas between them, and a tail. It stands on one line where it fits there, and else has its parts on lines of their own.</summary>
/// <param name="Head">what comes first, such as <c>new Dense(</c></param>
/// <param name="Parts">what stands between head and tail</param>
/// <param name="Tail">what comes last, such as <c>)</c></param>
internal sealed record CodeText(string Head, ImmutableArray<CodeText> Parts, string Tail)
{
    private const int Columns = 120;
    private const string Indent = "    ";

    /// <summary>Code without parts.</summary>
    public static CodeText Of(string text) => new(text, [], "");

    /// <summary>True for many small parts, such as numbers, of which a line takes as many as fit.</summary>
    public bool Filled { get; init; }

    /// <summary>The namespace that must be in use, where there is one.</summary>
    public string? Namespace { get; init; }

    /// <summary>The same with something in front, such as the name of an argument.</summary>
    public CodeText After(string prefix) => this with { Head = prefix + Head };

    /// <summary>The same with something behind, such as a call on what is made.</summary>
    public CodeText Before(string suffix) => this with { Tail = Tail + suffix };

    /// <summary>All namespaces that must be in use, in order.</summary>
    public IEnumerable<string> Namespaces() => Parts.SelectMany(part => part.Namespaces()).Concat(Namespace is null ? [] : [Namespace]).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The code, with line feeds between lines.</summary>
    public override string ToString() => Lines("", 0);

    /// <param name="indent">what the line starts with</param>
    /// <param name="behind">how many characters follow on the last line</param>
    private string Lines(string indent, int behind)
    {
        string line = OneLine();
        if (indent.Length + line.Length + behind <= Columns || Parts.IsEmpty) return line;
        string inner = indent + Indent;
        var parts = Filled ? Packed(inner.Length) : Parts.Select((part, i) => part.Lines(inner, 1 + (i == Parts.Length - 1 ? Tail.Length : 0)));
        return $"{Head}\n{inner}{string.Join($",\n{inner}", parts)}{Tail}";
    }

    private string OneLine() => Head + string.Join(", ", Parts.Select(part => part.OneLine())) + Tail;

    private IEnumerable<string> Packed(int indent)
    {
        var line = new StringBuilder();
        foreach (string part in Parts.Select(part => part.OneLine()))
        {
            if (line.Length > 0 && indent + line.Length + part.Length + 3 > Columns)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length > 0 ? ", " : "").Append(part);
        }
        yield return line.ToString();
    }
}
