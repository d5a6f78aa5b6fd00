using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>The layers and losses that networks of the vectors are made of, by type.</summary>
internal static class NetworkDescriptions
{
    /// <summary>A type of layer: the options it understands and how it is made, for samples of a shape.</summary>
    private sealed record Description(string Type, IEnumerable<string> Options, Func<Descriptor, ILayer> Make);

    /// <summary>A layer of a case: its options, the shape of the samples that reach it, and the parameters of the case.</summary>
    private sealed record Descriptor(VectorOptions Options, Shape Samples, ImmutableSortedDictionary<string, Tensor<double>> Parameters)
    {
        /// <summary>A parameter that the descriptor names.</summary>
        public Tensor<double> Parameter(string option, int rank) => Parameters.TryGetValue(Options.Text(option), out var value) && value.Shape.Rank == rank ? value
            : throw VectorCase.Contradiction(Invariant.Text($"a layer names the parameter \"{Options.Text(option)}\" of {rank} axes, which the case does not give"));

        /// <summary>An option that says again what a shape says; it must not contradict it.</summary>
        public void Agree(string option, int shape)
        {
            if (Options.Integer(option, shape) is var said && said != shape) throw VectorCase.Contradiction(Invariant.Text($"the option \"{option}\" of a layer is {said}, the shapes say {shape}"));
        }

        /// <summary>The layer with its blocks named as the descriptor says.</summary>
        public BoundLayer Bound(ILayer layer, params IEnumerable<string> blocks) =>
            new(layer, blocks.Where(Options.Has).Select(block => KeyValuePair.Create(block, new Binding(Options.Text(block), block == "weight" && Options.Flag("transpose", false)))));
    }

    private static readonly ImmutableArray<Description> Layers =
    [
        new("dense", ["in", "out", "weight", "bias", "transpose"], Dense),
        new("conv2d", ["weight", "bias", "kernel_size", "stride", "padding", "dilation", "groups"], Conv2D),
        new("max_pool2d", ["kernel_size", "stride", "padding", "pad_value", "rounding"], d => ImageDescriptions.MaxPool2D(d.Options)),
        new("flatten", ["start_axis"], d => { d.Options.Only("start_axis", 1); return new Flatten(); }),
        new("batch_norm1d", ["num_features", "weight", "bias", "running_mean", "running_var", "eps", "momentum"], BatchNorm),
        new("layer_norm", ["weight", "bias", "eps"], LayerNorm),
        .. RecurrentVectors.Cells.Select(cell => new Description(cell.Key, [.. RecurrentVectors.Options, .. RecurrentVectors.Blocks], d => Recurrent(d, cell.Value))),
        new("last_step", [], _ => new LastStep()),
        new("relu", [], _ => new Relu()),
        new("tanh", [], _ => new Tanh()),
        new("sigmoid", [], _ => new Sigmoid()),
        new("gelu", ["approximate"], d => { d.Options.OneOf("approximate", "none"); return new Gelu(); }),
    ];

    private static readonly ImmutableArray<(string Type, Func<ILoss> Make)> Losses =
    [
        ("mse", () => new MeanSquaredError()),
        ("cross_entropy", () => new SoftmaxCrossEntropy()),
        ("binary_cross_entropy_with_logits", () => new SigmoidCrossEntropy()),
        ("binary_cross_entropy", () => new BinaryCrossEntropyOfProbabilities()),
    ];

    /// <summary>The network of some descriptors.</summary>
    public static Network Network(IEnumerable<VectorOptions> descriptors, Shape samples, ImmutableSortedDictionary<string, Tensor<double>> parameters)
    {
        var layers = new List<ILayer>();
        var shape = samples;
        foreach (var options in descriptors)
        {
            string type = options.Text("type");
            var description = Layers.FirstOrDefault(layer => layer.Type == type) ?? throw new UnsupportedException($"the layer \"{type}\" is not supported");
            options.Only([.. description.Options, "type"]);
            layers.Add(description.Make(new Descriptor(options, shape, parameters)));
            shape = layers[^1].OutputShape(shape);
        }
        return new Network(samples, layers);
    }

    public static ILoss Loss(string type) => Losses.FirstOrDefault(loss => loss.Type == type).Make?.Invoke() ?? throw new UnsupportedException($"the loss \"{type}\" is not supported");

    /// <summary>An activation by its type.</summary>
    public static ILayer Activation(string type) => type switch
    {
        "relu" => new Relu(),
        "tanh" => new Tanh(),
        "sigmoid" => new Sigmoid(),
        "gelu" => new Gelu(),
        _ => throw new UnsupportedException($"the activation \"{type}\" is not supported"),
    };

    private static BoundLayer Dense(Descriptor d)
    {
        var weight = d.Parameter("weight", 2).Shape;
        bool transposed = d.Options.Flag("transpose", false);
        (int units, int inputs) = transposed ? (weight[1], weight[0]) : (weight[0], weight[1]);
        d.Agree("in", inputs);
        d.Agree("out", units);
        return d.Bound(new Dense(units, d.Options.Has("bias"), PerPosition: d.Samples.Rank > 1), "weight", "bias");
    }

    private static BoundLayer Conv2D(Descriptor d)
    {
        var weight = d.Parameter("weight", 4).Shape;
        int[] kernel = [weight[2], weight[3]];
        if (!d.Options.Integers("kernel_size", kernel).SequenceEqual(kernel)) throw VectorCase.Contradiction("the option \"kernel_size\" of a layer is not that of its weight");
        return d.Bound(ImageDescriptions.Conv2D(d.Options, weight, d.Options.Has("bias")), "weight", "bias");
    }

    private static BoundLayer BatchNorm(Descriptor d)
    {
        if (d.Options.Has("weight") != d.Options.Has("bias") || !d.Options.Has("running_mean") || !d.Options.Has("running_var"))
            throw new UnsupportedException("batch normalisation has weight and bias or neither, and running values");
        d.Agree("num_features", d.Samples[0]);
        return d.Bound(LayerDescriptions.BatchNorm(d.Options, d.Options.Has("weight")), "weight", "bias", "running_mean", "running_var");
    }

    private static BoundLayer LayerNorm(Descriptor d)
    {
        if (!d.Options.Has("weight") || !d.Options.Has("bias")) throw new UnsupportedException("layer normalisation has weight and bias here");
        return d.Bound(new LayerNorm(Epsilon: d.Options.Number("eps", 1e-5)), "weight", "bias");
    }

    private static BoundLayer Recurrent(Descriptor d, Func<int, Recurrent> cell)
    {
        int units = d.Parameter("weight_hh", 2).Shape[1];
        if (RecurrentVectors.Blocks.Any(block => !d.Options.Has(block))) throw new UnsupportedException("a recurrent layer without biases is not supported");
        RecurrentVectors.Check(d.Options);
        d.Agree("hidden_size", units);
        d.Agree("input_size", d.Samples[-1]);
        return d.Bound(cell(units), RecurrentVectors.Blocks);
    }
}
