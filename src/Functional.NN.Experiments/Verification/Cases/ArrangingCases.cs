namespace Functional.NN.Experiments.Verification;

/// <summary>Layers that only arrange numbers.</summary>
internal static class ArrangingCases
{
    public static IEnumerable<LayerCase> All { get; } = [new(new Flatten(), [2, 3, 2]), new(new Reshape([3, 4]), [2, 3, 2]), new(new SwapAxes(), [3, 2]), new(new SwapAxes(), [2, 3, 4]), new(new Upsample2D(2), [2, 3, 2]), new(new Upsample2D(new Extent2D(1, 3)), [2, 2, 3])];
}
