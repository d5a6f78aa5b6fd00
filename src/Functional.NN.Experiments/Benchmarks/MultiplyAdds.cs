using Functional.NN.Kernels;

namespace Functional.NN.Experiments;

/// <summary>
/// Counts the multiply-adds of products and convolutions that training must do. A dense layer of n inputs and m outputs has n·m a sample and position, a convolution
/// one for each weight and output cell whose tap lies on the image, a recurrent layer its two products a step, attention its four maps and, for each pair of
/// steps, score and sum. They are needed for the output, again
/// for the weight's gradient, and again for the input's gradient, but not where the input is that of the network, which needs none. Biases, activations, pooling, loss and optimizer are not counted.
/// </summary>
internal static class MultiplyAdds
{
    /// <summary>Of a training step, for each sample.</summary>
    public static long OfStep(Network network)
    {
        Count[] layers = [.. OfLayers(network.Body.Children(network.Input)).Where(count => count != default)];
        return 3 * layers.Sum(count => count.OfInput + count.Within) - layers.FirstOrDefault().OfInput;
    }

    /// <summary>Of a convolution of one sample, or of either gradient.</summary>
    /// <param name="image">C × H × W</param>
    /// <param name="weight">out × C/groups × kh × kw</param>
    /// <param name="geometry">stride, padding, dilation, groups</param>
    public static long OfConvolution(Shape image, Shape weight, Conv2DGeometry geometry)
    {
        var y = geometry.OutputShape(image.Prepend(1), weight);
        return (long)weight[0] * weight[1]
            * Taps(TapTable.Forward(y[2], image[1], weight[2], geometry.Stride.Y, geometry.Padding.Top, geometry.Dilation.Y))
            * Taps(TapTable.Forward(y[3], image[2], weight[3], geometry.Stride.X, geometry.Padding.Left, geometry.Dilation.X));
    }

    /// <summary>Multiply-adds with what a layer is given, and with what it makes of it.</summary>
    private readonly record struct Count(long OfInput, long Within = 0);

    private static IEnumerable<Count> OfLayers(IEnumerable<ChildLayer> children) => children.SelectMany(OfLayer);

    private static IEnumerable<Count> OfLayer(ChildLayer child) => (child.Layer is NamedLayer named ? named.Layer : child.Layer) switch
    {
        Dense dense => [new((long)child.Input.Size * dense.Units)],
        IConvolutionLayer convolution => [new(OfForm(convolution.Form(child.Input)))],
        Recurrent recurrent when Gates(child) is var gates => [new((long)gates * child.Input.Size * recurrent.Units, (long)gates * child.Input[0] * recurrent.Units * recurrent.Units)],
        MultiHeadAttention => [new(3L * child.Input.Size * child.Input[1], child.Input.Size * (2L * child.Input[0] + child.Input[1]))],
        var layer => OfLayers(layer.Children(child.Input)),
    };

    private static int Gates(ChildLayer recurrent) => recurrent.Layer.Parameters(recurrent.Input)[1].Shape is var weight ? weight[1] / weight[0] : 0;

    private static long OfForm(ConvolutionForm form) => OfConvolution(form.Image, form.Weight, form.Geometry);

    private static long Taps(TapTable axis) => axis.Alike.Sum(alike => (long)alike.Taps.Count * alike.Cells.Length);
}
