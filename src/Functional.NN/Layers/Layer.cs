using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Layers from functions, and names for layers.</summary>
public static class Layer
{
    /// <summary>A layer without parameters from a function of a batch.</summary>
    /// <param name="name">what it is called; two such layers are equal when name and version are</param>
    /// <param name="apply">(N × input shape) to (N × output shape); acts on each sample alone</param>
    /// <param name="version">to be raised when the function changes</param>
    public static ILayer From(string name, Func<Var, Var> apply, int version = 1)
    {
        ArgumentNullException.ThrowIfNull(apply);
        return new FunctionLayer(name, version, _ => [], (_, x) => apply(x));
    }

    /// <summary>A layer from a function that may ask its context for the key, the mask, and training or evaluation.</summary>
    public static ILayer From(string name, Func<LayerContext, Var, Var> apply, int version = 1) => From(name, [], apply, version);

    /// <summary>A layer with parameters that do not depend on the input's shape.</summary>
    public static ILayer From(string name, IEnumerable<ParameterSpec> parameters, Func<LayerContext, Var, Var> apply, int version = 1)
    {
        ImmutableArray<ParameterSpec> specs = [.. parameters];
        return new FunctionLayer(name, version, _ => specs, apply);
    }

    /// <summary>A layer with parameters whose shapes follow from that of a sample of the input.</summary>
    public static ILayer From(string name, Func<Shape, IEnumerable<ParameterSpec>> parameters, Func<LayerContext, Var, Var> apply, int version = 1) =>
        new FunctionLayer(name, version, parameters, apply);

    /// <summary>A layer with a name, which takes the place of its number in paths: <c>new Dense(10).Named("head")</c>.</summary>
    public static ILayer Named(this ILayer layer, string name) => new NamedLayer(name, layer);
}

/// <summary>A layer under a name of its own.</summary>
public sealed record NamedLayer : ILayer
{
    /// <summary>A layer under a name, which is letters, digits, <c>_</c> or <c>-</c>.</summary>
    public NamedLayer(string name, ILayer layer) => (Name, Layer) = (LayerName.Checked(name), layer);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The layer.</summary>
    public ILayer Layer { get; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Layer.OutputShape(input);

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => Layer.Parameters(input);

    /// <inheritdoc/>
    public IReadOnlyList<StateSpec> State(Shape input) => Layer.State(input);

    /// <inheritdoc/>
    public IReadOnlyList<ChildLayer> Children(Shape input) => Layer.Children(input);

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x) => Layer.Apply(context, x);

    /// <inheritdoc/>
    public override string ToString() => Layer.ToString()!;
}

/// <summary>What may stand in a path.</summary>
internal static class LayerName
{
    /// <summary>What the name is called in JSON.</summary>
    public const string Field = "name";

    /// <summary>A layer's own name, if it has one; a frozen layer keeps its own.</summary>
    public static string? Of(ILayer layer) => layer switch { NamedLayer named => named.Name, Frozen frozen => Of(frozen.Layer), _ => null };

    public static string Checked(string name) =>
        !string.IsNullOrEmpty(name) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? name
            : throw new NNException(Sentence.Of($"Layer: a name is letters, digits, _ or -, because paths join names by dots; got \"{name}\"."));
}

/// <summary>A layer that is a function; equal to another by name and version.</summary>
internal sealed class FunctionLayer(string name, int version, Func<Shape, IEnumerable<ParameterSpec>> parameters, Func<LayerContext, Var, Var> apply)
    : ILayer, IEquatable<FunctionLayer>
{
    public string Name { get; } = LayerName.Checked(name);

    public int Version { get; } = version;

    /// <summary>Found by applying the function to one sample of zeros, with every parameter zero.</summary>
    public Shape OutputShape(Shape input)
    {
        var zeros = ParameterVars.Zeros(Parameters(input));
        var context = new LayerContext(new LayerContext.Run(zeros, default, Training: false, Mask: null, FirstSample: 0, Tracing: false), ImmutableDictionary<string, Var>.Empty);
        var output = apply(context, Var.Of(Tensor.Zeros<double>(input.Prepend(1)))).Shape;
        return output.Rank > 0 && output[0] == 1 ? output.Sample
            : throw new ShapeException(Sentence.Of($"the function must keep the batch axis in front; one sample of {input} became {output}."));
    }

    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => [.. parameters(input)];

    public Applied Apply(LayerContext context, Var x) => Applied.Of(apply(context, x));

    public bool Equals(FunctionLayer? other) => other is not null && Name == other.Name && Version == other.Version;

    public override bool Equals(object? obj) => Equals(obj as FunctionLayer);

    public override int GetHashCode() => HashCode.Combine(Name, Version);

    public override string ToString() => Name;
}
