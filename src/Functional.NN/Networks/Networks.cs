using System.Globalization;

namespace Functional.NN;

/// <summary>Networks that courses and papers name, one call away.</summary>
public static class Networks
{
    /// <summary>The perceptron: y = H(x·W + b), a layer of threshold units, 1 where the sum is not negative.</summary>
    /// <remarks>
    /// Rosenblatt 1958. The step has no derivative: the sums, <c>network.Prefix(network.Body.Layers.Length - 1)</c>, are what is trained, by a loss of their signs or by the perceptron rule.
    /// </remarks>
    /// <param name="input">the shape of one sample; what is no vector is flattened</param>
    /// <param name="outputs">the number of units</param>
    public static Network Perceptron(Shape input, int outputs = 1) => new(input, [.. Vectors(input), new Dense(outputs).Named("sum"), new Step()]);

    /// <summary>The ADALINE: y = x·W + b, a layer of linear units.</summary>
    /// <remarks>Widrow and Hoff 1960. With the mean squared error and plain gradient descent a sample at a time this is their LMS rule; the decision is the sign of y.</remarks>
    /// <param name="input">the shape of one sample; what is no vector is flattened</param>
    /// <param name="outputs">the number of units</param>
    public static Network Adaline(Shape input, int outputs = 1) => new(input, [.. Vectors(input), new Dense(outputs).Named("output")]);

    /// <summary>The multilayer perceptron R–S¹–S²–…: dense layers with an activation between them.</summary>
    /// <param name="input">the shape of one sample; what is no vector is flattened</param>
    /// <param name="widths">S¹, S², …; the last is the number of outputs</param>
    /// <param name="activation">behind every layer but the last; <see cref="Relu"/> unless told</param>
    /// <param name="output">behind the last layer; nothing unless told</param>
    /// <param name="initializer">of the weights; <see cref="He"/> normal unless told</param>
    public static Network Mlp(Shape input, IEnumerable<int> widths, ILayer? activation = null, ILayer? output = null, IInitializer? initializer = null)
    {
        ArgumentNullException.ThrowIfNull(widths);
        int[] all = [.. widths];
        if (all.Length == 0) throw new NNException("Networks.Mlp: there must be one width or more; the last is the number of outputs.");
        var layers = all.SelectMany((width, i) => i < all.Length - 1
            ? new[] { Dense(width, initializer).Named(Numbered("dense", i)), activation ?? new Relu() }
            : [Dense(width, initializer).Named("output"), .. Behind(output)]);
        return new(input, [.. Vectors(input), .. layers]);
    }

    /// <summary>An autoencoder R–S¹–…–Sᵏ–…–S¹–R of vectors: an encoder down to the code of width Sᵏ and a decoder, its mirror image, back to the input.</summary>
    /// <remarks>The first 2k layers are the encoder: <c>network.Prefix(2 * k)</c> gives the code. Tied, the decoder uses the encoder's weights transposed, with biases of its own.</remarks>
    /// <param name="inputs">R, the length of a sample</param>
    /// <param name="widths">S¹ to Sᵏ; the last is the width of the code</param>
    /// <param name="activation">behind every layer but the last; <see cref="Relu"/> unless told</param>
    /// <param name="output">behind the last layer; nothing unless told, a <see cref="Sigmoid"/> suits inputs from 0 to 1</param>
    /// <param name="tied">whether the decoder's weights are the encoder's, transposed</param>
    /// <param name="initializer">of the weights; <see cref="He"/> normal unless told</param>
    public static Network Autoencoder(int inputs, IEnumerable<int> widths, ILayer? activation = null, ILayer? output = null, bool tied = false, IInitializer? initializer = null)
    {
        ArgumentNullException.ThrowIfNull(widths);
        int[] down = [inputs, .. widths];
        if (down.Length == 1) throw new NNException("Networks.Autoencoder: there must be one width or more; the last is that of the code.");
        ILayer Coder(string name, int i, int units, bool transpose)
        {
            ILayer dense = Dense(units, initializer);
            return (tied ? new Shared(Numbered("layer", i), dense, transpose) : dense).Named(Numbered(name, i));
        }
        var encoder = Enumerable.Range(0, down.Length - 1).SelectMany(i => new[] { Coder("encoder", i, down[i + 1], transpose: false), activation ?? new Relu() });
        var decoder = Enumerable.Range(0, down.Length - 1).Reverse().SelectMany(i => (ILayer[])[Coder("decoder", i, down[i], transpose: true), .. i > 0 ? [activation ?? new Relu()] : Behind(output)]);
        return new(Shape.Of(inputs), [.. encoder, .. decoder]);
    }

    /// <summary>LeNet-5 as it is taught today: two convolutions and three dense layers with ReLU and max-pooling, 61,706 parameters for ten classes.</summary>
    /// <remarks>LeCun, Bottou, Bengio and Haffner 1998, with today's activations, pooling and initial values. Images of 32×32 are taken as they are; others, such as 28×28, get two zeros on every side, as there.</remarks>
    /// <param name="input">channels × height × width; 1×28×28 unless told</param>
    /// <param name="classes">the number of outputs, which are logits</param>
    public static Network LeNet5(Shape? input = null, int classes = 10)
    {
        input ??= [1, 28, 28];
        return new(input,
            new Conv2D(6, 5, Padding: To32(input)).Named("conv1"), new Relu(), new MaxPool2D(2),
            new Conv2D(16, 5).Named("conv2"), new Relu(), new MaxPool2D(2),
            new Flatten(),
            Dense(120).Named("dense1"), new Relu(),
            Dense(84).Named("dense2"), new Relu(),
            Dense(classes).Named("output"));
    }

    /// <summary>LeNet-5 as it was: trainable sub-sampling, scaled tanh, a table of connections for C3, and distances to drawn digits as outputs; 60,000 parameters.</summary>
    /// <remarks>
    /// LeCun, Bottou, Bengio and Haffner 1998, section II.B: C1 156, S2 12, C3 1,516, S4 32, C5 48,120 and F6 10,164 parameters; the ten outputs are distances, the smallest is the answer,
    /// and the loss is <see cref="MaximumAPosterioriDistance"/>. Weights start uniform in ±2.4/fan-in, biases at zero. There the background is −0.1 and the foreground 1.175.
    /// </remarks>
    /// <param name="input">1×32×32 as there, or 1×28×28, which gets two zeros on every side; 1×32×32 unless told</param>
    public static Network LeNet5Of1998(Shape? input = null)
    {
        input ??= [1, 32, 32];
        if (input != Shape.Of(1, 32, 32) && input != Shape.Of(1, 28, 28)) throw new ShapeException(Sentence.Of($"Networks.LeNet5Of1998: expected images 1×32×32 or 1×28×28, got {input}."));
        IInitializer weights = new FanInUniform();
        return new(input,
            new Conv2D(6, 5, Padding: To32(input), Initializer: weights).Named("c1"), new ScaledTanh(),
            new Subsampling(2).Named("s2"), new ScaledTanh(),
            new PartialConv2D(ConnectionTable.LeNet5, 5, Initializer: weights).Named("c3"), new ScaledTanh(),
            new Subsampling(2).Named("s4"), new ScaledTanh(),
            new Conv2D(120, 5, Initializer: weights).Named("c5"), new ScaledTanh(),
            new Flatten(),
            new Dense(84, Initializer: weights).Named("f6"), new ScaledTanh(),
            RadialBasisOutput.Digits.Named("output"));
    }

    /// <summary>AlexNet: five convolutions, three of them in two groups, and three dense layers, with ReLU, local response normalisation, overlapping pooling and dropout; 60,965,224 parameters for 1000 classes.</summary>
    /// <remarks>
    /// Krizhevsky, Sutskever and Hinton 2012, for images 3×227×227, with their initial deviation of 0.01. All biases start at zero here; there those of conv2, conv4, conv5 and the hidden
    /// dense layers started at 1. θ takes 244 MB as <c>float</c>, only once numbers are drawn.
    /// </remarks>
    /// <param name="classes">the number of outputs, which are logits</param>
    public static Network AlexNet(int classes = 1000)
    {
        IInitializer weights = new NormalValues(0.01);
        return new([3, 227, 227],
            new Conv2D(96, 11, Stride: 4, Initializer: weights).Named("conv1"), new Relu(), new LocalResponseNormalization(), new MaxPool2D(3, Stride: 2),
            new Conv2D(256, 5, Padding: 2, Groups: 2, Initializer: weights).Named("conv2"), new Relu(), new LocalResponseNormalization(), new MaxPool2D(3, Stride: 2),
            new Conv2D(384, 3, Padding: 1, Initializer: weights).Named("conv3"), new Relu(),
            new Conv2D(384, 3, Padding: 1, Groups: 2, Initializer: weights).Named("conv4"), new Relu(),
            new Conv2D(256, 3, Padding: 1, Groups: 2, Initializer: weights).Named("conv5"), new Relu(), new MaxPool2D(3, Stride: 2),
            new Flatten(),
            Dense(4096, weights).Named("dense6"), new Relu(), new Dropout(0.5),
            Dense(4096, weights).Named("dense7"), new Relu(), new Dropout(0.5),
            Dense(classes, weights).Named("output"));
    }

    private static Dense Dense(int units, IInitializer? initializer = null) => new(units, Initializer: initializer ?? new He());

    private static ILayer[] Vectors(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == 1 ? [] : [new Flatten()];
    }

    private static ILayer[] Behind(ILayer? output) => output is null ? [] : [output];

    private static ImagePadding To32(Shape input) => input.Rank == 3 && input[1] == 32 && input[2] == 32 ? 0 : 2;

    private static string Numbered(string name, int i) => string.Create(CultureInfo.InvariantCulture, $"{name}{i + 1}");
}
