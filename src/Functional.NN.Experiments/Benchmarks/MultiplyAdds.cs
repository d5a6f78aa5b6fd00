using Functional.NN.Kernels;

namespace Functional.NN.Experiments;

/// <summary>
/// Counts the multiply-adds of products and convolutions that training must do. A dense layer of n inputs and m outputs has n·m a sample, a convolution one for
/// each weight and output cell whose tap lies on the image. They are needed for the output, again for the weight's gradient, and again for the
/// input's gradient, but not in the first layer, whose input needs none. Biases, activations, pooling, loss and optimizer are not counted.
/// </summary>
internal static class MultiplyAdds
{
    /// <summary>Of a training step, for each sample.</summary>
    public static long OfStep(Network network)
    {
        long[] layers = [.. network.Body.Children(network.Input).Select(OfLayer).Where(count => count > 0)];
        return 3 * layers.Sum() - layers.FirstOrDefault();
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

    private static long OfLayer(ChildLayer child) => (child.Layer is NamedLayer named ? named.Layer : child.Layer) switch
    {
        Dense dense => (long)child.Input.Size * dense.Units,
        IConvolutionLayer convolution => OfForm(convolution.Form(child.Input)),
        _ => 0,
    };

    private static long OfForm(ConvolutionForm form) => OfConvolution(form.Image, form.Weight, form.Geometry);

    private static long Taps(TapTable axis) => axis.Alike.Sum(alike => (long)alike.Taps.Count * alike.Cells.Length);
}
