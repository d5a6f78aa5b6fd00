using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>How well one layer's autoencoder rebuilds its input.</summary>
/// <param name="Path">the layer, as the network names it</param>
/// <param name="Before">the mean squared error before training</param>
/// <param name="After">after it</param>
public readonly record struct PretrainedLayer(string Path, double Before, double After);

/// <summary>What pre-training gives: θ to start a supervised training with.</summary>
/// <param name="Parameters">the network's θ: the pre-trained layers, and all others as they were drawn</param>
/// <param name="Layers">the pre-trained layers, in order</param>
public sealed record Pretrained<T>(Parameters<T> Parameters, ImmutableArray<PretrainedLayer> Layers) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>
/// Unsupervised pre-training, greedy and layer by layer: each dense layer with the activation behind it is trained as the encoder of an autoencoder h ↦ ĥ = φ(h·W + b)·V + c on what the layers before it make of the data,
/// E‖ĥ − h‖² being made small, and then stays as it is while the next one is trained. The decoders V, c are thrown away; the last layer with parameters, the classifier's own, is left as it was drawn.
/// </summary>
/// <remarks>
/// Bengio, Lamblin, Popovici and Larochelle 2007; Goodfellow, Bengio and Courville 2016, algorithm 15.1. With a corruption, such as <c>new Dropout(0.3)</c> for masking noise, the encoder sees the corrupted h and the clean one is to be
/// rebuilt: the denoising autoencoder of Vincent, Larochelle, Bengio and Manzagol 2008. Layers with parameters that are not dense (convolutions) stay as they were drawn and count as part of what comes before.
/// </remarks>
public sealed record Pretraining
{
    /// <summary>How each autoencoder is trained.</summary>
    /// <param name="Epochs">passes over the data for each layer</param>
    /// <param name="Batching">in which batches</param>
    /// <param name="Optimizer"><see cref="Adam"/> with the rate 0.001 when none is given</param>
    /// <param name="Corruption">a layer that spoils the encoder's input in training, or none</param>
    public Pretraining(int Epochs, Batching Batching, IOptimizer? Optimizer = null, ILayer? Corruption = null) =>
        (this.Epochs, this.Batching, this.Optimizer, this.Corruption) = (Epochs, Batching, Optimizer ?? new Adam(0.001), Corruption);

    /// <summary>Passes over the data for each layer, from 1 on.</summary>
    public int Epochs { get; init => field = value >= 1 ? value : throw new NNException(Sentence.Of($"Pretraining: the number of epochs must be 1 or more, got {value}.")); }

    /// <summary>In which batches.</summary>
    public Batching Batching { get; init; }

    /// <summary>How each autoencoder is trained.</summary>
    public IOptimizer Optimizer { get; init; }

    /// <summary>What spoils the encoder's input in training, or none.</summary>
    public ILayer? Corruption { get; init; }

    /// <summary>The same with other parts; what is not named stays.</summary>
    public Pretraining With(int? epochs = null, Batching? batching = null, IOptimizer? optimizer = null, ILayer? corruption = null) =>
        this with { Epochs = epochs ?? Epochs, Batching = batching ?? Batching, Optimizer = optimizer ?? Optimizer, Corruption = corruption ?? Corruption };

    /// <summary>θ for a network whose dense layers were trained one after another on the inputs alone.</summary>
    /// <param name="network">the classifier: a chain of layers, of which some before the last one with parameters are dense</param>
    /// <param name="data">the inputs; targets are not looked at</param>
    /// <param name="key">draws θ as <see cref="Trainer{T}.Initialize"/> does, and everything in training</param>
    /// <param name="compute">by which backend and on how many threads</param>
    public Pretrained<T> Greedy<T>(Network network, Dataset<T> data, RandomKey key, Compute? compute = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        if (data.InputShape != network.Input) throw new ShapeException($"Pretraining: the network takes samples {network.Input}, the data have {data.InputShape}.");
        var children = network.Body.Children(network.Input);
        int last = children.Select((child, i) => child.Layer.Parameters(child.Input).Count > 0 ? i : -1).DefaultIfEmpty(-1).Max();
        int[] encoders = [.. Enumerable.Range(0, Math.Max(0, last)).Where(i => Plain(children[i].Layer) is Dense { PerPosition: false })];
        if (encoders.Length == 0) throw new NNException("Pretraining: the network has no dense layer before its last one with parameters, so there is nothing to pre-train.");
        var start = new Pretrained<T>(network.Initialize<T>(key.Fold("initialize")), []);
        return encoders.Aggregate(start, (done, i) => Next(network, children, i, done, data, key.Fold("pretraining").Fold(children[i].Name), compute ?? Compute.Default));
    }

    /// <summary>Pre-trains one layer on what those before it make of the data.</summary>
    private Pretrained<T> Next<T>(Network network, IReadOnlyList<ChildLayer> children, int at, Pretrained<T> done, Dataset<T> data, RandomKey key, Compute compute) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var child = children[at];
        var prefix = network.Prefix(at);
        var before = new Model<T>(prefix, new Parameters<T>(prefix.Layout, done.Parameters.Vector.Slice(0, 0, prefix.Layout.Size)));
        var features = (at == 0 ? data : data.MapInputs(x => before.Predict(x, null, compute), prefix.Output).InMemory()).InputsAsTargets();
        var autoencoder = Autoencoder(child, at + 1 < children.Count && Plain(children[at + 1].Layer) is Activation activation ? activation : new Identity());
        var trainer = new Trainer<T>(autoencoder, new MeanSquaredError(), Optimizer).With(compute: compute);
        var start = Begin(trainer, child.Name, done.Parameters, key);
        var fit = trainer.Fit(start, features, new FitPlan(Epochs, Batching));
        if (fit.End == FitEnd.NotFinite) throw new NNException($"Pretraining: the autoencoder of \"{child.Name}\" did not stay finite: {fit.Fault} Take a smaller learning rate.");
        var layer = new PretrainedLayer(child.Name, trainer.Evaluate(start.Model, features).DataLoss, trainer.Evaluate(fit.Model, features).DataLoss);
        var trained = Blocks(child.Name, fit.Model.Parameters).Aggregate(done.Parameters, (θ, path) => θ.With(path, fit.Model.Parameters[path]));
        return new(trained, done.Layers.Add(layer));
    }

    /// <summary>The first state: the encoder as the network has it, the decoder drawn.</summary>
    private static TrainState<T> Begin<T>(Trainer<T> trainer, string encoder, Parameters<T> θ, RandomKey key) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var drawn = trainer.Network.Initialize<T>(key.Fold("initialize"));
        return trainer.Start(Blocks(encoder, drawn).Aggregate(drawn, (blocks, path) => blocks.With(path, θ[path])), null, key);
    }

    /// <summary>Corruption, encoder, activation and a linear decoder. The encoder keeps its name, so its blocks are called as in the network.</summary>
    private Network Autoencoder(ChildLayer child, ILayer activation)
    {
        ILayer[] corruption = Corruption is null ? [] : [Corruption.Named($"{child.Name}-corruption")];
        return new Network(child.Input, [.. corruption, Plain(child.Layer).Named(child.Name), activation.Named($"{child.Name}-activation"), new Dense(child.Input.Size).Named($"{child.Name}-decoder")]);
    }

    private static IEnumerable<string> Blocks<T>(string layer, Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => θ.Layout.Select(block => block.Path).Where(path => path.StartsWith($"{layer}.", StringComparison.Ordinal));

    /// <summary>The layer without its name.</summary>
    private static ILayer Plain(ILayer layer) => layer is NamedLayer named ? named.Layer : layer;
}
