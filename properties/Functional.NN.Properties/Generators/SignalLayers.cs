using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Generators;

/// <summary>Generators of layers for signals: channels × length.</summary>
internal static class SignalLayers
{
    public static Gen<ILayer> On(Shape input, int width) => Gen.Frequency((3, ConvolutionOn(input, width)), (2, PoolingOn(input)), (1, ResizingOn()));

    private static Gen<SignalPadding> Padding(int kernel) =>
        kernel == 1 ? Gen.Constant(SignalPadding.Valid) : Gen.Elements(SignalPadding.Valid, SignalPadding.Same, SignalPadding.Causal, SignalPadding.Of(0, 1));

    public static Gen<ILayer> ConvolutionOn(Shape input, int width) =>
        from groups in Activations.DivisorOf(input[0])
        from filters in Gen.Choose(1, Math.Max(1, width / groups))
        from kernel in Gen.Choose(1, Math.Min(3, input[1]))
        from stride in Gen.Choose(1, 2)
        from dilation in Gen.Choose(1, 2 * (kernel - 1) < input[1] ? 2 : 1)
        from padding in Padding(kernel)
        from bias in Draw.Coin
        select (ILayer)new Conv1D(groups * filters, kernel, stride, padding, dilation, groups, bias);

    private static Gen<ILayer> PoolingOn(Shape input) =>
        from window in Gen.Choose(1, Math.Min(3, input[1]))
        from stride in Gen.Choose(1, 2)
        from padding in Padding(window)
        from largest in Draw.Coin
        from counted in Draw.Coin
        select largest ? (ILayer)new MaxPool1D(window, stride, padding) : new AvgPool1D(window, stride, padding, counted);

    private static Gen<ILayer> ResizingOn() => from length in Gen.Choose(1, 4)
                                               from layer in Gen.Elements<ILayer>(new AdaptiveAvgPool1D(length), new AdaptiveMaxPool1D(length), new GlobalAvgPool1D(), new GlobalMaxPool1D())
                                               select layer;
}
