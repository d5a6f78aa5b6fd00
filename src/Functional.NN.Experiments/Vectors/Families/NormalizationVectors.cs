namespace Functional.NN.Experiments;

/// <summary>Normalisations that do not mix samples; that of batches is among the <see cref="LayerVectors"/>.</summary>
internal static class NormalizationVectors
{
    private static readonly string[] ScaleAndShift = ["x", "weight", "bias", "dy"];

    public static IEnumerable<VectorOperation> All { get; } =
    [
        new("layer", "layer_norm", ["normalized_shape", "eps", "affine"], ScaleAndShift, LayerNorm),
        new("layer", "group_norm", ["num_groups", "num_channels", "eps", "affine"], ScaleAndShift, GroupNorm),
        new("layer", "rms_norm", ["eps", "affine"], ["x", "weight", "dy"], given => LayerCase.Of(given, new RmsNorm(given.Options.Number("eps"), Affine(given, "weight"))).Computed()),
    ];

    private static Computed LayerNorm(VectorCase given)
    {
        var x = given.Tensor("x").Shape;
        var over = given.Options.Integers("normalized_shape");
        if (over.Count == 0 || over.Count >= x.Rank) throw new UnsupportedException(Invariant.Text($"layer normalisation of {x} over {over.Count} axes is not supported"));
        given.Agree("normalized_shape", [.. x.Range(x.Rank - over.Count, x.Rank)]);
        return LayerCase.Of(given, new LayerNorm(over.Count, given.Options.Number("eps", 1e-5), Affine(given, "weight", "bias"))).Computed();
    }

    private static Computed GroupNorm(VectorCase given)
    {
        given.Agree("num_channels", given.Tensor("x").Shape is { Rank: > 1 } x ? x[1] : throw new UnsupportedException("group normalisation takes N×C×…"));
        return LayerCase.Of(given, new GroupNorm(given.Options.Integer("num_groups"), given.Options.Number("eps", 1e-5), Affine(given, "weight", "bias"))).Computed();
    }

    /// <summary>Whether there are factors, as the option and the inputs both say.</summary>
    private static bool Affine(VectorCase given, params string[] names)
    {
        bool affine = given.Options.Flag("affine", given.Has(names[0]));
        return Array.TrueForAll(names, name => given.Has(name) == affine) ? affine
            : throw VectorCase.Contradiction($"the option \"affine\" is {(affine ? "true, but a factor is missing" : "false, but there are factors")}");
    }
}
