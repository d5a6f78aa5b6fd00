using System.Collections.Immutable;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Checks of what an optimizer does not care about: the order of coordinates, their neighbours, the unit of the gradient.</summary>
internal static class SymmetryChecks
{
    /// <summary>Where coordinates change places within their blocks, they take their steps and their states with them; bit for bit where no rounding is allowed.</summary>
    public static void TreatsCoordinatesAlike(IOptimizer optimizer, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients, RandomKey key, double rounding = 0) =>
        MovesWith(optimizer, θ, gradients, Shuffled(θ.Layout, key), rounding);

    /// <summary>The same for one order of all numbers.</summary>
    public static void MovesWith(IOptimizer optimizer, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients, int[] order, double rounding)
    {
        Parameters<double> Permuted(Parameters<double> x) => x.OfVector(x.Vector.Gather(order));
        var (straight, permuted) = (Walks.Fold(optimizer, θ, gradients), Walks.Fold(optimizer, Permuted(θ), gradients.Select(Permuted)));
        Same(Permuted(straight.Parameters), permuted.Parameters, rounding, $"{optimizer}, θ in another order");
        foreach (var (name, vector) in straight.State.Vectors) Same(Permuted(vector), permuted.State[name], rounding, $"{optimizer}, {name} in another order");
    }

    /// <summary>What one coordinate's gradients are touches no other coordinate of θ or of the state, bit for bit: not even a NaN.</summary>
    public static void KeepsCoordinatesApart(IOptimizer optimizer, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients, int place, double other)
    {
        Parameters<double> Changed(Parameters<double> g) => g.OfVector(Tensor.Generate(g.Vector.Shape, i => i == place ? other : g.Vector[i]));
        Parameters<double> Without(Parameters<double> x) => x.OfVector(Tensor.Generate(x.Vector.Shape, i => i == place ? 0 : x.Vector[i]));
        var (usual, changed) = (Walks.Fold(optimizer, θ, gradients), Walks.Fold(optimizer, θ, gradients.Select(Changed)));
        Assert.Equal(Without(usual.Parameters), Without(changed.Parameters));
        foreach (var (name, vector) in usual.State.Vectors) Assert.Equal(Without(vector), Without(changed.State[name]));
    }

    /// <summary>Gradients in another unit, all times 2ᵏ, make the same steps in every bit, where ε is in that unit too: so as ε vanishes, steps do not depend on the gradient's size.</summary>
    public static void IgnoresTheUnit(IOptimizer optimizer, IOptimizer inTheUnit, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients, int exponent, int first = 1)
    {
        var (usual, scaled) = (Walks.Held(optimizer, θ, gradients), Walks.Held(inTheUnit, θ, gradients.Select(g => Math.ScaleB(1, exponent) * g)));
        foreach (var (a, b) in usual.Zip(scaled).Skip(first - 1)) Assert.Equal(a.Parameters, b.Parameters);
    }

    /// <summary>Steps from 0 go with the gradient: all gradients times 2ᵏ make them 2ᵏ times as long, in every bit.</summary>
    public static void GoesWithTheUnit(IOptimizer optimizer, ImmutableArray<Parameters<double>> gradients, int exponent)
    {
        double c = Math.ScaleB(1, exponent);
        var zero = gradients[0].Zero;
        Assert.Equal(c * Walks.Fold(optimizer, zero, gradients).Parameters, Walks.Fold(optimizer, zero, gradients.Select(g => c * g)).Parameters);
    }

    /// <summary>A step changes nothing it was given, and the same step again has the same bits.</summary>
    public static void IsPure(IOptimizer optimizer, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        var at = Walks.Fold(optimizer, θ, gradients[..^1]);
        string before = Hashes(at, gradients[^1]);
        var (first, second) = (optimizer.Step(at.Parameters, gradients[^1], at.State), optimizer.Step(at.Parameters, gradients[^1], at.State));
        Assert.Equal(before, Hashes(at, gradients[^1]));
        Assert.Equal(first, second);
        Assert.Equal(at.State.Step + 1, first.State.Step);
    }

    private static string Hashes(Updated<double> at, Parameters<double> g) => string.Join(' ', [at.Parameters.Sha256(), g.Sha256(), .. at.State.Vectors.Select(v => v.Value.Sha256())]);

    private static int[] Shuffled(ParameterLayout layout, RandomKey key) =>
        [.. layout.SelectMany((block, n) => key.Fold(n).Permutation(block.Shape.Size).Select(i => block.Start + i))];

    private static void Same(Parameters<double> expected, Parameters<double> got, double rounding, string what)
    {
        if (rounding == 0) Assert.True(expected == got, $"{what}: not the same in every bit.");
        else Near.Vector(expected, got, rounding, what, rounding * expected.Norm);
    }
}
