
namespace Functional.NN;

/// <summary>A layer several times, one after another: y = f(…f(f(x))), each time with parameters of its own.</summary>
/// <remarks>With the same parameters every time: <c>new Repeat(new Shared("f", layer), 3)</c>, a recurrence unrolled over a fixed number of steps.</remarks>
public sealed record Repeat : ILayer
{
    /// <summary>A layer several times.</summary>
    /// <param name="Layer">f</param>
    /// <param name="Times">how many times, from 1 on</param>
    public Repeat(ILayer Layer, int Times)
    {
        ArgumentNullException.ThrowIfNull(Layer);
        (this.Layer, this.Times) = (Layer, Times);
    }

    /// <summary>f.</summary>
    public ILayer Layer { get; init; }

    /// <summary>How many times.</summary>
    public int Times { get; init => field = value >= 1 ? value : throw new NNException(Sentence.Of($"Repeat: a layer is repeated once or more, got {value} times.")); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Repeat With(ILayer? layer = null, int? times = null) => this with { Layer = layer ?? Layer, Times = times ?? Times };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Body.OutputShape(input);

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => Body.Parameters(input);

    /// <inheritdoc/>
    public IReadOnlyList<StateSpec> State(Shape input) => Body.State(input);

    /// <inheritdoc/>
    public IReadOnlyList<ChildLayer> Children(Shape input) => Body.Children(input);

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x) => Body.Apply(context, x);

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"Repeat({Layer}, {Times})");

    /// <summary>A name stands for one place only, so that of the layer gives way to the numbers of the times.</summary>
    private Sequential Body => new(Enumerable.Repeat(Layer is NamedLayer named ? named.Layer : Layer, Times));
}
