using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Layers side by side on the same input: y = f₁(x) ⧺ f₂(x) ⧺ … along an axis, or y = f₁(x) + f₂(x) + ….</summary>
/// <remarks>
/// (A class called Parallel would stand in the way of <see cref="System.Threading.Tasks.Parallel"/>.) Szegedy et al. 2015, "Going deeper with convolutions" (concatenated channels); with <see cref="Joining.Add"/> and a projection in one branch the
/// shortcut of He et al. 2016: <c>new ParallelLayers([new Sequential(…), new Conv2D(64, 1)], Join: Joining.Add)</c>. Outputs to be concatenated differ in that axis only.
/// </remarks>
public sealed record ParallelLayers : ILayer
{
    private readonly LayerList _layers;

    /// <summary>Layers side by side, their outputs concatenated along the first axis of a sample.</summary>
    public ParallelLayers(params IEnumerable<ILayer> layers) : this(layers, 0) { }

    /// <summary>Layers side by side.</summary>
    /// <param name="Layers">the layers, each called by its name, or else by its number from 0</param>
    /// <param name="Axis">the axis of a sample along which outputs are concatenated, from the end where it is negative: 0 is that of the channels of images, and the only one of vectors</param>
    /// <param name="Join">whether outputs are concatenated or added</param>
    public ParallelLayers(IEnumerable<ILayer> Layers, int Axis = 0, Joining Join = Joining.Concatenate)
    {
        (_layers, this.Axis, this.Join) = (new LayerList(nameof(ParallelLayers), Layers), Axis, Join);
        if (_layers.Layers.IsEmpty) throw new NNException("ParallelLayers: needs one layer or more, got none.");
    }

    /// <summary>The layers, in order.</summary>
    public ImmutableArray<ILayer> Layers => _layers.Layers;

    /// <summary>The axis of a sample along which outputs are concatenated.</summary>
    public int Axis { get; init; }

    /// <summary>Whether outputs are concatenated or added.</summary>
    public Joining Join { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public ParallelLayers With(int? axis = null, Joining? join = null) => this with { Axis = axis ?? Axis, Join = join ?? Join };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        Shape[] outputs = [.. Layers.Select((_, i) => _layers.Fitting(i, input))];
        var first = outputs[0];
        if (Join == Joining.Add)
            return Array.TrueForAll(outputs, shape => shape == first) ? first
                : throw new ShapeException($"expected layers that give one shape, to add their outputs; they give {string.Join(", ", outputs.AsEnumerable())}.");
        if (Axis >= first.Rank || Axis < -first.Rank) throw new ShapeException(Sentence.Of($"the outputs, such as {first}, have no axis {Axis} to be concatenated along."));
        int axis = first.Axis(Axis);
        return Array.TrueForAll(outputs, shape => shape.Rank == first.Rank && shape.With(axis, first[axis]) == first)
            ? first.With(axis, outputs.Sum(shape => shape[axis]))
            : throw new ShapeException(Sentence.Of($"expected layers whose outputs differ in axis {Axis} only, to concatenate them; they give {string.Join(", ", outputs.AsEnumerable())}."));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => LayerList.Parameters(Children(input));

    /// <inheritdoc/>
    public IReadOnlyList<StateSpec> State(Shape input) => LayerList.State(Children(input));

    /// <inheritdoc/>
    public IReadOnlyList<ChildLayer> Children(Shape input) => _layers.On(input);

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        var (outputs, all) = _layers.ApplyEach(context, x);
        return all with { Output = Join == Joining.Add ? outputs.Skip(1).Aggregate(outputs[0], (a, b) => a + b) : Var.Concat(Axis < 0 ? Axis : Axis + 1, outputs) };
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"ParallelLayers({_layers}{(Join == Joining.Add ? ", added" : Axis == 0 ? "" : Sentence.Of($", axis {Axis}"))})");
}
