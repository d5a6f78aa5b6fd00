namespace Functional.NN;

/// <summary>A place in a text.</summary>
/// <param name="Source">the text</param>
/// <param name="Offset">the byte at which it is</param>
internal readonly record struct TextPlace(TextSource Source, int Offset)
{
    /// <summary>The line, from 1.</summary>
    public int Line => Source.Position(Offset).Line;

    /// <summary>An error that says where it is.</summary>
    public DataException Error(string sentence, Exception? cause = null) => cause is null ? new(OneLine($"{this}: {sentence}")) : new(OneLine($"{this}: {sentence}"), cause);

    /// <inheritdoc/>
    public override string ToString() => Source.Where(Offset);

    /// <summary>A sentence as one line: a name that it quotes may hold line feeds and the like, which are shown as JSON writes them.</summary>
    private static string OneLine(string sentence) => !sentence.Any(char.IsControl) ? sentence
        : string.Concat(sentence.Select(c => c == '\n' ? "\\n" : char.IsControl(c) ? Sentence.Of($"\\u{(int)c:x4}") : c.ToString()));
}
