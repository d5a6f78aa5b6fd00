namespace Functional.NN.Experiments;

/// <summary>Initialisers: fans, moments and bounds of what they draw from a fixed key.</summary>
internal static class InitializerVectors
{
    private static readonly string[] Common = ["shape", "distribution", "elements", "mean_tolerance_5_sigma", "std_tolerance_5_sigma"];

    public static IEnumerable<VectorOperation> All { get; } =
    [
        .. Both("xavier", ["gain"], (o, distribution) => new Xavier(distribution, o.Number("gain", 1))),
        .. Both("kaiming", ["mode", "nonlinearity", "negative_slope", "gain"], Kaiming),
        .. Both("lecun", ["mode"], (o, distribution) => { o.OneOf("mode", "fan_in"); return new LeCun(distribution); }),
        new("initializer", "orthogonal", ["shape", "gain"], [], Orthogonal),
    ];

    private static IEnumerable<VectorOperation> Both(string name, IEnumerable<string> options, Func<VectorOptions, InitialDistribution, IScaledInitializer> initializer) =>
    [
        new("initializer", $"{name}_uniform", [.. Common, .. options], [], given => Moments(given, initializer(given.Options, InitialDistribution.Uniform), "uniform")),
        new("initializer", $"{name}_normal", [.. Common, .. options], [], given => Moments(given, initializer(given.Options, InitialDistribution.Normal), "normal")),
    ];

    private static He Kaiming(VectorOptions options, InitialDistribution distribution)
    {
        bool leaky = options.OneOf("nonlinearity", "relu", "leaky_relu") == "leaky_relu";
        double slope = options.Number("negative_slope", leaky ? 0.01 : 0), gain = Math.Sqrt(2 / (1 + slope * slope));
        if (!leaky) options.Only("negative_slope", 0);
        if (Math.Abs(options.Number("gain", gain) - gain) > 1e-12) throw new UnsupportedException("the option \"gain\" is not that of the nonlinearity");
        return new He(distribution, options.OneOf("mode", "fan_in", "fan_out") == "fan_in" ? FanMode.In : FanMode.Out, slope);
    }

    /// <summary>The fans, the moments and bound as they should be, and those of a drawn tensor: moments within their five-sigma limits, samples within the bound.</summary>
    private static Computed Moments(VectorCase given, IScaledInitializer initializer, string distribution)
    {
        given.Options.OneOf("distribution", distribution);
        var shape = LibraryShape(given);
        given.Agree("elements", shape.Size);
        var fans = shape.Rank > 2 ? Fans.OfConvolution(shape) : Fans.Of(shape);
        var drawn = Draw(given, initializer, shape, fans);
        double mean = drawn.Mean().ToScalar(), spread = shape.Size > 1 ? Math.Sqrt(((drawn - mean) * (drawn - mean)).Sum().ToScalar() / (shape.Size - 1)) : 0;
        var computed = new Computed
        {
            { "fan_in", fans.In },
            { "fan_out", fans.Out },
            { "mean", 0.0 },
            { "std", initializer.StandardDeviation(fans) },
            { "mean", mean, Agreement.Within(given.Options.Number("mean_tolerance_5_sigma")) },
            { "std", spread, Agreement.Within(given.Options.Number("std_tolerance_5_sigma")) },
        };
        if (distribution == "normal") return computed;
        computed.Add("bound", Scaled.Bound(initializer.StandardDeviation(fans)));
        computed.Add("bound", drawn.Abs().Reshape(-1).Max(0), Agreement.AtMost);
        return computed;
    }

    private static Computed Orthogonal(VectorCase given)
    {
        var shape = LibraryShape(given);
        var drawn = Orientation.Turned(Draw(given, new Orthogonal(given.Options.Number("gain", 1)), shape, Fans.Of(shape)));
        int rows = drawn.Shape[0], columns = drawn.Shape.Size / rows;
        var w = drawn.Reshape(rows, columns);
        return new Computed
        {
            { "rows", rows },
            { "cols", columns },
            { "gram_of", rows <= columns ? "rows" : "columns" },
            { "gram", rows <= columns ? w.MatMul(w, transposeOther: true) : w.MatMul(w, transposeThis: true) },
        };
    }

    /// <summary>The weight as the library lays it out: matrices (in × out), kernels (out × in × …).</summary>
    private static Shape LibraryShape(VectorCase given)
    {
        int[] shape = [.. given.Options.Integers("shape")];
        if (shape.Length < 2 || Array.Exists(shape, n => n < 1)) throw VectorCase.Contradiction("the option \"shape\" should be (out, in, …)");
        if (shape.Aggregate(1.0, (product, n) => product * n) > Limits.Numbers) throw new UnsupportedException("a tensor of this size is not drawn here");
        return shape.Length == 2 ? Shape.Of(shape[1], shape[0]) : Shape.Of(shape);
    }

    private static Tensor<double> Draw(VectorCase given, IInitializer initializer, Shape shape, Fans fans) => initializer.Draw(shape, fans, RandomKey.FromSeed(1).Fold(given.Name));
}
