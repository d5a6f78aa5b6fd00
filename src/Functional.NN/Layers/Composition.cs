using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Layers one after another.</summary>
public sealed class Sequential : ILayer, IEquatable<Sequential>
{
    /// <summary>Layers one after another; each is called by its name, or else by its number from 0.</summary>
    public Sequential(params IEnumerable<ILayer> layers)
    {
        Layers = [.. layers];
        Names = [.. Layers.Select((layer, i) => layer is NamedLayer named ? named.Name : i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
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

/// <summary>y = x + f(x), for a body f that keeps the shape.</summary>
/// <remarks>He, Zhang, Ren and Sun 2016, "Deep residual learning for image recognition".</remarks>
public sealed record Residual : ILayer
{
    /// <summary>x plus what these layers, one after another, make of it.</summary>
    public Residual(params IEnumerable<ILayer> layers) => Body = new Sequential(layers);

    /// <summary>f.</summary>
    public Sequential Body { get; }

    /// <summary>The layers of f, in order.</summary>
    public ImmutableArray<ILayer> Layers => Body.Layers;

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        var output = Body.OutputShape(input);
        return output == input ? input : throw new ShapeException(Sentence.Of($"expected layers that keep the shape {input}, theirs is {output}. Change the last of them, or add one that maps back."));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => Body.Parameters(input);

    /// <inheritdoc/>
    public IReadOnlyList<StateSpec> State(Shape input) => Body.State(input);

    /// <inheritdoc/>
    public IReadOnlyList<ChildLayer> Children(Shape input) => Body.Children(input);

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        var applied = Body.Apply(context, x);
        return applied with { Output = x + applied.Output };
    }

    /// <inheritdoc/>
    public override string ToString() => $"Residual({string.Join(", ", Body.Layers)})";
}

/// <summary>A layer whose numbers are those of every other place of the same name; their gradients add.</summary>
/// <remarks>
/// With <see cref="Transpose"/> the weights are read transposed (a decoder that uses its encoder's weights) and everything else, such as a bias of
/// another size, is this place's own.
/// </remarks>
public sealed record Shared : ILayer
{
    /// <summary>A layer under a name that is the same block of θ wherever it stands.</summary>
    public Shared(string name, ILayer layer, bool transpose = false) => (Name, Layer, Transpose) = (LayerName.Checked(name), layer, transpose);

    /// <summary>The name of the shared block.</summary>
    public string Name { get; }

    /// <summary>The layer.</summary>
    public ILayer Layer { get; }

    /// <summary>Whether weights are read transposed.</summary>
    public bool Transpose { get; init; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        var output = Layer.OutputShape(input);
        var odd = Transpose ? Layer.Parameters(input).FirstOrDefault(spec => Shares(spec) && spec.Shape.Rank != 2) : null;
        return odd is null ? output : throw new ShapeException(Sentence.Of($"expected weights that are matrices, because they are read transposed; \"{odd.Name}\" is {odd.Shape}."));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => [.. Layer.Parameters(input).Select(spec => Shares(spec) ? Common(spec) : spec)];

    /// <inheritdoc/>
    public IReadOnlyList<StateSpec> State(Shape input) =>
        [.. Layer.State(input).Select(spec => spec.Shared || Transpose ? spec : spec with { Name = $"{Name}.{spec.Name}", Shared = true })];

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        var input = x.Shape.Sample;
        var aliases = Layer.Parameters(input).Where(Shares).Select(spec => KeyValuePair.Create(spec.Name, new LayerContext.Alias($"{Name}.{spec.Name}", Transpose)))
            .Concat(Layer.State(input).Where(spec => !spec.Shared && !Transpose).Select(spec => KeyValuePair.Create(spec.Name, new LayerContext.Alias($"{Name}.{spec.Name}", false))));
        return Layer.Apply(context.With(aliases), x);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Shared({Name}, {Layer}{(Transpose ? ", transposed" : "")})";

    private bool Shares(ParameterSpec spec) => !spec.Shared && (!Transpose || spec.Role == ParameterRole.Weight);

    private ParameterSpec Common(ParameterSpec spec) => spec with
    {
        Name = $"{Name}.{spec.Name}",
        Shared = true,
        Shape = Transpose ? Shape.Of([.. spec.Shape.Reverse()]) : spec.Shape,
        Fans = Transpose && spec.Fans is { } fans ? new Fans(fans.Out, fans.In) : spec.Fans,
    };
}
