using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Several heads on the same input: y = f₁(x), and every fᵢ(x) is a further output by its name.</summary>
/// <remarks>
/// <c>new Branch(new Dense(10).Named("class"), new Dense(4).Named("box"))</c>. The output is that of the first head; <see cref="Model{T}.Heads"/> gives all of them, and
/// <see cref="MultiTask"/> trains all of them (Goodfellow et al. 2016, section 7.7).
/// </remarks>
public sealed record Branch : ILayer
{
    private readonly LayerList _heads;

    /// <summary>Several heads, each called by its name, or else by its number from 0.</summary>
    public Branch(params IEnumerable<ILayer> heads)
    {
        _heads = new LayerList(nameof(Branch), heads);
        if (_heads.Layers.IsEmpty) throw new NNException("Branch: needs one head or more, got none.");
    }

    /// <summary>The heads, in order.</summary>
    public ImmutableArray<ILayer> Heads => _heads.Layers;

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Heads.Select((_, i) => _heads.Fitting(i, input)).ToArray()[0];

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => LayerList.Parameters(Children(input));

    /// <inheritdoc/>
    public IReadOnlyList<StateSpec> State(Shape input) => LayerList.State(Children(input));

    /// <inheritdoc/>
    public IReadOnlyList<ChildLayer> Children(Shape input) => _heads.On(input);

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        var (outputs, all) = _heads.ApplyEach(context, x);
        return all with { Output = outputs[0], Outputs = all.Outputs.AddRange(_heads.Names.Select((name, i) => context.Output(name, outputs[i]))) };
    }

    /// <inheritdoc/>
    public override string ToString() => $"Branch({_heads})";
}
