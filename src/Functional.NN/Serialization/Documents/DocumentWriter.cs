using System.Text;

namespace Functional.NN;

/// <summary>
/// JSON as this library writes it, the same bytes for the same document: two spaces of indentation, line feeds, every list or object that fits on a line of 120 characters on one,
/// lists of numbers filled into such lines, texts with nothing escaped but what must be (<c>"</c>, <c>\</c> and control characters), numbers as they are.
/// </summary>
internal static class DocumentWriter
{
    private const int Columns = 120;

    /// <summary>A document over as many lines as it needs, ended by a line feed.</summary>
    public static string Text(DocumentNode node)
    {
        var text = new StringBuilder();
        Write(text, node, 0, "", 0);
        return text.Append('\n').ToString();
    }

    /// <summary>A value on one line; cut off, not at a set place, where it is longer than so many characters.</summary>
    public static string OneLine(DocumentNode node, int most = int.MaxValue)
    {
        var line = new StringBuilder();
        AppendLine(line, node, most);
        return line.ToString();
    }

    /// <param name="text">what is written so far</param>
    /// <param name="node">the value</param>
    /// <param name="indent">how many characters the lines of the value's parts stand to the right, less two</param>
    /// <param name="before">what stands before it on its line</param>
    /// <param name="behind">how many characters follow it on its last line</param>
    private static void Write(StringBuilder text, DocumentNode node, int indent, string before, int behind)
    {
        text.Append(before);
        int room = Columns - indent - before.Length - behind;
        string line = OneLine(node, room);
        if (line.Length <= room || Count(node) == 0)
        {
            text.Append(line);
            return;
        }
        text.Append(node is ObjectNode ? '{' : '[');
        if (node is ArrayNode { Items: var items } && items.All(item => item is NumberNode)) Fill(text, items, indent + 2);
        else Parts(text, node, indent + 2);
        text.Append('\n').Append(' ', indent).Append(node is ObjectNode ? '}' : ']');
    }

    private static void Parts(StringBuilder text, DocumentNode node, int indent)
    {
        int count = Count(node);
        for (int i = 0; i < count; i++)
        {
            var (name, value) = node is ObjectNode o ? (Quoted(o.Fields[i].Name) + ": ", o.Fields[i].Value) : ("", ((ArrayNode)node).Items[i]);
            int comma = i < count - 1 ? 1 : 0;
            Write(text.Append('\n').Append(' ', indent), value, indent, name, comma);
            if (comma > 0) text.Append(',');
        }
    }

    /// <summary>Numbers, as many on a line as fit.</summary>
    private static void Fill(StringBuilder text, IReadOnlyList<DocumentNode> numbers, int indent)
    {
        int column = int.MaxValue;
        for (int i = 0; i < numbers.Count; i++)
        {
            string number = ((NumberNode)numbers[i]).Digits + (i < numbers.Count - 1 ? "," : "");
            bool fits = column <= Columns - 1 - number.Length;
            _ = fits ? text.Append(' ') : text.Append('\n').Append(' ', indent);
            text.Append(number);
            column = (fits ? column + 1 : indent) + number.Length;
        }
    }

    private static int Count(DocumentNode node) => node switch { ObjectNode o => o.Fields.Length, ArrayNode a => a.Items.Length, _ => 0 };

    private static void AppendLine(StringBuilder line, DocumentNode node, int most)
    {
        switch (node)
        {
            case ObjectNode { Fields: var fields }:
                line.Append('{');
                for (int i = 0; i < fields.Length && line.Length <= most; i++) AppendLine(line.Append(i == 0 ? " " : ", ").Append(Quoted(fields[i].Name)).Append(": "), fields[i].Value, most);
                line.Append(fields.IsEmpty ? "}" : " }");
                break;
            case ArrayNode { Items: var items }:
                line.Append('[');
                for (int i = 0; i < items.Length && line.Length <= most; i++) AppendLine(i == 0 ? line : line.Append(", "), items[i], most);
                line.Append(']');
                break;
            default: line.Append(Simple(node)); break;
        }
    }

    private static string Simple(DocumentNode node) => node switch
    {
        TextNode text => Quoted(text.Value),
        NumberNode number => number.Digits,
        TruthNode truth => truth.Value ? "true" : "false",
        _ => "null",
    };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes()) _ = rune.Value switch
        {
            '"' => quoted.Append("\\\""),
            '\\' => quoted.Append("\\\\"),
            '\n' => quoted.Append("\\n"),
            '\r' => quoted.Append("\\r"),
            '\t' => quoted.Append("\\t"),
            < ' ' => quoted.Append(Sentence.Of($"\\u{rune.Value:x4}")),
            _ => quoted.Append(rune.ToString()),
        };
        return quoted.Append('"').ToString();
    }
}
