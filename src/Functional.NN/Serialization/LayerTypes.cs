using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>What a saved network or an experiment may name: the layers, initialisers, losses, optimizers and other descriptions of the library, and yours.</summary>
public sealed class LayerTypes
{
    private readonly ImmutableSortedDictionary<string, Type> _types;
    private readonly ImmutableArray<FunctionLayer> _functions;

    private LayerTypes(ImmutableSortedDictionary<string, Type> types, ImmutableArray<FunctionLayer> functions) => (_types, _functions) = (types, functions);

    /// <summary>The library's own.</summary>
    public static LayerTypes Default { get; } = new(typeof(ILayer).Assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && DescriptionKind.IsNamed(type)).ToImmutableSortedDictionary(type => type.Name, type => type, StringComparer.Ordinal), []);

    /// <summary>These and a class of yours: a layer, an initialiser, a loss, an optimizer …; its constructor's parameters must be properties as well.</summary>
    public LayerTypes With<TDescription>() => new(_types.SetItem(typeof(TDescription).Name, typeof(TDescription)), _functions);

    /// <summary>These and a layer made with <see cref="Layer"/>, found by its name and version.</summary>
    public LayerTypes With(ILayer functionLayer) => functionLayer is FunctionLayer function ? new(_types, _functions.Add(function))
        : throw new NNException($"LayerTypes: only layers made by Layer.From are added as values; add the class of {functionLayer} with With<…>().");

    internal bool Has(string name) => _types.ContainsKey(name);

    /// <summary>The type of a name, if it is known.</summary>
    internal Type? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>The names of all types that are of one.</summary>
    internal IEnumerable<string> NamesOf(Type wanted) => _types.Where(entry => entry.Value.IsAssignableTo(wanted)).Select(entry => entry.Key);

    /// <summary>The function layer of a name and a version, if it is known.</summary>
    internal FunctionLayer? Function(string name, int version) => _functions.FirstOrDefault(f => f.Name == name && f.Version == version);
}
