using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Layers one after another.</summary>
public sealed class Sequential : ILayer, IEquatable<Sequential>
{
    /// <summary>Layers one after another; each is called by its name, or else by its number from 0.</summary>
    public Sequential(params IEnumerable<ILayer> layers)
    {
        Layers = [.. layers];
        Names = [.. Layers.Select((layer, i) => LayerName.Of(layer) ?? i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        var twice = Names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new NNException(Sentence.Of($"Sequential: two layers are called \"{twice.Key}\"; give them different names."));
    }

    /// <summary>The layers, in order.</summary>
    public ImmutableArray<ILayer> Layers { get; }

    internal ImmutableArray<string> Names { get; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        var children = Children(input);
        return children.Count == 0 ? input : Fitting(children.Count - 1, children[^1].Input);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => [.. Children(input).SelectMany(child => child.Layer.Parameters(child.Input).Select(spec => spec.Under(child.Name)))];

    /// <inheritdoc/>
    public IReadOnlyList<StateSpec> State(Shape input) => [.. Children(input).SelectMany(child => child.Layer.State(child.Input).Select(spec => spec.Under(child.Name)))];

    /// <inheritdoc/>
    public IReadOnlyList<ChildLayer> Children(Shape input)
    {
        var children = new List<ChildLayer>();
        for (int i = 0; i < Layers.Length; i++)
        {
            if (i > 0) input = Fitting(i - 1, input);
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
    public bool Equals(Sequential? other) => other is not null && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Sequential);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => $"Sequential({string.Join(", ", Layers)})";

    /// <summary>What layer i makes of samples, or a sentence that says which layer refuses them and why.</summary>
    private Shape Fitting(int i, Shape input)
    {
        try
        {
            return Layers[i].OutputShape(input);
        }
        catch (ShapeException misfit) when (misfit.Place is { } inner)
        {
            throw new ShapeException(inner with { Path = $"{Names[i]}.{inner.Path}" }, misfit.Reason);
        }
        catch (ShapeException misfit)
        {
            throw new ShapeException(new LayerPlace(Layers[i].ToString()!, i + 1, Layers.Length, Names[i]), misfit.Reason);
        }
    }
}
