using System.Collections.Immutable;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>‖g_b‖₂ of parts of a gradient: where gradients vanish or explode on their way down through the layers.</summary>
/// <remarks>
/// Bengio, Simard and Frasconi 1994; Glorot and Bengio 2010, figure 7. The gradient is that of any evaluation, such as <see cref="Trainer{T}.Gradient"/>; numbers that are frozen count as 0. Squares are summed in <c>double</c>
/// in one written-down order.
/// </remarks>
public static class GradientNorms
{
    /// <summary>The norm of every block, such as <c>conv1.weight</c>, in the order of the layout.</summary>
    public static ImmutableArray<LayerMeasure> OfBlocks<T>(Parameters<T> gradient) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(gradient);
        return [.. gradient.Layout.Select(block => new LayerMeasure(block.Path, Math.Sqrt(Square(gradient, block))))];
    }

    /// <summary>The norm over all blocks of every layer that has some, such as <c>conv1</c>, in the order of the layout. A shared block stands under its own name.</summary>
    public static ImmutableArray<LayerMeasure> OfLayers<T>(Parameters<T> gradient) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(gradient);
        var layers = gradient.Layout.Select(block => Layer(block.Path)).Distinct();
        return [.. layers.Select(layer => new LayerMeasure(layer, Math.Sqrt(gradient.Layout.Where(block => Layer(block.Path) == layer).Select(block => Square(gradient, block)).Sum())))];
    }

    private static double Square<T>(Parameters<T> gradient, ParameterBlock block) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        gradient.Vector.AsSpan().Slice(block.Start, block.Shape.Size) is var numbers ? DotProduct.Of(numbers, numbers) : 0;

    /// <summary>A block's path without its own name.</summary>
    private static string Layer(string path) => path.LastIndexOf('.') is > 0 and var dot ? path[..dot] : path;
}
