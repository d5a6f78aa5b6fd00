using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Generators;

/// <summary>Generators of layers for images: channels × height × width.</summary>
internal static class ImageLayers
{
    private static readonly Gen<ImagePadding> Paddings = Gen.Elements(ImagePadding.Valid, ImagePadding.Same, ImagePadding.Of(new Padding2D(0, 1, 0, 1)));

    public static Gen<ILayer> On(Shape input, int width)
    {
        int most = 1 + Math.Min(width / 2, 12);
        return Gen.Frequency(
            (6, ConvolutionOn(input, most)),
            (2, OtherConvolutionOn(input)),
            (3, PoolingOn(input)),
            (2, ResizingOn()),
            (1, Joined(input)),
            (2, Gen.Elements<ILayer>(new Flatten(), new Flatten(), new SwapAxes(), new Reshape(Shape.Of(input[0], input[1] * input[2])), new Reshape(Shape.Of(1, input[0] * input[1], input[2])), new Reshape(Shape.Of(input[0] * input[1], 1, input[2])))));
    }

    public static Gen<ILayer> ConvolutionOn(Shape input, int most) =>
        from groups in Activations.DivisorOf(input[0])
        from filters in Gen.Choose(1, Math.Max(1, most / groups))
        from kernel in Gen.Choose(1, Math.Min(3, Math.Min(input[1], input[2])))
        from stride in Gen.Choose(1, 2)
        from dilation in Gen.Choose(1, 2 * (kernel - 1) < Math.Min(input[1], input[2]) ? 2 : 1)
        from padding in Paddings
        from bias in Draw.Coin
        select (ILayer)new Conv2D(groups * filters, kernel, stride, padding, dilation, groups, bias);

    /// <summary>Of every channel by itself, of some channels only, or transposed.</summary>
    public static Gen<ILayer> OtherConvolutionOn(Shape input) => Gen.OneOf(
        from multiplier in Gen.Choose(1, 2) from stride in Gen.Choose(1, 2) from bias in Draw.Coin select (ILayer)new DepthwiseConv2D(2, multiplier, stride, ImagePadding.Same, Bias: bias),
        from table in TableFor(input[0]) from padding in Paddings select (ILayer)new PartialConv2D(table, 2, 1, padding),
        from groups in Activations.DivisorOf(input[0])
        from stride in Gen.Choose(1, 2)
        from kernel in Gen.Choose(2, 3)
        from padding in Gen.Choose(0, 1)
        select (ILayer)new ConvTranspose2D(groups, kernel, stride, padding, stride - 1, Groups: groups));

    private static Gen<ConnectionTable> TableFor(int channels) => Gen.Choose(1, (1 << Math.Min(channels, 4)) - 1).NonEmptyListOf()
        .Select(outputs => new ConnectionTable(outputs.Take(3).Select(bits => Enumerable.Range(0, channels).Where(c => (bits >> c & 1) == 1))));

    private static Gen<ILayer> PoolingOn(Shape input) =>
        from window in Gen.Choose(1, Math.Min(3, Math.Min(input[1], input[2])))
        from stride in Gen.Choose(1, 3)
        from padding in window == 1 ? Gen.Constant(ImagePadding.Valid) : Paddings
        from counted in Draw.Coin
        from layer in Gen.Elements<ILayer>(new MaxPool2D(window, stride, padding), new AvgPool2D(window, stride, padding, counted), new Subsampling(window, stride, padding))
        select layer;

    private static Gen<ILayer> ResizingOn() =>
        from height in Gen.Choose(1, 4)
        from width in Gen.Choose(1, 4)
        let output = new Extent2D(height, width)
        from layer in Gen.Elements<ILayer>(new AdaptiveMaxPool2D(output), new AdaptiveAvgPool2D(output), new GlobalAvgPool2D(), new GlobalMaxPool2D(), new Upsample2D(2), new Upsample2D(new Extent2D(1, 2)))
        select layer;

    /// <summary>A convolution with what came added, or beside others.</summary>
    private static Gen<ILayer> Joined(Shape input) => Gen.Elements<ILayer>(
        new Residual(new Conv2D(input[0], 3, Padding: ImagePadding.Same)),
        new ParallelLayers(new Conv2D(2, 3, Padding: 1), new Conv2D(1, 1), new MaxPool2D(3, 1, 1)),
        new ParallelLayers([new Conv2D(2, 3, Padding: 1), new Sequential(new Conv2D(2, 1), new Tanh())], Join: Joining.Add));
}
