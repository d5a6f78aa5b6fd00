using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A block of θ as a node of the graph.</summary>
public readonly record struct ParameterVar(ParameterBlock Block, Var Value);

/// <summary>θ as nodes of the graph, block by block.</summary>
public sealed class ParameterVars
{
    private readonly ImmutableDictionary<string, Var> _byPath;

    internal ParameterVars(ParameterLayout layout, IReadOnlyList<Var> blocks)
    {
        Blocks = [.. layout.Select((block, i) => new ParameterVar(block, blocks[i]))];
        _byPath = Blocks.ToImmutableDictionary(b => b.Block.Path, b => b.Value);
    }

    /// <summary>The blocks in the order of the layout.</summary>
    public ImmutableArray<ParameterVar> Blocks { get; }

    /// <summary>A block by its path.</summary>
    public Var this[string path] => _byPath.TryGetValue(path, out var value) ? value
        : throw new NNException(Sentence.Of($"Parameters: there is no block \"{path}\"; Parameters(input) of the layer must name it."));

    internal static ParameterVars Of<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(θ.Layout, [.. θ.Layout.Select(block => Var.Of(θ.Block(block)))]);

    internal static ParameterVars Zeros(IEnumerable<ParameterSpec> specs)
    {
        var layout = ParameterLayout.Of(specs);
        return Of(new Parameters<double>(layout, Tensor.Zeros<double>(Shape.Of(layout.Size))));
    }
}
