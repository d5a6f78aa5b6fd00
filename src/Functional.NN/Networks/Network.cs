using System.Collections.Immutable;
using System.Globalization;

namespace Functional.NN;

/// <summary>One line of a network's summary.</summary>
/// <param name="Path">where the layer is</param>
/// <param name="Layer">what it is, with its constants</param>
/// <param name="Output">the shape of a sample it gives</param>
/// <param name="Parameters">how many numbers of θ it brings; a shared block counts at its first place</param>
public sealed record SummaryRow(string Path, string Layer, Shape Output, int Parameters);

/// <summary>Layers over samples of one shape, with the layout of θ. Every shape is checked when it is made.</summary>
public sealed partial class Network : IEquatable<Network>
{
    private readonly ImmutableArray<ParameterSpec> _parameters;
    private readonly ImmutableArray<StateSpec> _state;

    /// <summary>A network: <c>new Network([28, 28], new Flatten(), new Dense(128), new Relu(), new Dense(10))</c>.</summary>
    /// <param name="input">the shape of one sample</param>
    /// <param name="layers">the layers, in order</param>
    /// <exception cref="ShapeException">A layer cannot take what reaches it; the sentence says which and why.</exception>
    public Network(Shape input, params IEnumerable<ILayer> layers)
    {
        ArgumentNullException.ThrowIfNull(input);
        (Input, Body) = (input, new Sequential(layers));
        Output = Body.OutputShape(input);
        _parameters = [.. Body.Parameters(input)];
        Layout = ParameterLayout.Of(_parameters);
        _state = [.. Distinct(Body.State(input), Layout)];
    }

    private Network(Network of, BlockSelection? frozen)
    {
        (Input, Output, Body, _parameters, _state) = (of.Input, of.Output, of.Body, of._parameters, of._state);
        (Frozen, Layout) = (frozen, frozen is null ? ParameterLayout.Of(_parameters) : of.Layout.Marked(frozen.Contains));
    }

    /// <summary>The shape of one sample of the input.</summary>
    public Shape Input { get; }

    /// <summary>The shape of one sample of the output.</summary>
    public Shape Output { get; }

    /// <summary>The layers.</summary>
    public Sequential Body { get; }

    /// <summary>How θ lies in one vector.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>The blocks that are frozen whatever the layers say, where <see cref="Freeze"/> said so.</summary>
    public BlockSelection? Frozen { get; }

    /// <summary>The same network in which just these blocks are frozen, whatever its layers say; none with <see cref="BlockSelection.None"/>, and those of its <see cref="NN.Frozen"/> layers with <c>null</c>.</summary>
    /// <remarks>θ lies as before; <see cref="Model{T}.On"/> and <see cref="TrainState{T}.On"/> carry numbers over.</remarks>
    /// <exception cref="NNException">A place is not there.</exception>
    public Network Freeze(BlockSelection? blocks)
    {
        blocks?.Of(Layout);
        return new(this, blocks);
    }

    /// <summary>The network of the first layers; its θ is the first part of this one's.</summary>
    public Network Prefix(int layers) => layers >= 0 && layers <= Body.Layers.Length ? new Network(new Network(Input, Body.Layers.Take(layers)), Frozen)
        : throw new NNException(Sentence.Of($"Network.Prefix: this network has {Body.Layers.Length} layers, asked for the first {layers}."));

    /// <summary>A network with other layers behind these.</summary>
    public Network Append(params IEnumerable<ILayer> layers) => new(new Network(Input, Body.Layers.AddRange(layers)), Frozen);

    /// <summary>θ as the initialisers draw it: each block from the key folded with its path, in double, rounded once.</summary>
    public Parameters<T> Initialize<T>(RandomKey key) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var blocks = Layout.Select(block =>
        {
            var spec = _parameters.First(s => s.Name == block.Path);
            var drawn = spec.Initializer.Draw(spec.Shape, spec.Fans ?? Fans.Of(spec.Shape), key.Fold(block.Path));
            if (drawn.Shape != spec.Shape) throw new ShapeException(Sentence.Of($"{spec.Initializer.GetType().Name}: drew {drawn.Shape} for \"{block.Path}\", which is {spec.Shape}."));
            return drawn.Cast<T>().Reshape(drawn.Shape.Size);
        });
        return new Parameters<T>(Layout, Layout.Count == 0 ? Tensor.Zeros<T>(Shape.Of(0)) : Tensor.Concat(0, blocks));
    }

    /// <summary>The state every network starts with.</summary>
    public NetworkState<T> InitialState<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(_state.Select(spec => KeyValuePair.Create(spec.Name, Tensor.Full(spec.Shape, T.CreateTruncating(spec.Initial)))));

    /// <summary>The layers one line each, those inside others below them.</summary>
    public IReadOnlyList<SummaryRow> Summary()
    {
        var counted = new HashSet<string>();
        return [.. Body.Children(Input).SelectMany(child => Rows(child, child.Name, counted))];
    }

    /// <summary>The summary as a table: path, layer, output shape, parameters.</summary>
    public override string ToString()
    {
        string Number(int n) => n.ToString("N0", CultureInfo.InvariantCulture);
        var rows = new List<(string Path, string Layer, string Output, string Parameters)> { ("path", "layer", "output", "parameters"), ("", "input", Input.ToString(), "") };
        rows.AddRange(Summary().Select(row => (row.Path, row.Layer, row.Output.ToString(), row.Parameters == 0 ? "" : Number(row.Parameters))));
        rows.Add(("", "total", "", Number(Layout.Size)));
        int path = rows.Max(r => r.Path.Length), layer = rows.Max(r => r.Layer.Length), output = rows.Max(r => r.Output.Length), count = rows.Max(r => r.Parameters.Length);
        return string.Join('\n', rows.Select(r => $"{r.Path.PadRight(path)}  {r.Layer.PadRight(layer)}  {r.Output.PadRight(output)}  {r.Parameters.PadLeft(count)}".TrimEnd()));
    }

    /// <summary>True when the input shapes, all layers and what is frozen are equal.</summary>
    public bool Equals(Network? other) => other is not null && Input == other.Input && Body.Equals(other.Body) && Frozen == other.Frozen;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Network);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Input, Body);

    /// <summary>True when the input shapes and all layers are the same.</summary>
    public static bool operator ==(Network? left, Network? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when the input shapes and all layers differ.</summary>
    public static bool operator !=(Network? left, Network? right) => !(left == right);

    internal ImmutableArray<StateSpec> StateSpecs => _state;

    /// <summary>The network applied to a batch, with everything it needs as nodes of the graph.</summary>
    internal Applied Apply(LayerContext.Run run, ImmutableDictionary<string, Var> state, Var x)
    {
        if (x.Shape.Rank == 0 || x.Shape.Sample != Input) throw new ShapeException(Sentence.Of($"Network: expected a batch of {Input} samples (N×{Input}), got {x.Shape}."));
        if (run.Mask is { } mask && (mask.Shape.Rank != 2 || mask.Shape[0] != x.Shape[0]))
            throw new ShapeException(Sentence.Of($"Network: a mask has one row a sample and one number a step; for {x.Shape} got {mask.Shape}."));
        return Body.Apply(new LayerContext(run, state), x);
    }

    /// <summary>The blocks of state; those that share a name become one, and no other two may have the same.</summary>
    private static IEnumerable<StateSpec> Distinct(IEnumerable<StateSpec> specs, ParameterLayout layout)
    {
        var taken = layout.Select(block => block.Path).ToHashSet();
        foreach (var group in specs.GroupBy(spec => spec.Name))
        {
            var first = group.First();
            if (!taken.Add(first.Name) || (group.Count() > 1 && !group.All(spec => spec.Shared)))
                throw new ShapeException($"Network: two blocks of numbers are called \"{first.Name}\"; give the layers, or the blocks in them, different names.");
            if (group.FirstOrDefault(spec => spec.Shape != first.Shape) is { } odd)
                throw new ShapeException($"Shared \"{first.Name}\": one place wants {first.Shape}, another {odd.Shape}; shared blocks have one shape.");
            yield return first;
        }
    }

    private static IEnumerable<SummaryRow> Rows(ChildLayer child, string path, HashSet<string> counted)
    {
        var inner = child.Layer.Children(child.Input);
        int own = inner.Count > 0 ? 0 : child.Layer.Parameters(child.Input).Where(spec => counted.Add(spec.Shared ? spec.Name : $"{path}.{spec.Name}")).Sum(spec => spec.Shape.Size);
        string layer = inner.Count > 0 ? (child.Layer is NamedLayer named ? named.Layer : child.Layer).GetType().Name : child.Layer.ToString()!;
        return inner.SelectMany(c => Rows(c, $"{path}.{c.Name}", counted)).Prepend(new SummaryRow(path, layer, child.Layer.OutputShape(child.Input), own));
    }
}
