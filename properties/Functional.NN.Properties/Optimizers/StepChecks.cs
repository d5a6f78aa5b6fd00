using System.Collections.Immutable;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Checks of how far an optimizer steps; each throws when the given one does not.</summary>
internal static class StepChecks
{
    /// <summary>Rounding of a step of a few operations; the terms of its sums count with their sizes.</summary>
    private const double Rounding = 1e-11;

    /// <summary>After each gradient every coordinate is where the paper's sums over its history put it.</summary>
    public static void FollowsItsSums(IOptimizer optimizer, StepForm form, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        var walk = Walks.Steps(optimizer, θ, gradients).ToList();
        for (int t = 1; t <= gradients.Length; t++)
            for (int i = 0; i < θ.Layout.Size; i++)
            {
                double from = walk[t - 1].Parameters.Vector[i], to = walk[t].Parameters.Vector[i];
                double[] g = [.. gradients.Take(t).Select(x => x.Vector[i])];
                double expected = form(from, g);
                if (double.IsNaN(expected)) continue;
                double size = Math.Abs(from) + Math.Abs(from - expected) + Math.Abs(from - form(from, [.. g.Select(Math.Abs)]));
                Near.Number(expected, to, Rounding * (double.IsNaN(size) ? Math.Abs(from) + Math.Abs(to) : size), FormattableString.Invariant($"{optimizer}, coordinate {i} after step {t}"));
            }
    }

    /// <summary>The first step of every coordinate is a function of its gradient alone: α|g|/(|g| + ε) for Adam.</summary>
    public static void FirstStepIs(IOptimizer optimizer, Func<double, double> length, Parameters<double> g)
    {
        var moved = optimizer.Step(g.Zero, g, optimizer.Start(g.Zero)).Parameters;
        for (int i = 0; i < g.Layout.Size; i++)
            Near.Number(-Math.Sign(g.Vector[i]) * length(Math.Abs(g.Vector[i])), moved.Vector[i], 1e-12 * length(Math.Abs(g.Vector[i])) + 1e-280, FormattableString.Invariant($"{optimizer}, the first step by {g.Vector[i]:R}"));
    }

    /// <summary>On a linear loss, whose gradient is the same everywhere, two steps are one of twice the rate.</summary>
    public static void TwoStepsAreOneOfTwiceTheRate(IOptimizer once, IOptimizer twice, Parameters<double> θ, Parameters<double> g) =>
        Near.Vector(twice.Step(θ, g, twice.Start(θ)).Parameters, Walks.Fold(once, θ, [g, g]).Parameters, 1e-15, $"{once}, two steps", 1e-15 * ((θ.Norm + g.Norm) * 2));

    /// <summary>Under a constant gradient every step is the first one again: corrected moments are g and g² from the beginning.</summary>
    public static void EveryStepIsTheFirst(IOptimizer optimizer, Parameters<double> g, int steps)
    {
        var moved = Walks.Held(optimizer, g.Zero, Enumerable.Repeat(g, steps)).Select(u => u.Parameters).ToList();
        foreach (var step in moved) Near.Vector(moved[0], step, 1e-12, $"{optimizer}, a step under a constant gradient");
    }

    /// <summary>No coordinate of step t, counted from 1, is longer than its bound.</summary>
    public static void NoStepIsLongerThan(IOptimizer optimizer, Func<int, double> bound, ImmutableArray<Parameters<double>> gradients)
    {
        int t = 0;
        foreach (var step in Walks.Held(optimizer, gradients[0].Zero, gradients))
            Near.AtMost(bound(++t) * (1 + 1e-12), step.Parameters.Vector.ToArray().Max(Math.Abs), FormattableString.Invariant($"{optimizer}, step {t}"));
    }

    /// <summary>After many steps under a gradient that stays, or that changes its sign every time, the step is a function of |g|: α|g|/(1 − η) for momentum under a constant one, α|g|/(1 + η) under an alternating one.</summary>
    public static void TendsTo(IOptimizer optimizer, Func<double, double> length, Parameters<double> g, bool alternating, int steps)
    {
        var all = Enumerable.Range(0, steps).Select(i => alternating && i % 2 == 1 ? -g : g).ToList();
        var walk = Walks.Held(optimizer, g.Zero, all).Select(at => at.Parameters).ToList();
        var expected = g.OfVector(Tensor.Generate(g.Vector.Shape, i => -Math.Sign(all[^1].Vector[i]) * length(Math.Abs(g.Vector[i]))));
        Near.Vector(expected, walk[^1], 1e-8, FormattableString.Invariant($"{optimizer}, step {steps}"), 1e-9 * walk[0].Norm);
    }
}
