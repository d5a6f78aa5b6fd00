namespace Functional.NN;

/// <summary>A place in a text.</summary>
/// <param name="Source">the text</param>
/// <param name="Offset">the byte at which it is</param>
internal readonly record struct TextPlace(TextSource Source, int Offset)
{
    /// <summary>The line, from 1.</summary>
    public int Line => Source.Position(Offset).Line;

    /// <summary>An error that says where it is.</summary>
    public DataException Error(string sentence, Exception? cause = null) => cause is null ? new($"{this}: {sentence}") : new($"{this}: {sentence}", cause);

    /// <inheritdoc/>
    public override string ToString() => Source.Where(Offset);
}
