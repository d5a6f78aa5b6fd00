using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A thing that has a name to ask for it by.</summary>
/// <param name="Name">the name: lower case, without a colon</param>
/// <param name="Summary">what it is, in a few words</param>
/// <param name="Item">the thing</param>
public sealed record Entry<TItem>(string Name, string Summary, TItem Item);

/// <summary>Things to choose from by name, in the order in which help shows them.</summary>
/// <param name="kind">what they are, for sentences: <c>optimizer</c></param>
/// <param name="entries">the things</param>
public sealed class Registry<TItem>(string kind, params IEnumerable<Entry<TItem>> entries)
{
    /// <summary>What they are, for sentences.</summary>
    public string Kind { get; } = kind;

    /// <summary>The things.</summary>
    public ImmutableArray<Entry<TItem>> Entries { get; } = [.. entries];

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => Entries.Select(entry => entry.Name);

    /// <summary>The thing of a name.</summary>
    /// <exception cref="NNException">There is none; the sentence says which name comes nearest.</exception>
    public TItem Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Entries.FirstOrDefault(entry => entry.Name == name) is { } found ? found.Item
            : throw new NNException($"there is no {Kind} \"{name}\"{NearestName.Suggestion(name, Names)}; there are {string.Join(", ", Names)}.");
    }
}
