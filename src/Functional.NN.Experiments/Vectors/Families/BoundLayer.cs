using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A block of θ or of state by its name in the vectors, read transposed or not.</summary>
internal readonly record struct Binding(string Name, bool Transposed = false);

/// <summary>A layer whose blocks have names given from outside; the same name in two layers is the same block.</summary>
internal sealed class BoundLayer(ILayer layer, IEnumerable<KeyValuePair<string, Binding>> bindings) : ILayer
{
    private readonly ImmutableDictionary<string, Binding> _bindings = bindings.ToImmutableDictionary();

    public Shape OutputShape(Shape input) => layer.OutputShape(input);

    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => [.. layer.Parameters(input).Select(spec => spec with
    {
        Name = _bindings[spec.Name].Name,
        Shared = true,
        Shape = _bindings[spec.Name].Transposed ? Shape.Of([.. spec.Shape.Reverse()]) : spec.Shape,
    })];

    public IReadOnlyList<StateSpec> State(Shape input) => [.. layer.State(input).Select(spec => spec with { Name = _bindings[spec.Name].Name, Shared = true })];

    public Applied Apply(LayerContext context, Var x) =>
        layer.Apply(context.With(_bindings.Select(b => KeyValuePair.Create(b.Key, new LayerContext.Alias(b.Value.Name, b.Value.Transposed)))), x);

    public override string ToString() => layer.ToString()!;
}
