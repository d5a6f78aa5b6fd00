namespace Functional.NN.Experiments;

/// <summary>Convolutions, poolings and upsampling of the library from the options of the vectors, for single layers and for networks.</summary>
internal static class ImageDescriptions
{
    public static Conv1D Conv1D(VectorOptions options, Shape weight, bool bias) => new(weight[0], weight[2], Along(options, "stride", 1), Around(options),
        Along(options, "dilation", 1), options.Integer("groups", 1), bias);

    public static Conv2D Conv2D(VectorOptions options, Shape weight, bool bias) => new(weight[0], new Extent2D(weight[2], weight[3]), Pair(options, "stride", 1), Padding(options),
        Pair(options, "dilation", 1), options.Integer("groups", 1), bias);

    public static ConvTranspose2D ConvTranspose2D(VectorOptions options, Shape weight, bool bias)
    {
        options.OneOf("weight_layout", "(in_channels, out_channels/groups, kh, kw)");
        int groups = options.Integer("groups", 1);
        return new(weight[1] * groups, new Extent2D(weight[2], weight[3]), Pair(options, "stride", 1), Padding(options), Pair(options, "output_padding", 0), Pair(options, "dilation", 1), groups, bias);
    }

    public static MaxPool1D MaxPool1D(VectorOptions options)
    {
        MaximumOptions(options);
        int window = Along(options, "kernel_size");
        return new MaxPool1D(window, Along(options, "stride", window), Around(options));
    }

    public static MaxPool2D MaxPool2D(VectorOptions options)
    {
        MaximumOptions(options);
        var window = Pair(options, "kernel_size");
        return new MaxPool2D(window, Pair(options, "stride", window), Padding(options));
    }

    public static AvgPool1D AvgPool1D(VectorOptions options)
    {
        options.OneOf("rounding", "floor");
        int window = Along(options, "kernel_size");
        return new AvgPool1D(window, Along(options, "stride", window), Around(options), options.Flag("count_include_pad", true));
    }

    public static AvgPool2D AvgPool2D(VectorOptions options)
    {
        options.OneOf("rounding", "floor");
        var window = Pair(options, "kernel_size");
        return new AvgPool2D(window, Pair(options, "stride", window), Padding(options), options.Flag("count_include_pad", true));
    }

    /// <summary>To an output of a given size.</summary>
    public static ILayer Adaptive(VectorOptions options, bool maximum, int axes)
    {
        if (axes == 2) return maximum ? new AdaptiveMaxPool2D(Pair(options, "output_size")) : new AdaptiveAvgPool2D(Pair(options, "output_size"));
        return maximum ? new AdaptiveMaxPool1D(Along(options, "output_size")) : new AdaptiveAvgPool1D(Along(options, "output_size"));
    }

    /// <summary>Over all cells; the axes disappear, or stay with length 1.</summary>
    public static ILayer Global(VectorOptions options, bool maximum, int axes) => (options.Flag("keepdims", false), maximum, axes) switch
    {
        (true, true, 2) => new AdaptiveMaxPool2D(1),
        (true, false, 2) => new AdaptiveAvgPool2D(1),
        (true, true, _) => new AdaptiveMaxPool1D(1),
        (true, false, _) => new AdaptiveAvgPool1D(1),
        (false, true, 2) => new GlobalMaxPool2D(),
        (false, false, 2) => new GlobalAvgPool2D(),
        (false, true, _) => new GlobalMaxPool1D(),
        (false, false, _) => new GlobalAvgPool1D(),
    };

    public static Upsample2D Upsample2D(VectorOptions options) => new(Pair(options, "scale"));

    private static void MaximumOptions(VectorOptions options)
    {
        options.OneOf("pad_value", "-inf");
        options.OneOf("rounding", "floor");
    }

    private static int Along(VectorOptions options, string name, int? missing = null) => missing is { } value && !options.Has(name) ? value : Numbers(options, name, 1)[0];

    private static Extent2D Pair(VectorOptions options, string name, Extent2D? missing = null)
    {
        if (missing is { } value && !options.Has(name)) return value;
        var numbers = Numbers(options, name, 2);
        return new(numbers[0], numbers[1]);
    }

    private static IReadOnlyList<int> Numbers(VectorOptions options, string name, int axes) => options.Integers(name) is var numbers && numbers.Count == axes ? numbers
        : throw new UnsupportedException(Invariant.Text($"the option \"{name}\" should have {axes} numbers, it has {numbers.Count}"));

    private static SignalPadding Around(VectorOptions options) => Paddings(options, 1) is [var (before, after)] ? SignalPadding.Of(before, after) : 0;

    private static Padding2D Padding(VectorOptions options) => Paddings(options, 2) is [var (top, bottom), var (left, right)] ? new Padding2D(top, bottom, left, right) : 0;

    /// <summary>Before and after along each axis; nothing when the option is missing.</summary>
    private static (int Before, int After)[] Paddings(VectorOptions options, int axes)
    {
        if (!options.Has("padding")) return [];
        var pairs = options.IntegerLists("padding");
        return pairs.Count == axes && pairs.All(pair => pair.Count == 2) ? [.. pairs.Select(pair => (pair[0], pair[1]))]
            : throw new UnsupportedException(Invariant.Text($"the option \"padding\" should have a pair of numbers for each axis, {axes} in all"));
    }
}
