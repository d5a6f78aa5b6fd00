using FsCheck;

namespace Functional.NN.Properties.Optimizers;

/// <summary>The kinds a law holds for: all there are but some, each of these with the reason.</summary>
internal sealed class Scope<TKind>
{
    private readonly IReadOnlyDictionary<string, Gen<TKind>> _kinds;

    public Scope(IReadOnlyDictionary<string, Gen<TKind>> kinds, params IEnumerable<(string Kind, string Reason)> exceptions)
    {
        (_kinds, Exceptions) = (kinds, exceptions.ToDictionary(exception => exception.Kind, exception => exception.Reason));
        if (Exceptions.Keys.FirstOrDefault(kind => !kinds.ContainsKey(kind)) is { } unknown) throw new ArgumentException($"There is no kind \"{unknown}\".", nameof(exceptions));
    }

    /// <summary>For which kinds the law does not hold, and why.</summary>
    public IReadOnlyDictionary<string, string> Exceptions { get; }

    /// <summary>The kinds it holds for, to run it on.</summary>
    public TheoryData<string> Names => [.. _kinds.Keys.Where(kind => !Exceptions.ContainsKey(kind)).Order(StringComparer.Ordinal)];

    /// <summary>The kinds it does not hold for, to see that it does not.</summary>
    public TheoryData<string> Excepted => [.. Exceptions.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Some of a kind.</summary>
    public Gen<TKind> this[string kind] => _kinds[kind];
}
