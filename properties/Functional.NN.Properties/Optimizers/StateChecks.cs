using System.Collections.Immutable;
using System.Numerics;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Checks of what an optimizer remembers.</summary>
internal static class StateChecks
{
    /// <summary>No number of a vector of the state is ever smaller than it was.</summary>
    public static void NeverFalls(IOptimizer optimizer, string vector, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        var states = Walks.Steps(optimizer, θ, gradients).Select(u => u.State[vector].Vector).ToList();
        foreach (var (before, after) in states.Zip(states.Skip(1)))
            Assert.All(before.ToArray().Zip(after.ToArray()), pair => Assert.True(pair.Second >= pair.First, FormattableString.Invariant($"{optimizer}: {vector} fell from {pair.First:R} to {pair.Second:R}.")));
    }

    /// <summary>A vector of the state is a function of each coordinate's history: Σα(ηᵗ⁻ⁱ)gᵢ for a velocity, max for a maximum.</summary>
    public static void Remembers(IOptimizer optimizer, string vector, Func<double[], double> sum, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        var walk = Walks.Steps(optimizer, θ, gradients).ToList();
        for (int t = 1; t <= gradients.Length; t++)
            for (int i = 0; i < θ.Layout.Size; i++)
            {
                double[] g = [.. gradients.Take(t).Select(x => x.Vector[i])];
                if (double.IsNaN(sum(g))) continue;
                Near.Number(sum(g), walk[t].State[vector].Vector[i], 1e-11 * SizeOf(sum, g) + 1e-290, FormattableString.Invariant($"{optimizer}, {vector} of coordinate {i} after step {t}"));
            }
    }

    /// <summary>How large the terms of a sum are.</summary>
    private static double SizeOf(Func<double[], double> sum, double[] g) => Math.Abs(sum(g)) + (Math.Abs(sum([.. g.Select(Math.Abs)])) is var size && double.IsNaN(size) ? 0 : size);

    /// <summary>θ and the whole state stay finite.</summary>
    public static void StaysFinite<T>(IOptimizer optimizer, Parameters<T> θ, IEnumerable<Parameters<T>> gradients) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Assert.All(Walks.Steps(optimizer, θ, gradients), at => Assert.True(at.Parameters.IsFinite && at.State.IsFinite, $"{optimizer}: θ or the state is not finite after step {at.State.Step}."));

    /// <summary>Where a gradient's square overflows, θ stays finite, the state says that it is not, and that coordinate stands still from then on; all others go their way.</summary>
    public static void StandsStillWhereSquaresOverflow<T>(IOptimizer optimizer, Parameters<T> θ, ImmutableArray<Parameters<T>> gradients, int place, double huge) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Parameters<T> Huge(Parameters<T> g) => g.OfVector(Tensor.Generate(g.Vector.Shape, i => i == place ? T.CreateTruncating(huge) : g.Vector[i]));
        var walk = Walks.Steps(optimizer, θ, gradients.Select((g, i) => i == 0 ? Huge(g) : g)).Skip(1).ToList();
        Assert.All(walk, at => Assert.True(at.Parameters.IsFinite, $"{optimizer}: θ is not finite."));
        Assert.All(walk, at => Assert.False(at.State.IsFinite, $"{optimizer}: the state does not show the overflow."));
        Assert.All(walk, at => Assert.Equal(walk[0].Parameters.Vector[place], at.Parameters.Vector[place]));
    }
}
