using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Layers one after another: y = fₙ(…f₂(f₁(x))).</summary>
public sealed class Sequential : ILayer, IEquatable<Sequential>
{
    private readonly LayerList _layers;

    /// <summary>Layers one after another; each is called by its name, or else by its number from 0.</summary>
    public Sequential(params IEnumerable<ILayer> layers) => _layers = new LayerList(nameof(Sequential), layers);

    /// <summary>The layers, in order.</summary>
    public ImmutableArray<ILayer> Layers => _layers.Layers;

    internal ImmutableArray<string> Names => _layers.Names;

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        var children = Children(input);
        return children.Count == 0 ? input : _layers.Fitting(children.Count - 1, children[^1].Input);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => LayerList.Parameters(Children(input));

    /// <inheritdoc/>
    public IReadOnlyList<StateSpec> State(Shape input) => LayerList.State(Children(input));

    /// <inheritdoc/>
    public IReadOnlyList<ChildLayer> Children(Shape input)
    {
        var children = new List<ChildLayer>();
        for (int i = 0; i < Layers.Length; i++)
        {
            if (i > 0) input = _layers.Fitting(i - 1, input);
            children.Add(new ChildLayer(Names[i], Layers[i], input));
        }
        return [.. children];
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        var applied = Applied.Of(x);
        for (int i = 0; i < Layers.Length; i++)
            applied = applied.Then(context.After(applied).Apply(Names[i], Layers[i], applied.Output));
        return applied;
    }

    /// <inheritdoc/>
    public bool Equals(Sequential? other) => other is not null && _layers.Equals(other._layers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Sequential);

    /// <inheritdoc/>
    public override int GetHashCode() => _layers.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"Sequential({_layers})";
}
