using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.Experiments;

/// <summary>The two convolutions of LeNet-5, one of every channel by itself and one of signals, on a batch of 128, and their gradients, on one thread, in the blocks of sixteen samples that plans have them in.</summary>
internal static class ConvolutionCases
{
    private const int Batch = 128;

    private static readonly (string Name, Shape Image, Shape Weight, Conv2DGeometry Geometry)[] Layers =
    [
        ("conv1", [1, 28, 28], [6, 1, 5, 5], new(padding: 2)), ("conv2", [6, 14, 14], [16, 6, 5, 5], Conv2DGeometry.Plain),
        ("depthwise", [32, 14, 14], [32, 1, 3, 3], new(padding: 1, groups: 32)), ("conv1d", [32, 1, 64], [64, 32, 1, 5], new(padding: Padding2D.Symmetric(0, 2))),
    ];

    /// <summary>Each convolution: forward, the gradient of its input, the gradient of its weight.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        .. Layers.SelectMany(layer => new[] { "forward", "input-gradient", "weight-gradient" }.Select(what =>
            new BenchCase($"{layer.Name}-{what}", run => Both(run, $"{layer.Name}-{what}", what, layer.Image, layer.Weight, layer.Geometry)))),
    ];

    private static IEnumerable<BenchResult> Both(BenchRun run, string name, string what, Shape image, Shape weight, Conv2DGeometry geometry)
    {
        yield return Measure<float>(run, name, what, image, weight, geometry);
        yield return Measure<double>(run, name, what, image, weight, geometry);
    }

    private static ProductResult Measure<T>(BenchRun run, string name, string what, Shape image, Shape weight, Conv2DGeometry geometry) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var convolution = new BlockedConvolution<T>(image.Prepend(Batch), weight, geometry);
        foreach (var to in new[] { 0, 1, 2 }) Fill(to == 0 ? convolution.Inputs : to == 1 ? convolution.Weight : convolution.Outputs);
        Action work = what switch { "forward" => convolution.Forward, "input-gradient" => convolution.InputGradient, _ => convolution.WeightGradient };
        return run.Product<T>("conv", name, 1, (double)Batch * MultiplyAdds.OfConvolution(image, weight, geometry), work);
    }

    private static void Fill<T>(Span<T> numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T> => BenchRun.Numbers<T>(numbers.Length).CopyTo(numbers);
}
