using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Properties.Generators;

namespace Functional.NN.Properties.Convolutions;

/// <summary>A convolution is a dense layer whose matrix is a Toeplitz matrix of Toeplitz blocks, with tied weights (Goodfellow, Bengio and Courville 2016, section 9.1), and moves with its image.</summary>
public class ConvolutionLaws
{
    private sealed record ConvolutionCase(ILayer Layer, Shape Input, int Samples, RandomKey Key)
    {
        public Network Network => new(Input, Layer);

        public Tensor<double> Images => Key.Fold("images").Normal<double>(Input.Prepend(Samples));

        public Parameters<double> Parameters => new(Network.Layout, Key.Fold("θ").Normal<double>([Network.Layout.Size]));
    }

    private static readonly Gen<Shape> Signals = from channels in Gen.Choose(1, 4) from length in Gen.Choose(1, 7) select Shape.Of(channels, length);

    private static readonly Gen<Shape> Images = from channels in Gen.Choose(1, 4) from height in Gen.Choose(1, 6) from width in Gen.Choose(1, 6) select Shape.Of(channels, height, width);

    private static readonly Gen<(ILayer Layer, Shape Input)> Layers = Gen.OneOf(
        from input in Signals from layer in SignalLayers.ConvolutionOn(input, 6) select (layer, input),
        from input in Images from layer in ImageLayers.ConvolutionOn(input, 4) select (layer, input),
        from input in Images from layer in ImageLayers.OtherConvolutionOn(input) select (layer, input));

    private static readonly Gen<ConvolutionCase> Any = from layer in Layers.Where(c => Draw.IsCase(() => new Network(c.Input, c.Layer).Output.Size > 0))
                                                       from samples in Gen.Choose(1, 3)
                                                       from key in Draw.Key
                                                       select new ConvolutionCase(layer.Layer, layer.Input, samples, key);

    [Fact]
    public void A_convolution_is_a_dense_layer_of_its_Toeplitz_matrix_with_tied_weights() => Law.Holds(Any, c => IsDense(c, Toeplitz.Of(c.Layer, c.Input)), tests: 300, kinds:
    [
        new("of signals", 0.2, c => c.Layer is Conv1D), new("of images", 0.2, c => c.Layer is Conv2D), new("of channels by themselves", 0.03, c => c.Layer is DepthwiseConv2D), new("of some channels", 0.03, c => c.Layer is PartialConv2D),
        new("transposed", 0.03, c => c.Layer is ConvTranspose2D), new("in groups", 0.05, c => c.Layer is Conv2D { Groups: > 1 } or Conv1D { Groups: > 1 }), new("dilated", 0.05, c => c.Layer is Conv1D { Dilation: 2 } || (c.Layer is Conv2D l && l.Dilation == 2)),
    ]);

    /// <summary>A matrix whose weights are in another place, or whose gradients are not added up, is not the convolution's.</summary>
    [Fact]
    public void Another_matrix_is_caught()
    {
        Assert.True(Law.Fails(Any, c => IsDense(c, Backwards(Toeplitz.Of(c.Layer, c.Input))), tests: 20));
        Assert.True(Law.Fails(Any, c => IsDense(c, WithOtherBiases(Toeplitz.Of(c.Layer, c.Input))), tests: 40));
    }

    private static Toeplitz Backwards(Toeplitz matrix) => matrix with { Weights = [.. matrix.Weights.Reverse()] };

    private static Toeplitz WithOtherBiases(Toeplitz matrix) => matrix with { Biases = [.. matrix.Biases.Reverse()] };

    private static void IsDense(ConvolutionCase c, Toeplitz matrix)
    {
        Parameters<double> θ = c.Parameters;
        bool bias = θ.Layout.Count == 2;
        var dense = new Network(c.Input, new Flatten(), new Dense(matrix.Outputs, bias));
        var φ = dense.Initialize<double>(c.Key).With("1.weight", matrix.Matrix(θ["0.weight"]));
        if (bias) φ = φ.With("1.bias", matrix.Bias(θ["0.bias"]));

        var (y, gradient, inputs) = Pulled(c, new(c.Network, θ));
        var (z, dφ, dx) = Pulled(c, new(dense, φ));

        Near.AssertSame(z, y, 10, "the output");
        Near.AssertSame(dx, inputs, 10, "the gradient by the images");
        Near.AssertSame(matrix.Tied(dφ["1.weight"], θ["0.weight"].Shape), gradient["0.weight"], 10, "the gradient by the weights");
        if (bias) Near.AssertSame(matrix.TiedBias(dφ["1.bias"], θ["0.bias"].Shape), gradient["0.bias"], 10, "the gradient by the biases");
    }

    /// <summary>The output in one row for each sample, and the gradients of Σ ȳ·y for a ȳ that both layers get.</summary>
    private static (Tensor<double> Output, Parameters<double> Parameters, Tensor<double> Inputs) Pulled(ConvolutionCase c, Model<double> model)
    {
        var function = new NetworkFunction(model, c.Key, Training: true);
        var batch = new Batch<double>(c.Images, c.Images);
        var cotangent = c.Key.Fold("cotangent").Normal<double>([c.Samples, model.Network.Output.Size]);
        var gradient = function.Gradient(batch, Objective.From("Σ ȳ·y", context =>
        {
            var applied = context.Apply(context.Inputs);
            return new((Var.Of(cotangent) * applied.Output.Reshape(cotangent.Shape)).Sum(), 0, 0, applied.State, [], 1);
        }));
        return (model.Predict(c.Images).Reshape(cotangent.Shape), gradient.Parameters, gradient.Inputs!);
    }

    /// <summary>Bit for bit, because every number is one chain over the taps in one order, wherever it stands in the image.</summary>
    [Fact]
    public void An_image_that_is_moved_by_strides_has_its_output_moved_by_cells() => Law.Holds(Moved(), IsMoved, tests: 150, kinds: [new("moved", 0.7, c => c.Shift != (0, 0)), new("in strides", 0.2, c => c.Stride != 1)]);

    /// <summary>With zeros around it an image has other neighbours at its edges.</summary>
    [Fact]
    public void Layers_that_pad_are_caught() => Assert.True(Law.Fails(Moved(instead: new Conv2D(2, 3, Padding: ImagePadding.Same)), IsMoved, tests: 40));

    private sealed record MovedImage(ILayer Layer, Extent2D Stride, int Channels, (int Down, int Right) Shift, (int Height, int Width) More, RandomKey Key);

    private static Gen<MovedImage> Moved(ILayer? instead = null) =>
        from channels in Gen.Choose(1, 3)
        from layer in Moving(channels)
        from shift in Gen.Choose(0, 4).Two()
        from more in Gen.Choose(0, 6).Two()
        from key in Draw.Key
        select new MovedImage(instead ?? layer.Layer, instead is null ? layer.Stride : 1, channels, (shift.Item1, shift.Item2), (more.Item1, more.Item2), key);

    private static void IsMoved(MovedImage c)
    {
        var (down, right) = (c.Shift.Down * c.Stride.Y, c.Shift.Right * c.Stride.X);
        var whole = Shape.Of(c.Channels, down + 5 + c.More.Height, right + 5 + c.More.Width);
        var network = new Network(whole, c.Layer);
        var θ = network.Initialize<double>(c.Key);
        var image = c.Key.Fold("image").Normal<double>(whole.Prepend(2));
        var moved = image.Slice(2, down, whole[1] - down).Slice(3, right, whole[2] - right);
        var output = new Model<double>(network, θ).Predict(image);
        Assert.Equal(output.Slice(2, c.Shift.Down, output.Shape[2] - c.Shift.Down).Slice(3, c.Shift.Right, output.Shape[3] - c.Shift.Right),
            new Model<double>(new Network(moved.Shape.Sample, c.Layer), θ).Predict(moved));
    }

    /// <summary>Layers without padding, with their strides.</summary>
    private static Gen<(ILayer Layer, Extent2D Stride)> Moving(int channels) =>
        from groups in Activations.DivisorOf(channels)
        from kernel in Gen.Choose(1, 3).Two()
        from strides in Gen.Choose(1, 2).Two()
        from dilation in Gen.Choose(1, 2)
        from filters in Gen.Choose(1, 9)
        let extent = new Extent2D(kernel.Item1, kernel.Item2)
        let stride = new Extent2D(strides.Item1, strides.Item2)
        from layer in Gen.Elements<ILayer>(new Conv2D(groups * filters, extent, stride, Dilation: dilation, Groups: groups), new DepthwiseConv2D(extent, 2, stride), new MaxPool2D(extent, stride), new AvgPool2D(extent, stride))
        select (layer, stride);
}
