using System.Collections.Immutable;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Checks of what a gradient of zeros does.</summary>
internal static class ZeroGradientChecks
{
    /// <summary>From the start θ stays, bit for bit, for as many steps as there are.</summary>
    public static void StaysFromTheStart(IOptimizer optimizer, Parameters<double> θ, int steps) =>
        Assert.All(Walks.Steps(optimizer, θ, Enumerable.Repeat(θ.Zero, steps)), at => Assert.Equal(θ, at.Parameters));

    /// <summary>After any gradients too: nothing is remembered that could move θ.</summary>
    public static void StaysAfter(IOptimizer optimizer, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        var before = Walks.Fold(optimizer, θ, gradients);
        Assert.Equal(before.Parameters, optimizer.Step(before.Parameters, θ.Zero, before.State).Parameters);
    }

    /// <summary>After any gradients θ rolls on by the velocity v = θ₋ − θ of the last step, n times slower by η each: η(1 − ηⁿ)/(1 − η)·v in all.</summary>
    public static void Coasts(IOptimizer optimizer, double η, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients, int steps)
    {
        var walk = Walks.Steps(optimizer, θ, [.. gradients, .. Enumerable.Repeat(θ.Zero, steps + 1)]).Select(u => u.Parameters).ToList();
        // The first zero gradient shows the velocity even where a step looks ahead.
        var (start, velocity) = (walk[gradients.Length + 1], walk[gradients.Length] - walk[gradients.Length + 1]);
        var expected = start - η * (1 - Math.Pow(η, steps)) / (1 - η) * velocity;
        Near.Vector(expected, walk[^1], 1e-13, $"{optimizer}, rolling on", 1e-13 * (walk.Max(at => at.Norm) + 1));
    }

    /// <summary>θₜ is θ₀ times the product of the factors of t steps: (1 − αλ)ᵗ for a decoupled decay.</summary>
    public static void Decays(IOptimizer optimizer, Func<int, double> factor, Parameters<double> θ, int steps)
    {
        double product = 1;
        int t = 0;
        foreach (var at in Walks.Steps(optimizer, θ, Enumerable.Repeat(θ.Zero, steps)).Skip(1))
            Near.Vector((product *= factor(t++)) * θ, at.Parameters, 1e-14, FormattableString.Invariant($"{optimizer}, decayed {t} times"));
    }

    /// <summary>The decay is beside the step: the state is that of the undecayed optimizer at the same gradients, bit for bit.</summary>
    public static void DecaysBesideItsState(IOptimizer decayed, IOptimizer undecayed, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients) =>
        Assert.Equal(Walks.Fold(undecayed, θ, gradients).State, Walks.Fold(decayed, θ, gradients).State);
}
