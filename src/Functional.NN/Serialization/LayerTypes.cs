using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>The layers and initialisers that a saved network may name: the library's, and yours.</summary>
public sealed class LayerTypes
{
    private readonly ImmutableDictionary<string, Type> _types;
    private readonly ImmutableArray<FunctionLayer> _functions;

    private LayerTypes(ImmutableDictionary<string, Type> types, ImmutableArray<FunctionLayer> functions) => (_types, _functions) = (types, functions);

    /// <summary>The library's own.</summary>
    public static LayerTypes Default { get; } = new(typeof(ILayer).Assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && (type.IsAssignableTo(typeof(ILayer)) || type.IsAssignableTo(typeof(IInitializer)))).ToImmutableDictionary(type => type.Name), []);

    /// <summary>These and a layer or initialiser class of yours; its constructor's parameters must be properties as well.</summary>
    public LayerTypes With<TDescription>() => new(_types.SetItem(typeof(TDescription).Name, typeof(TDescription)), _functions);

    /// <summary>These and a layer made with <see cref="Layer"/>, found by its name and version.</summary>
    public LayerTypes With(ILayer functionLayer) => functionLayer is FunctionLayer function ? new(_types, _functions.Add(function))
        : throw new NNException($"LayerTypes: only layers made by Layer.From are added as values; add the class of {functionLayer} with With<…>().");

    internal bool Has(string name) => _types.ContainsKey(name);

    internal Type Find(string name, Type wanted, string where) => _types.TryGetValue(name, out var type) && type.IsAssignableTo(wanted) ? type
        : throw new DataException($"{where}: there is no {(wanted.IsAssignableTo(typeof(ILayer)) ? "layer" : "initialiser")} called \"{name}\". If it is yours, load with LayerTypes.Default.With<{name}>().");

    internal FunctionLayer Function(string name, int version, string where) => _functions.FirstOrDefault(f => f.Name == name && f.Version == version)
        ?? throw new DataException($"{where}: \"{name}\" version {version} is a function; load with LayerTypes.Default.With(the layer), or give the network.");
}
