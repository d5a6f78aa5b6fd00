using System.Collections.Frozen;
using System.Text.Json;

namespace Functional.NN.Experiments;

/// <summary>The options of a case or of a part of it; an option that is null is not there.</summary>
/// <remarks>A value of a kind that is not understood makes the case unsupported.</remarks>
internal sealed class VectorOptions(JsonElement options)
{
    private static readonly FrozenSet<string> Prose = FrozenSet.Create("formula", "note", "convention", "gates", "layout", "property", "normalisation", "windows");

    /// <summary>No options.</summary>
    public static VectorOptions None { get; } = new(JsonElement.Parse("{}"));

    /// <summary>Refuses options that are neither prose nor in a list.</summary>
    public void Only(params IEnumerable<string> known)
    {
        var understood = known.ToHashSet(StringComparer.Ordinal);
        foreach (var option in options.EnumerateObject())
            if (option.Value.ValueKind != JsonValueKind.Null && !Prose.Contains(option.Name) && !understood.Contains(option.Name))
                throw new UnsupportedException($"the option \"{option.Name}\" is not known here");
    }

    public bool Has(string name) => Find(name) is not null;

    public double Number(string name) => Find(name) is { ValueKind: JsonValueKind.Number } value && double.IsFinite(value.GetDouble()) ? value.GetDouble() : throw Other(name, "a number");

    public double Number(string name, double missing) => Has(name) ? Number(name) : missing;

    public int Integer(string name) => Integer(Find(name)) ?? throw Other(name, "a whole number");

    public int Integer(string name, int missing) => Has(name) ? Integer(name) : missing;

    public bool Flag(string name, bool missing) => Find(name) switch
    {
        null => missing,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Other(name, "true or false"),
    };

    public string Text(string name) => Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Other(name, "a word");

    public string Text(string name, string missing) => Has(name) ? Text(name) : missing;

    /// <summary>A word that must be one of some; the first is meant when it is missing.</summary>
    public string OneOf(string name, params IReadOnlyList<string> words) =>
        Text(name, words[0]) is var word && words.Contains(word) ? word : throw new UnsupportedException($"the option \"{name}\" is \"{word}\", supported is {string.Join(" or ", words)}");

    /// <summary>An option that is supported at one value only, which is meant when it is missing.</summary>
    public void Only(string name, double value)
    {
        if (Number(name, value) is var given && given != value) throw new UnsupportedException(Invariant.Text($"the option \"{name}\" is {given}, supported is {value}"));
    }

    /// <summary>An option that is supported at one value only, which is meant when it is missing.</summary>
    public void Only(string name, bool value)
    {
        if (Flag(name, value) != value) throw new UnsupportedException($"the option \"{name}\" is {(value ? "false" : "true")}, which is not supported");
    }

    public IReadOnlyList<int> Integers(string name) => Integers(Items(name, "a list of whole numbers"), name);

    public IReadOnlyList<int> Integers(string name, IReadOnlyList<int> missing) => Has(name) ? Integers(name) : missing;

    /// <summary>A list of lists of whole numbers, such as paddings.</summary>
    public IReadOnlyList<IReadOnlyList<int>> IntegerLists(string name)
    {
        const string What = "a list of lists of whole numbers";
        return [.. Items(name, What).Select(item => item.ValueKind == JsonValueKind.Array ? Integers([.. item.EnumerateArray()], name) : throw Other(name, What))];
    }

    public IReadOnlyList<double> Numbers(string name) =>
        [.. Items(name, "a list of numbers").Select(item => item.ValueKind == JsonValueKind.Number ? item.GetDouble() : throw Other(name, "a list of numbers"))];

    public IReadOnlyList<string> Texts(string name) =>
        [.. Items(name, "a list of words").Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Other(name, "a list of words"))];

    /// <summary>Options inside this option.</summary>
    public VectorOptions Inner(string name) => Find(name) is { ValueKind: JsonValueKind.Object } value ? new(value) : throw Other(name, "an object");

    /// <summary>A list of options inside this option.</summary>
    public IReadOnlyList<VectorOptions> InnerList(string name) =>
        !Has(name) ? [] : [.. Items(name, "a list of objects").Select(item => item.ValueKind == JsonValueKind.Object ? new VectorOptions(item) : throw Other(name, "a list of objects"))];

    private JsonElement? Find(string name) => options.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonElement[] Items(string name, string what) => Find(name) is { ValueKind: JsonValueKind.Array } value ? [.. value.EnumerateArray()] : throw Other(name, what);

    private IReadOnlyList<int> Integers(JsonElement[] items, string name) => [.. items.Select(item => Integer(item) ?? throw Other(name, "a list of whole numbers"))];

    private static int? Integer(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out double x) && x == Math.Truncate(x) && Math.Abs(x) <= int.MaxValue ? (int)x : null;

    private UnsupportedException Other(string name, string what) =>
        new(Find(name) is { } value ? $"the option \"{name}\" should be {what}, it is {Short(value.GetRawText())}" : $"the option \"{name}\" is missing");

    private static string Short(string text) => text.Length <= 40 ? text : text[..37] + "...";
}
