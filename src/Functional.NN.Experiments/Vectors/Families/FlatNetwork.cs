using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>Dense layers with an activation between them, as a function of one vector: the parameters in the vectors' order and orientation.</summary>
internal sealed class FlatNetwork
{
    private static readonly string[] Blocks = ["weight", "bias"];
    private readonly Network _network;
    private readonly ImmutableArray<(string Name, Shape Shape)> _order;

    private FlatNetwork(Network network, ImmutableArray<(string, Shape)> order) => (_network, _order) = (network, order);

    /// <summary>The shape of a sample of the output.</summary>
    public Shape Output => _network.Output;

    /// <summary>The network of a case's sizes and activation; the layers' parameters are <c>fc1.weight</c>, <c>fc1.bias</c>, ….</summary>
    public static FlatNetwork Of(VectorCase given)
    {
        var sizes = given.Options.Integers("sizes");
        if (sizes.Count < 2) throw VectorCase.Contradiction("the option \"sizes\" should have 2 numbers or more");
        var activation = NetworkDescriptions.Activation(given.Options.Text("activation"));
        var dense = sizes.Skip(1).Select((units, i) => new BoundLayer(new Dense(units), Blocks.Select(block => KeyValuePair.Create(block, new Binding(Invariant.Text($"fc{i + 1}.{block}"))))));
        var network = new Network(Shape.Of(sizes[0]), dense.SelectMany(layer => new ILayer[] { activation, layer }).Skip(1));
        var parameters = given.Set("parameters");
        NetworkVectors.Parameters(network.Layout, parameters);
        var order = given.Options.Texts("parameter_order");
        return order.Order(StringComparer.Ordinal).SequenceEqual(network.Layout.Select(block => block.Path).Order(StringComparer.Ordinal))
            ? new FlatNetwork(network, [.. order.Select(name => (name, parameters[name].Shape))])
            : throw new UnsupportedException("the option \"parameter_order\" should name weight and bias of fc1, fc2, …");
    }

    /// <summary>Parameters as one vector.</summary>
    public Tensor<double> Flat(ImmutableSortedDictionary<string, Tensor<double>> parameters) => Tensor.Concat(0, _order.Select(block => parameters[block.Name].Reshape(-1)));

    /// <summary>One vector as parameters.</summary>
    public ImmutableSortedDictionary<string, Tensor<double>> Set(Tensor<double> flat) =>
        Starts().ToImmutableSortedDictionary(block => block.Name, block => flat.Slice(0, block.Start, block.Shape.Size).Reshape(block.Shape), StringComparer.Ordinal);

    /// <summary>The network's output for a vector of parameters.</summary>
    public Var Apply(Var flat, Var x)
    {
        var blocks = Starts().ToDictionary(block => block.Name, block => Orientation.Turned(flat.Slice(0, block.Start, block.Shape.Size).Reshape(block.Shape)));
        var parameters = new ParameterVars(_network.Layout, [.. _network.Layout.Select(block => blocks[block.Path])]);
        return _network.Apply(new LayerContext.Run(parameters, default, Training: true, Mask: null, FirstSample: 0, Tracing: false), ImmutableDictionary<string, Var>.Empty, x).Output;
    }

    private IEnumerable<(string Name, Shape Shape, int Start)> Starts()
    {
        int start = 0;
        foreach (var (name, shape) in _order)
        {
            yield return (name, shape, start);
            start += shape.Size;
        }
    }
}
