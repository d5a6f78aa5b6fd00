using System.Collections.Immutable;
using System.Globalization;

namespace Functional.NN;

/// <summary>Layers side by side in another one: each is called by its name, or else by its number from 0; and sentences say which of them refuses a shape.</summary>
internal sealed class LayerList : IEquatable<LayerList>
{
    /// <param name="who">the layer that holds them, for sentences</param>
    /// <param name="layers">the layers, in order</param>
    public LayerList(string who, IEnumerable<ILayer> layers)
    {
        Layers = [.. layers];
        Names = [.. Layers.Select((layer, i) => LayerName.Of(layer) ?? i.ToString(CultureInfo.InvariantCulture))];
        var twice = Names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new NNException($"{who}: two layers are called \"{twice.Key}\"; give them different names.");
    }

    public ImmutableArray<ILayer> Layers { get; }

    public ImmutableArray<string> Names { get; }

    /// <summary>The layers with their names, all given samples of one shape.</summary>
    public IReadOnlyList<ChildLayer> On(Shape input) => [.. Layers.Select((layer, i) => new ChildLayer(Names[i], layer, input))];

    public static IReadOnlyList<ParameterSpec> Parameters(IEnumerable<ChildLayer> children) => [.. children.SelectMany(child => child.Layer.Parameters(child.Input).Select(spec => spec.Under(child.Name)))];

    public static IReadOnlyList<StateSpec> State(IEnumerable<ChildLayer> children) => [.. children.SelectMany(child => child.Layer.State(child.Input).Select(spec => spec.Under(child.Name)))];

    /// <summary>What layer i makes of samples, or a sentence that says which layer refuses them and why.</summary>
    public Shape Fitting(int i, Shape input)
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

    /// <summary>Every layer applied to the same samples; each finds the state the ones before it left. What they say besides their outputs is joined in the last of the result.</summary>
    public (ImmutableArray<Var> Outputs, Applied All) ApplyEach(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        var outputs = ImmutableArray.CreateBuilder<Var>(Layers.Length);
        var all = Applied.Of(x);
        for (int i = 0; i < Layers.Length; i++)
        {
            all = all.Then(context.After(all).Apply(Names[i], Layers[i], x));
            outputs.Add(all.Output);
        }
        return (outputs.MoveToImmutable(), all);
    }

    public bool Equals(LayerList? other) => other is not null && Layers.SequenceEqual(other.Layers);

    public override bool Equals(object? obj) => Equals(obj as LayerList);

    public override int GetHashCode() => Layers.Aggregate(0, HashCode.Combine);

    public override string ToString() => string.Join(", ", Layers);
}
