using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A layer as a network of its own, with the numbers of a case.</summary>
internal sealed class LayerCase
{
    private readonly VectorCase _given;
    private readonly Network _network;
    private readonly ImmutableArray<Tensor<double>> _parameters;
    private readonly ImmutableDictionary<string, Var> _state;
    private readonly bool _training;

    private LayerCase(VectorCase given, Network network, bool training)
    {
        (_given, _network, _training) = (given, network, training);
        _parameters = [.. network.Layout.Select(block => Fitting(block.Path, Turned(block, given.Tensor(Local(block.Path))), block.Shape))];
        _state = network.StateSpecs.ToImmutableDictionary(spec => spec.Name, spec => Var.Of(State(spec)));
    }

    public static LayerCase Of(VectorCase given, ILayer layer, bool training = true) => new(given, new Network(given.Tensor("x").Shape.Sample, layer), training);

    /// <summary>The layer applied to x.</summary>
    public Applied Forward() => Forward([Var.Of(_given.Tensor("x")), .. _parameters.Select(Var.Of)]);

    /// <summary>y, with an upstream gradient also the gradients of x and the parameters, and the new state under a prefix.</summary>
    public Computed Computed(string? state = null)
    {
        CheckSize();
        var forward = Forward();
        var computed = new Computed { { "y", forward.Output.Value<double>() } };
        if (state is not null)
            foreach (var update in forward.State) computed.Add(state + Local(update.Path), update.Value.Value<double>());
        if (!_given.Has("dy")) return computed;

        var dy = Fitting("dy", _given.Tensor("dy"), forward.Output.Shape);
        var gradients = Grad.OfAll(inputs => (Forward(inputs).Output * Var.Of(dy)).Sum(), [_given.Tensor("x"), .. _parameters]);
        computed.Add("dx", gradients[0]);
        foreach (var (block, gradient) in _network.Layout.Zip(gradients.Skip(1))) computed.Add("d" + Local(block.Path), Turned(block, gradient));
        return computed;
    }

    /// <summary>An output of another size than expected is not computed: it could be of any size.</summary>
    private void CheckSize()
    {
        var y = _network.Output.Prepend(_given.Tensor("x").Shape[0]);
        if (_given.Expected.GetValueOrDefault("y") is VectorNumbers expected && expected.Numbers.Shape != y) throw new NNException($"y: expected the shape {expected.Numbers.Shape}, got {y}");
        if (_given.Has("dy")) Fitting("dy", _given.Tensor("dy"), y);
    }

    private Applied Forward(IReadOnlyList<Var> inputs) =>
        _network.Apply(new LayerContext.Run(new ParameterVars(_network.Layout, [.. inputs.Skip(1)]), default, _training, Mask: null, FirstSample: 0, Tracing: false), _state, inputs[0]);

    /// <summary>Only weights are matrices; the factors of a normalisation over two axes are not.</summary>
    private static Tensor<double> Turned(ParameterBlock block, Tensor<double> value) => block.Role == ParameterRole.Weight ? Orientation.Turned(value) : value;

    /// <summary>A running value of the case; in training one that is not given starts as the layer says.</summary>
    private Tensor<double> State(StateSpec spec) =>
        _training && !_given.Has(Local(spec.Name)) ? Tensor.Full(spec.Shape, spec.Initial) : Fitting(spec.Name, _given.Tensor(Local(spec.Name)), spec.Shape);

    private static Tensor<double> Fitting(string path, Tensor<double> value, Shape shape) =>
        value.Shape == shape ? value : throw VectorCase.Contradiction($"\"{Local(path)}\" does not fit the other shapes: the layer wants {shape}, the case gives {value.Shape}");

    private static string Local(string path) => path[(path.LastIndexOf('.') + 1)..];
}
