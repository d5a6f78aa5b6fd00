using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>What is deployed: a network with its θ and state. Immutable, and safe to use from many threads.</summary>
public sealed record Model<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A network with numbers of its layout.</summary>
    public Model(Network network, Parameters<T> parameters, NetworkState<T>? state = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(parameters);
        if (!network.Layout.Equals(parameters.Layout)) throw new NNException($"Model: the parameters are laid out for another network ({parameters}); this one has {string.Join(", ", network.Layout.Select(b => $"{b.Path} {b.Shape}"))}.");
        (Network, Parameters, State) = (network, parameters, state ?? network.InitialState<T>());
        foreach (var spec in network.StateSpecs)
            if (!State.Blocks.TryGetValue(spec.Name, out var block) || block.Shape != spec.Shape)
                throw new NNException(Sentence.Of($"Model: the network has the state \"{spec.Name}\" {spec.Shape}, which the given state lacks."));
    }

    /// <summary>The layers.</summary>
    public Network Network { get; }

    /// <summary>θ.</summary>
    public Parameters<T> Parameters { get; }

    /// <summary>Running means and the like.</summary>
    public NetworkState<T> State { get; }

    /// <summary>A freshly initialised model.</summary>
    public static Model<T> Initialize(Network network, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new(network, network.Initialize<T>(key));
    }

    /// <summary>This model with other numbers.</summary>
    public Model<T> With(Parameters<T>? parameters = null, NetworkState<T>? state = null) => new(Network, parameters ?? Parameters, state ?? State);

    /// <summary>The same numbers in a network that differs from this one in what is frozen.</summary>
    /// <exception cref="NNException">It differs in more.</exception>
    public Model<T> On(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Layout.IsLike(Parameters.Layout) ? new(network, Parameters.On(network.Layout), State)
            : throw new NNException("Model.On: the other network has other blocks of θ; it may differ in what is frozen.");
    }

    /// <summary>The network's output for a batch, in evaluation mode.</summary>
    /// <remarks>A model that is asked again and again for batches of one size answers by a plan from the third time on, with the same bits.</remarks>
    /// <param name="inputs">(N × input shape)</param>
    /// <param name="mask">(N × T) for sequences of different lengths, or none</param>
    /// <param name="compute">by which backend and on how many threads; the built-in engine on all cores when none is given</param>
    /// <returns>(N × output shape)</returns>
    public Tensor<T> Predict(Tensor<T> inputs, Tensor<T>? mask = null, Compute? compute = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Predictions<T>.Of(this).Predict(inputs, mask, compute ?? Compute.Default);
    }

    /// <summary>The network's output for a batch in training mode: units are dropped and noise is added as a key says. Another key gives another pass.</summary>
    /// <remarks>
    /// For Monte-Carlo dropout (Gal and Ghahramani 2016): the mean over passes with keys of their own predicts, and their scatter says how unsure the model is. Layers that normalise by the batch's own
    /// mean and variance do so here; the model's state stays as it is.
    /// </remarks>
    /// <param name="inputs">(N × input shape)</param>
    /// <param name="key">what is drawn</param>
    /// <param name="mask">(N × T) for sequences of different lengths, or none</param>
    /// <returns>(N × output shape)</returns>
    public Tensor<T> StochasticPass(Tensor<T> inputs, RandomKey key, Tensor<T>? mask = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var vars = StepVars.Of(this, new Batch<T>(inputs, inputs, mask), key, Backend.Managed);
        var run = new LayerContext.Run(new ParameterVars(Network.Layout, vars.Parameters), key, Training: true, vars.Mask, FirstSample: 0, Tracing: false) { Draw = vars.Draw };
        return Network.Apply(run, vars.State, vars.Inputs).Output.Value<T>();
    }

    /// <summary>The further outputs of layers for a batch, in evaluation mode, by path: of the heads of a <see cref="Branch"/>, the last cell of an <see cref="Lstm"/>, and the like.</summary>
    /// <param name="inputs">(N × input shape)</param>
    /// <param name="mask">(N × T) for sequences of different lengths, or none</param>
    public ImmutableSortedDictionary<string, Tensor<T>> Heads(Tensor<T> inputs, Tensor<T>? mask = null) =>
        Evaluate(inputs, mask, tracing: false).Outputs.ToImmutableSortedDictionary(output => output.Path, output => output.Value.Value<T>(), StringComparer.Ordinal);

    /// <summary>The output of every layer for a batch, by path, and of the whole network.</summary>
    public Trace<T> Trace(Tensor<T> inputs, Tensor<T>? mask = null)
    {
        var applied = Evaluate(inputs, mask, tracing: true);
        return new Trace<T>([.. applied.Outputs.DistinctBy(o => o.Path).Select(o => new Traced<T>(o.Path, o.Value.Value<T>()))], applied.Output.Value<T>());
    }

    /// <summary>Every layer's activation for a batch and the gradient of an objective with respect to it, by path.</summary>
    /// <param name="objective">such as <c>Objective.Supervised(new SoftmaxCrossEntropy())</c></param>
    /// <param name="batch">the samples</param>
    /// <param name="key">what random layers and objectives draw from</param>
    /// <param name="training">whether layers are in training mode</param>
    public ActivationTrace<T> Trace(IObjective objective, Batch<T> batch, RandomKey key = default, bool training = false) =>
        new Trainer<T>(Network, objective, new Sgd(0)).Trace(this, batch, key, training);

    /// <summary>The model in another precision.</summary>
    public Model<TOther> Cast<TOther>() where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther> =>
        new(Network, Parameters.Cast<TOther>(), new NetworkState<TOther>(State.Blocks.Select(b => KeyValuePair.Create(b.Key, b.Value.Cast<TOther>()))));

    /// <summary>The network's table.</summary>
    public override string ToString() => Network.ToString();

    internal ImmutableDictionary<string, Var> StateVars() => State.Blocks.ToImmutableDictionary(b => b.Key, b => Var.Of(b.Value));

    /// <summary>The network applied to nodes, in evaluation mode.</summary>
    internal Applied Apply(StepVars vars) =>
        Network.Apply(new LayerContext.Run(new ParameterVars(Network.Layout, vars.Parameters), default, Training: false, vars.Mask, FirstSample: 0, Tracing: false), vars.State, vars.Inputs);

    /// <summary>The network's output for what a layer of its own gave, in evaluation mode: the layers behind it applied.</summary>
    /// <param name="place">the layer's place among the network's, from 0</param>
    /// <param name="hidden">(N × the layer's output)</param>
    internal Tensor<T> PredictBehind(int place, Tensor<T> hidden)
    {
        var (body, context) = (Network.Body, new LayerContext(new LayerContext.Run(ParameterVars.Of(Parameters), default, Training: false, Mask: null, FirstSample: 0, Tracing: false), StateVars()));
        var applied = Applied.Of(Var.Of(hidden));
        for (int i = place + 1; i < body.Layers.Length; i++) applied = applied.Then(context.After(applied).Apply(body.Names[i], body.Layers[i], applied.Output));
        return applied.Output.Value<T>();
    }

    /// <summary>The network applied to a batch, in evaluation mode, with every layer's output and what the gates of recurrent layers gave.</summary>
    internal (Applied Applied, ImmutableArray<WatchedGate> Gates) Watched(Tensor<T> inputs, Tensor<T>? mask)
    {
        var gates = ImmutableArray.CreateBuilder<WatchedGate>();
        return (Evaluate(inputs, mask, tracing: true, gates.Add), gates.ToImmutable());
    }

    private Applied Evaluate(Tensor<T> inputs, Tensor<T>? mask, bool tracing, Action<WatchedGate>? watch = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var run = new LayerContext.Run(ParameterVars.Of(Parameters), default, Training: false, mask is null ? null : Var.Of(mask), FirstSample: 0, tracing) { Watch = watch };
        return Network.Apply(run, StateVars(), Var.Of(inputs));
    }
}

/// <summary>A layer's output.</summary>
public readonly record struct Traced<T>(string Path, Tensor<T> Output) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>The output of every layer for a batch, in the order in which they finished.</summary>
public sealed class Trace<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal Trace(ImmutableArray<Traced<T>> layers, Tensor<T> output) => (Layers, Output) = (layers, output);

    /// <summary>The outputs with their paths.</summary>
    public ImmutableArray<Traced<T>> Layers { get; }

    /// <summary>The output of the whole network.</summary>
    public Tensor<T> Output { get; }

    /// <summary>The output of a layer by its path.</summary>
    public Tensor<T> this[string path]
    {
        get
        {
            foreach (var layer in Layers)
                if (layer.Path == path) return layer.Output;
            throw new NNException($"Trace: there is no layer \"{path}\"; there are {string.Join(", ", Layers.Select(l => l.Path))}.");
        }
    }
}
