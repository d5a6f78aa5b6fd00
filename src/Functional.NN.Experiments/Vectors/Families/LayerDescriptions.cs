namespace Functional.NN.Experiments;

/// <summary>Layers of the library from the options of the vectors, for single layers and for networks.</summary>
internal static class LayerDescriptions
{
    public static Conv2D Conv2D(VectorOptions options, Shape weight, bool bias) => new(weight[0], new Extent2D(weight[2], weight[3]), Pair(options, "stride", 1), Padding(options),
        Pair(options, "dilation", 1), options.Integer("groups", 1), bias);

    public static MaxPool2D MaxPool2D(VectorOptions options)
    {
        options.OneOf("pad_value", "-inf");
        options.OneOf("rounding", "floor");
        var window = Pair(options, "kernel_size");
        return new MaxPool2D(window, Pair(options, "stride", window), Padding(options));
    }

    public static AvgPool2D AvgPool2D(VectorOptions options)
    {
        options.OneOf("rounding", "floor");
        var window = Pair(options, "kernel_size");
        return new AvgPool2D(window, Pair(options, "stride", window), Padding(options), options.Flag("count_include_pad", true));
    }

    public static BatchNorm BatchNorm(VectorOptions options, bool affine) => new(options.Number("momentum", 0.1), options.Number("eps", 1e-5), affine);

    private static Extent2D Pair(VectorOptions options, string name, Extent2D? missing = null)
    {
        if (missing is { } value && !options.Has(name)) return value;
        var numbers = options.Integers(name);
        return numbers.Count == 2 ? new(numbers[0], numbers[1]) : throw new UnsupportedException(Invariant.Text($"the option \"{name}\" should have 2 numbers, it has {numbers.Count}"));
    }

    private static Padding2D Padding(VectorOptions options)
    {
        if (!options.Has("padding")) return 0;
        var pairs = options.IntegerLists("padding");
        return pairs.Count == 2 && pairs.All(pair => pair.Count == 2) ? new Padding2D(pairs[0][0], pairs[0][1], pairs[1][0], pairs[1][1])
            : throw new UnsupportedException("the option \"padding\" should be two pairs of numbers");
    }
}
