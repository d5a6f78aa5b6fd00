using System.Collections.Immutable;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Gradients from keys.</summary>
internal static class Gradients
{
    private static readonly ImmutableArray<double> Extremes = [0, -0.0, double.Epsilon, -double.Epsilon, 1e-310, -2e-308, 1e-200, -1e-160, 1e-30, 1e30, 1e140, -1e150];

    /// <summary>Normal numbers times 10⁻² to 10², anew in each step.</summary>
    public static Parameters<double> Ordinary(ParameterLayout layout, RandomKey key) => new(layout, key.Normal<double>([layout.Size], 0, Math.Pow(10, 4 * key.Fold("size").Unit(0) - 2)));

    /// <summary>The same with an extreme number at every fifth place or so.</summary>
    public static Parameters<double> WithExtremes(ParameterLayout layout, RandomKey key)
    {
        var (ordinary, drawn) = (Ordinary(layout, key), key.Fold("extremes").Integers(layout.Size, 5 * Extremes.Length));
        return ordinary.OfVector(Tensor.Generate(ordinary.Vector.Shape, i => drawn[i] < Extremes.Length ? Extremes[drawn[i]] : ordinary.Vector[i]));
    }
}
