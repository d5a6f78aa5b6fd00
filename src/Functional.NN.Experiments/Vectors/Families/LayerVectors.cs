namespace Functional.NN.Experiments;

/// <summary>Layers: forward values, gradients of inputs and parameters, running values.</summary>
internal static class LayerVectors
{
    private static readonly string[] Affine = ["x", "weight", "bias", "dy"], Plain = ["x", "dy"], Normalised = ["x", "weight", "bias", "running_mean", "running_var", "dy"];

    public static IEnumerable<VectorOperation> All { get; } =
    [
        new("layer", "dense", ["in_features", "out_features", "bias"], Affine, Dense),
        new("layer", "batch_norm1d", ["num_features", "eps", "momentum", "affine", "training"], Normalised, BatchNorm),
        new("layer", "batch_norm2d", ["num_features", "eps", "momentum", "affine", "training"], Normalised, BatchNorm),
        new("layer", "flatten", ["start_axis"], Plain, Flatten),
        .. ImageVectors.All,
        .. RecurrentVectors.All,
        .. AttentionVectors.All,
    ];

    private static Computed Dense(VectorCase given)
    {
        Tensor<double> x = given.Tensor("x"), weight = Weight(given, "weight", 2);
        if (x.Shape.Rank < 2) throw new UnsupportedException("a dense layer without a batch axis is not supported");
        (int units, int inputs) = (weight.Shape[0], weight.Shape[1]);
        given.Agree("out_features", units);
        given.Agree("in_features", inputs);
        return LayerCase.Of(given, new Dense(units, Bias(given), PerPosition: x.Shape.Rank > 2)).Computed();
    }

    private static Computed BatchNorm(VectorCase given)
    {
        var x = given.Tensor("x").Shape;
        bool affine = given.Options.Flag("affine", given.Has("weight")), training = given.Options.Flag("training", true), running = training && given.Has("running_mean");
        if (x.Rank < 2 || (given.Operation == "batch_norm1d" ? x.Rank > 3 : x.Rank != 4)) throw new UnsupportedException($"{given.Operation} of {x} is not supported");
        if (!affine && (given.Has("weight") || given.Has("bias"))) throw VectorCase.Contradiction("there is a weight or a bias, but the option \"affine\" is false");
        given.Agree("num_features", x[1]);
        return LayerCase.Of(given, LayerDescriptions.BatchNorm(given.Options, affine), training).Computed(state: running ? "new_" : null);
    }

    private static Computed Flatten(VectorCase given)
    {
        var x = given.Tensor("x").Shape;
        int from = given.Options.Integer("start_axis", 1) is var axis && axis < 0 ? axis + x.Rank : axis;
        if (from < 1 || from >= x.Rank) throw new UnsupportedException(Invariant.Text($"flattening {x} from axis {axis} on is not done here; the batch axis stays"));
        return LayerCase.Of(given, from == 1 ? new Flatten() : new Reshape(x.Range(1, from).Append(x.Range(from, x.Rank).Size))).Computed();
    }


    /// <summary>Whether there is a bias, as the option and the inputs both say.</summary>
    public static bool Bias(VectorCase given) => given.Options.Flag("bias", given.Has("bias")) is var bias && bias == given.Has("bias") ? bias
        : throw VectorCase.Contradiction($"the option \"bias\" is {(bias ? "true, but there is no bias" : "false, but there is one")}");

    /// <summary>A weight with so many axes.</summary>
    public static Tensor<double> Weight(VectorCase given, string name, int rank) =>
        given.Tensor(name) is var weight && weight.Shape.Rank == rank ? weight : throw VectorCase.Contradiction(Invariant.Text($"\"{name}\" should have {rank} axes, it is {weight.Shape}"));
}
