using System.Collections.Immutable;

namespace Functional.NN;

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
