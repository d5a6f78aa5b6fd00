using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties;

/// <summary>Generators of small random networks over vectors, images and sequences.</summary>
internal static class NetworkCases
{
    private const int MostLayers = 4;

    private static readonly Gen<ILayer> Activations = Gen.Elements<ILayer>(
        new Identity(), new Relu(), new LeakyRelu(), new Sigmoid(), new Tanh(), new Softplus(), new Elu(), new Gelu(), new Silu(), new Softmax(), new LogSoftmax());

    /// <summary>Its ε is large: with a small one a channel without variance has third derivatives that no difference can follow.</summary>
    private static readonly Gen<ILayer> Anywhere = Gen.OneOf(
        Activations, Activations, Gen.Constant<ILayer>(new BatchNorm(Epsilon: 0.05)), Gen.Elements<ILayer>(new Dropout(0.3), new Dropout(0)));

    public static IEnumerable<NetworkCase> Smaller(NetworkCase network) => network.Smaller();

    private static Gen<Shape> Inputs() => Gen.OneOf(
        from features in Gen.Choose(1, 4) select Shape.Of(features),
        from channels in Gen.Choose(1, 2) from size in Gen.Choose(3, 5).Two() select Shape.Of(channels, size.Item1, size.Item2),
        from steps in Gen.Choose(1, 4) from features in Gen.Choose(1, 3) select Shape.Of(steps, features));

    /// <summary>Layers one after another.</summary>
    /// <param name="input">the shape of a sample before them</param>
    /// <param name="count">how many</param>
    /// <param name="width">the most units of a layer; of filters there are at most half as many and one, and thirteen</param>
    internal static Gen<ImmutableArray<ILayer>> Layers(Shape input, int count, int width) => count == 0
        ? Gen.Constant(ImmutableArray<ILayer>.Empty)
        : from layer in LayerOn(input, width)
          from rest in Layers(layer.OutputShape(input), count - 1, width)
          select rest.Insert(0, layer);

    private static Gen<ILayer> LayerOn(Shape input, int width) => input.Rank switch
    {
        1 => Gen.OneOf(OnVectors(input[0], width), Anywhere),
        2 => Gen.OneOf(OnSequences(input, width), Anywhere),
        _ => Gen.OneOf(OnImages(input, 1 + Math.Min(width / 2, 12)), OnImages(input, 1 + Math.Min(width / 2, 12)), Anywhere),
    };

    private static Gen<ILayer> OnVectors(int size, int width) => Gen.OneOf(
        from units in Gen.Choose(1, width) from bias in Draw.Coin select (ILayer)new Dense(units, bias),
        from activation in Activations select (ILayer)new Residual(new Dense(size), activation),
        Gen.Constant<ILayer>(new Shared($"square{size}", new Dense(size))),
        Gen.Constant<ILayer>(new Shared($"square{size}", new Dense(size), Transpose: true)));

    private static Gen<ILayer> OnSequences(Shape input, int width) => Gen.OneOf(
        RecurrentOf(width), RecurrentOf(width),
        from heads in Gen.Elements(Enumerable.Range(1, input[1]).Where(h => input[1] % h == 0)) from causal in Draw.Coin select (ILayer)new Residual(new MultiHeadAttention(heads, causal)),
        Gen.Elements<ILayer>(new LastStep(), new SinusoidalPositions()),
        from units in Gen.Choose(1, width) select (ILayer)new Dense(units, PerPosition: true),
        Gen.Constant<ILayer>(new Flatten()),
        SignalLayerOn(input, width),
        Gen.Constant<ILayer>(new Reshape(Shape.Of(input[1], input[0]))));

    /// <summary>Sequences may as well be signals: channels × length.</summary>
    private static Gen<ILayer> SignalLayerOn(Shape input, int width) =>
        from kernel in Gen.Choose(1, Math.Min(3, input[1]))
        from stride in Gen.Choose(1, 2)
        from padding in kernel == 1 ? Gen.Constant(SignalPadding.Valid) : Gen.Elements(SignalPadding.Valid, SignalPadding.Same, SignalPadding.Causal, SignalPadding.Of(0, 1))
        from filters in Gen.Choose(1, width)
        from kind in Gen.Choose(0, 5)
        select kind switch
        {
            0 => new MaxPool1D(kernel, stride, padding),
            1 => new AvgPool1D(kernel, stride, padding),
            2 => (ILayer)new AdaptiveAvgPool1D(stride),
            _ => new Conv1D(filters, kernel, stride, padding),
        };

    /// <summary>A recurrent layer in one direction or in both.</summary>
    private static Gen<ILayer> RecurrentOf(int width) =>
        from units in Gen.Choose(1, width)
        from all in Draw.Coin
        from cell in Gen.Elements<Recurrent>(new Lstm(units, all), new Gru(units, all), new Gru(units, all, ResetBeforeProduct: true), new ElmanRnn(units, all))
        from layer in Gen.Elements<ILayer>(cell, cell with { Reverse = true }, new Bidirectional(cell))
        select layer;

    private static Gen<ILayer> OnImages(Shape input, int most) => Gen.OneOf(
        ConvolutionOn(input, most),
        ConvolutionOn(input, most),
        PoolingOn(input),
        ResizingOn(input),
        Gen.Constant<ILayer>(new Residual(new Conv2D(input[0], 3, Padding: ImagePadding.Same))),
        Gen.Constant<ILayer>(new Flatten()));

    private static Gen<ILayer> ConvolutionOn(Shape input, int most) =>
        from groups in Gen.Elements(Enumerable.Range(1, input[0]).Where(g => input[0] % g == 0))
        from filters in Gen.Choose(1, Math.Max(1, most / groups))
        from kernel in Gen.Choose(1, Math.Min(3, Math.Min(input[1], input[2])))
        from stride in Gen.Choose(1, 2)
        from dilation in Gen.Choose(1, 2 * (kernel - 1) < Math.Min(input[1], input[2]) ? 2 : 1)
        from padding in Paddings
        from bias in Draw.Coin
        select (ILayer)new Conv2D(groups * filters, kernel, stride, padding, dilation, groups, bias);

    private static Gen<ILayer> PoolingOn(Shape input) =>
        from window in Gen.Choose(1, Math.Min(3, Math.Min(input[1], input[2])))
        from stride in Gen.Choose(1, 3)
        from padding in window == 1 ? Gen.Constant(ImagePadding.Valid) : Paddings
        from largest in Draw.Coin
        from counted in Draw.Coin
        select largest ? (ILayer)new MaxPool2D(window, stride, padding) : new AvgPool2D(window, stride, padding, counted);

    private static Gen<ILayer> ResizingOn(Shape input) => Gen.OneOf(
        from height in Gen.Choose(1, 4) from width in Gen.Choose(1, 4) select (ILayer)new AdaptiveMaxPool2D(new Extent2D(height, width)),
        from size in Gen.Choose(1, 3) select (ILayer)new AdaptiveAvgPool2D(size),
        Gen.Elements<ILayer>(new GlobalAvgPool2D(), new GlobalMaxPool2D(), new DepthwiseConv2D(2, Padding: ImagePadding.Same), new Subsampling(2, Padding: ImagePadding.Same)),
        input.Size > 200 ? Gen.Constant<ILayer>(new Relu()) : Gen.Elements<ILayer>(new Upsample2D(2), new ConvTranspose2D(2, 3, 2, 1, 1)));

    private static readonly Gen<ImagePadding> Paddings = Gen.Elements(ImagePadding.Valid, ImagePadding.Same, ImagePadding.Of(new Padding2D(0, 1, 0, 1)));

    internal static Gen<ImmutableArray<ILayer>> Head(Shape input) => from classes in Gen.Choose(2, 3)
                                                                     select input.Rank == 1 ? [new Dense(classes)] : ImmutableArray.Create<ILayer>(new Flatten(), new Dense(classes));

    internal static readonly Gen<(ILoss Loss, bool Indices)> Losses = Gen.Elements<(ILoss, bool)>(
        (new MeanSquaredError(), false), (new SquaredError(), false), (new HalfSquaredError(), false), (new MeanAbsoluteError(), false), (new Huber(0.5), false),
        (new SoftmaxCrossEntropy(), true), (new SoftmaxCrossEntropy(0.1), true), (new SoftmaxCrossEntropy(), false), (new SigmoidCrossEntropy(), false), (new Hinge(), false));

    public static Gen<NetworkCase> Any { get; } = from input in Inputs()
                                                  from count in Gen.Choose(0, MostLayers)
                                                  from layers in Layers(input, count, width: 4)
                                                  from head in Head(layers.Aggregate(input, (shape, layer) => layer.OutputShape(shape)))
                                                  from loss in Losses
                                                  from samples in Gen.Choose(2, 5)
                                                  from training in Draw.Coin
                                                  from key in Draw.Key
                                                  select new NetworkCase(input, layers.AddRange(head), loss.Loss, loss.Indices, samples, training, key);
}
