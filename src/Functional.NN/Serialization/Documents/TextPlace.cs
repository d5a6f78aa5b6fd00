namespace Functional.NN;

/// <summary>A place in a text.</summary>
/// <param name="Source">the text</param>
/// <param name="Offset">the byte at which it is</param>
internal readonly record struct TextPlace(TextSource Source, int Offset)
{
    /// <summary>The line, from 1.</summary>
    public int Line => Source.Position(Offset).Line;

    /// <summary>An error that says where it is, on one line: control characters that it quotes from the text are written as JSON escapes them.</summary>
    public DataException Error(string sentence, Exception? cause = null)
    {
        string line = string.Concat($"{this}: {sentence}".Select(c => char.IsControl(c) ? c == '\n' ? "\\n" : Sentence.Of($"\\u{(int)c:x4}") : $"{c}"));
        return cause is null ? new(line) : new(line, cause);
    }

    /// <inheritdoc/>
    public override string ToString() => Source.Where(Offset);
}
