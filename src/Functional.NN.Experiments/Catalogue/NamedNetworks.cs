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
        new("lenet5", "LeNet-5 with ReLU and max-pooling", WithoutArgument("lenet5", (input, outputs) => Networks.LeNet5(input, outputs))),
        new("lenet5-1998", "LeNet-5 as it was, with distances as outputs; take map-distance as the loss", WithoutArgument("lenet5-1998", LeNet5Of1998)),
        new("alexnet", "AlexNet, for images 3×227×227", WithoutArgument("alexnet", AlexNet)),
        new("mlp", "256-128, or mlp:64-32 and the like; ReLU", (input, outputs, widths) => Networks.Mlp(input, [.. Widths(widths ?? "256-128"), outputs])),
        new("linear", "one layer without activation", WithoutArgument("linear", (input, outputs) => Networks.Mlp(input, [outputs]))),
        new("adaline", "one layer without activation, with smaller initial weights", WithoutArgument("adaline", (input, outputs) => Networks.Adaline(input, outputs))),
    ]);

    /// <summary>The network of a name such as <c>lenet5</c> or <c>mlp:64-32</c>.</summary>
    /// <exception cref="NNException">There is none of that name, or it does not fit the samples.</exception>
    public static Network Find(string name, Shape input, int outputs)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (plain, argument) = NameArgument.Of(name);
        return All.Find(plain)(input, outputs, argument);
    }

    private static Network LeNet5Of1998(Shape input, int outputs) => Networks.LeNet5Of1998(input) is var network && network.Output == Shape.Of(outputs) ? network
        : throw new NNException(Invariant.Text($"the network lenet5-1998 tells {network.Output} digits apart, the data have {outputs} classes; take lenet5."));

    private static Network AlexNet(Shape input, int outputs) => Networks.AlexNet(outputs) is var network && network.Input == input ? network
        : throw new NNException($"the network alexnet takes images {network.Input}, the data have {input}; take lenet5.");

    private static NetworkChoice WithoutArgument(string name, Func<Shape, int, Network> make) => (input, outputs, argument) => argument is null ? make(input, outputs)
        : throw new NNException($"the network {name} takes nothing behind its name, got \"{name}:{argument}\"; say {name}, or mlp:64-32 for layers of your own.");

    private static IReadOnlyList<int> Widths(string text) => [.. text.Split('-').Select(part =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width > 0 ? width
        : throw new NNException($"the widths of mlp are whole numbers from 1 on with - between them, such as mlp:64-32; got \"mlp:{text}\"."))];
}
