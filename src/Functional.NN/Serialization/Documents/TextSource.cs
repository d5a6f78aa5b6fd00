namespace Functional.NN;

/// <summary>A text in UTF-8 with its name, so that sentences can say where in it something stands.</summary>
/// <param name="name">what sentences call it: a path, or what it is</param>
/// <param name="utf8">the text</param>
internal sealed class TextSource(string name, ReadOnlyMemory<byte> utf8)
{
    /// <summary>What sentences call it.</summary>
    public string Name { get; } = name;

    /// <summary>The text, without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;

    /// <summary>True for a text of one value that a person gave with its name, such as an option: lines and columns say nothing there.</summary>
    public bool IsArgument { get; init; }

    /// <summary><c>experiment.json, line 7, column 12</c>: lines end with a line feed, columns count characters (code points), both from 1.</summary>
    public string Where(int offset)
    {
        var (line, column) = Position(offset);
        return IsArgument ? Name : Sentence.Of($"{Name}, line {line}, column {column}");
    }

    /// <summary>The line and the column of a byte, both from 1.</summary>
    public (int Line, int Column) Position(int offset)
    {
        var before = Utf8.Span[..Math.Min(offset, Utf8.Length)];
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        int column = 1;
        foreach (byte b in line)
            if ((b & 0xC0) != 0x80) column++;   // all bytes of a character but its first are 10xxxxxx
        return (1 + before.Count((byte)'\n'), column);
    }

    /// <summary>The byte at which a line begins, counted from 0.</summary>
    public int LineStart(long line)
    {
        int start = 0;
        for (long i = 0; i < line && Utf8.Span[start..].IndexOf((byte)'\n') is >= 0 and var length; i++) start += length + 1;
        return start;
    }
}
