using System.Globalization;

namespace Functional.NN.Experiments;

/// <summary>A network to choose: from the shape of a sample, the number of outputs, and what stands behind the colon of its name, if anything does.</summary>
public delegate Network NetworkChoice(Shape input, int outputs, string? argument);

/// <summary>The networks by name.</summary>
public static class NamedNetworks
{
    /// <summary>One line a network.</summary>
    public static Registry<NetworkChoice> All { get; } = new("network",
    [
        new("lenet5", "LeNet-5 with ReLU and max-pooling", WithoutArgument("lenet5", LeNet5)),
        new("mlp", "256-128, or mlp:64-32 and the like; ReLU", (input, outputs, widths) => Perceptron(input, outputs, Widths(widths ?? "256-128"))),
        new("linear", "one layer without activation", WithoutArgument("linear", (input, outputs) => Perceptron(input, outputs, []))),
    ]);

    /// <summary>The network of a name such as <c>lenet5</c> or <c>mlp:64-32</c>.</summary>
    /// <exception cref="NNException">There is none of that name, or it does not fit the samples.</exception>
    public static Network Find(string name, Shape input, int outputs)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (plain, argument) = NameArgument.Of(name);
        return All.Find(plain)(input, outputs, argument);
    }

    /// <summary>LeNet-5 for images of one channel or more: two convolutions and three dense layers, with ReLU and max-pooling.</summary>
    /// <remarks>LeCun, Bottou, Bengio and Haffner 1998, with today's activations, pooling and initial values; 28×28 images are padded to 32×32, as there.</remarks>
    public static Network LeNet5(Shape input, int outputs) => new(input,
        new Conv2D(6, 5, Padding: 2).Named("conv1"), new Relu(), new MaxPool2D(2),
        new Conv2D(16, 5).Named("conv2"), new Relu(), new MaxPool2D(2),
        new Flatten(),
        new Dense(120, Initializer: new He()).Named("dense1"), new Relu(),
        new Dense(84, Initializer: new He()).Named("dense2"), new Relu(),
        new Dense(outputs, Initializer: new He()).Named("output"));

    /// <summary>Dense layers with ReLU between them over samples of any shape.</summary>
    public static Network Perceptron(Shape input, int outputs, IReadOnlyList<int> widths)
    {
        ArgumentNullException.ThrowIfNull(input);
        ILayer[] flat = input.Rank == 1 ? [] : [new Flatten()];
        var hidden = widths.SelectMany((width, i) => new[] { new Dense(width, Initializer: new He()).Named(string.Create(CultureInfo.InvariantCulture, $"dense{i + 1}")), new Relu() });
        return new(input, [.. flat, .. hidden, new Dense(outputs, Initializer: new He()).Named("output")]);
    }

    private static NetworkChoice WithoutArgument(string name, Func<Shape, int, Network> make) => (input, outputs, argument) => argument is null ? make(input, outputs)
        : throw new NNException($"the network {name} takes nothing behind its name, got \"{name}:{argument}\"; say {name}, or mlp:64-32 for layers of your own.");

    private static IReadOnlyList<int> Widths(string text) => [.. text.Split('-').Select(part =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width > 0 ? width
        : throw new NNException($"the widths of mlp are whole numbers from 1 on with - between them, such as mlp:64-32; got \"mlp:{text}\"."))];
}
