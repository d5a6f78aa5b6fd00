using System.Collections.Immutable;
using System.Globalization;

namespace Functional.NN;

/// <summary>A value of a JSON document that knows where it stands; what was made in code stands nowhere.</summary>
internal abstract class DocumentNode
{
    private const int MostShown = 60;

    /// <summary>Where it begins, if it was read.</summary>
    public TextPlace? Place { get; init; }

    /// <summary>An error about this value.</summary>
    public DataException Error(string sentence, Exception? cause = null) => Place is { } place ? place.Error(sentence, cause) : cause is null ? new(sentence) : new(sentence, cause);

    /// <summary>Its JSON on one line, cut off where it is long.</summary>
    public string Shown() => DocumentWriter.OneLine(this, MostShown) is var line && line.Length > MostShown ? line[..MostShown] + "…" : line;

    /// <summary>The same value standing elsewhere.</summary>
    public abstract DocumentNode At(TextPlace? place);
}

/// <summary><c>null</c>.</summary>
internal sealed class NullNode : DocumentNode
{
    /// <inheritdoc/>
    public override DocumentNode At(TextPlace? place) => new NullNode { Place = place };
}

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class TruthNode(bool value) : DocumentNode
{
    public bool Value { get; } = value;

    /// <inheritdoc/>
    public override DocumentNode At(TextPlace? place) => new TruthNode(Value) { Place = place };
}

/// <summary>A text.</summary>
internal sealed class TextNode(string value) : DocumentNode
{
    public string Value { get; } = value;

    /// <inheritdoc/>
    public override DocumentNode At(TextPlace? place) => new TextNode(Value) { Place = place };
}

/// <summary>A number as it is written, so that none of its digits is lost.</summary>
internal sealed class NumberNode(string digits) : DocumentNode
{
    public string Digits { get; } = digits;

    /// <summary>The shortest number that is read back to the same bits.</summary>
    public static NumberNode Of(double value) => new(value.ToString("R", CultureInfo.InvariantCulture));

    public static NumberNode Of(long value) => new(value.ToString(CultureInfo.InvariantCulture));

    public static NumberNode Of(ulong value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override DocumentNode At(TextPlace? place) => new NumberNode(Digits) { Place = place };
}

/// <summary>Values in order.</summary>
internal sealed class ArrayNode(params IEnumerable<DocumentNode> items) : DocumentNode
{
    public ImmutableArray<DocumentNode> Items { get; } = [.. items];

    public static ArrayNode Of(IEnumerable<int> numbers) => new(numbers.Select(n => NumberNode.Of(n)));

    /// <inheritdoc/>
    public override DocumentNode At(TextPlace? place) => new ArrayNode(Items) { Place = place };
}

/// <summary>A value by its name.</summary>
/// <param name="Name">the name</param>
/// <param name="Value">the value</param>
/// <param name="Place">where the name stands, if it was read</param>
internal sealed record ObjectField(string Name, DocumentNode Value, TextPlace? Place = null)
{
    /// <summary>An error about the field, which names the place of its name.</summary>
    public DataException Error(string sentence) => Place is { } place ? place.Error(sentence) : new DataException(sentence);
}

/// <summary>Values by name, in order; no two have the same.</summary>
internal sealed class ObjectNode(params IEnumerable<ObjectField> fields) : DocumentNode
{
    public ImmutableArray<ObjectField> Fields { get; } = [.. fields];

    /// <summary>The value of a name, if it is there.</summary>
    public DocumentNode? this[string name] => Fields.FirstOrDefault(field => field.Name == name)?.Value;

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => Fields.Select(f => f.Name);

    /// <summary>The same with another value under a name, which is put last where it is new.</summary>
    public ObjectNode With(string name, DocumentNode value)
    {
        int at = Fields.IndexOf(Fields.FirstOrDefault(field => field.Name == name)!);
        return new(at < 0 ? Fields.Add(new(name, value)) : Fields.SetItem(at, Fields[at] with { Value = value })) { Place = Place };
    }

    /// <summary>The same without some names.</summary>
    public ObjectNode Without(params IEnumerable<string> names) => new(Fields.Where(field => !names.Contains(field.Name))) { Place = Place };

    /// <inheritdoc/>
    public override DocumentNode At(TextPlace? place) => new ObjectNode(Fields) { Place = place };
}
