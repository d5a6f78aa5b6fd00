namespace Functional.NN.Experiments;

/// <summary>Layers of images N×C×H×W and signals N×C×L: convolutions, poolings, upsampling.</summary>
internal static class ImageVectors
{
    private static readonly string[] Affine = ["x", "weight", "bias", "dy"], Plain = ["x", "dy"];
    private static readonly string[] Kernel = ["in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups", "bias"], Maximum = ["kernel_size", "stride", "padding", "pad_value", "rounding"];
    private static readonly string[] Average = ["kernel_size", "stride", "padding", "count_include_pad", "rounding"];

    public static IEnumerable<VectorOperation> All { get; } =
    [
        new("layer", "conv1d", Kernel, Affine, given => Convolution(given, 1, ImageDescriptions.Conv1D)),
        new("layer", "conv2d", Kernel, Affine, given => Convolution(given, 2, ImageDescriptions.Conv2D)),
        new("layer", "conv_transpose2d", [.. Kernel, "output_padding", "weight_layout"], Affine, given => Convolution(given, 2, ImageDescriptions.ConvTranspose2D, transposed: true)),
        new("layer", "max_pool1d", Maximum, Plain, given => Pooling(given, 1, ImageDescriptions.MaxPool1D)),
        new("layer", "max_pool2d", Maximum, Plain, given => Pooling(given, 2, ImageDescriptions.MaxPool2D)),
        new("layer", "avg_pool1d", Average, Plain, given => Pooling(given, 1, ImageDescriptions.AvgPool1D)),
        new("layer", "avg_pool2d", Average, Plain, given => Pooling(given, 2, ImageDescriptions.AvgPool2D)),
        .. from axes in new[] { 1, 2 }
           from kind in new[] { "avg", "max" }
           select new VectorOperation("layer", Invariant.Text($"adaptive_{kind}_pool{axes}d"), ["output_size"], Plain, given => Pooling(given, axes, options => ImageDescriptions.Adaptive(options, kind == "max", axes))),
        .. from axes in new[] { 1, 2 }
           from kind in new[] { "avg", "max" }
           select new VectorOperation("layer", Invariant.Text($"global_{kind}_pool{axes}d"), ["keepdims"], Plain, given => Pooling(given, axes, options => ImageDescriptions.Global(options, kind == "max", axes))),
        new("layer", "upsample_nearest2d", ["scale"], Plain, given => Pooling(given, 2, ImageDescriptions.Upsample2D)),
    ];

    private static Computed Convolution(VectorCase given, int axes, Func<VectorOptions, Shape, bool, ILayer> describe, bool transposed = false)
    {
        var weight = LayerVectors.Weight(given, "weight", axes + 2).Shape;
        int groups = given.Options.Integer("groups", 1);
        given.Agree(transposed ? "in_channels" : "out_channels", weight[0]);
        given.Agree(transposed ? "out_channels" : "in_channels", weight[1] * groups);
        given.Agree("kernel_size", [.. weight.Skip(2)]);
        return LayerCase.Of(Samples(given, axes), describe(given.Options, weight, LayerVectors.Bias(given))).Computed();
    }

    private static Computed Pooling(VectorCase given, int axes, Func<VectorOptions, ILayer> describe) => LayerCase.Of(Samples(given, axes), describe(given.Options)).Computed();

    /// <summary>The case, if its samples have channels and so many axes.</summary>
    private static VectorCase Samples(VectorCase given, int axes) => given.Tensor("x").Shape is var x && x.Rank == axes + 2 ? given
        : throw new UnsupportedException($"{given.Operation} of {x} is not supported, it takes {(axes == 1 ? "N×C×L" : "N×C×H×W")}");
}
