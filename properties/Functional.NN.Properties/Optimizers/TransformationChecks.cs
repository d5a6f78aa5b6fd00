using System.Collections.Immutable;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Checks of what stands around an optimizer; each takes the whole, transformation and inner optimizer, as one.</summary>
internal static class TransformationChecks
{
    private const double Rounding = 1e-12;

    /// <summary>θ and the inner state have the bits they have without it.</summary>
    public static void ChangesNoBit(IOptimizer bare, IOptimizer around, string? inner, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        foreach (var (alone, wrapped) in Walks.Steps(bare, θ, gradients).Zip(Walks.Steps(around, θ, gradients)))
        {
            Assert.True(alone.Parameters == wrapped.Parameters, $"{around}: θ is not that of {bare} in every bit after step {alone.State.Step}.");
            if (inner is not null) Assert.True(alone.State == wrapped.State.InnerState(inner), $"{around}: the inner state is not that of {bare} in every bit after step {alone.State.Step}.");
        }
    }

    /// <summary>The gradient that gradient descent of rate 1 inside is given.</summary>
    public static Parameters<double> Seen(IOptimizer aroundDescent, Parameters<double> g) => -aroundDescent.Step(g.Zero, g, aroundDescent.Start(g.Zero)).Parameters;

    /// <summary>What is longer than the limit is made that long (shorter by ε), what is not keeps its bits; the direction stays. Over all of θ, or over each block.</summary>
    public static void ClipsNorms(IOptimizer aroundDescent, double limit, double ε, bool byBlock, Parameters<double> g)
    {
        var seen = Seen(aroundDescent, g);
        foreach (int[] places in byBlock ? g.Layout.Select(block => Enumerable.Range(block.Start, block.Shape.Size).ToArray()) : [[.. Enumerable.Range(0, g.Layout.Size)]])
        {
            double before = Norm(places.Select(i => g.Vector[i])), after = Norm(places.Select(i => seen.Vector[i]));
            Near.AtMost(Math.Min(before, limit) * (1 + Rounding), after, $"{aroundDescent}, the norm");
            double factor = before + ε > limit ? limit / (before + ε) : 1;
            foreach (int i in places) Near.Number(factor * g.Vector[i], seen.Vector[i], factor == 1 ? 0 : Rounding * Math.Abs(g.Vector[i]), FormattableString.Invariant($"{aroundDescent}, number {i}"));
        }
    }

    /// <summary>Every number within the limit keeps its bits, every other becomes the limit with its sign.</summary>
    public static void ClipsValues(IOptimizer aroundDescent, double limit, Parameters<double> g) =>
        Assert.All(g.Vector.ToArray().Zip(Seen(aroundDescent, g).Vector.ToArray()), pair => Assert.Equal(Math.Abs(pair.First) <= limit ? pair.First : Math.Sign(pair.First) * limit, pair.Second));

    /// <summary>The weights that lead into one output have a norm within the limit; shorter ones keep the bits the inner optimizer gave them, longer ones their direction.</summary>
    public static void BoundsUnits(IOptimizer around, IOptimizer inner, double limit, Parameters<double> θ, Parameters<double> g)
    {
        var (free, bounded) = (inner.Step(θ, g, inner.Start(θ)).Parameters, around.Step(θ, g, around.Start(θ)).Parameters);
        foreach (int[] unit in Units(θ.Layout))
        {
            double length = Norm(unit.Select(i => free.Vector[i])), factor = length > limit ? limit / length : 1;
            Near.AtMost(limit * (1 + Rounding), Norm(unit.Select(i => bounded.Vector[i])), $"{around}, the norm of a unit");
            foreach (int i in unit) Near.Number(factor * free.Vector[i], bounded.Vector[i], length > limit * (1 - Rounding) ? Rounding * limit : 0, FormattableString.Invariant($"{around}, number {i}"));
        }
        foreach (int i in Enumerable.Range(0, θ.Layout.Size).Except(Units(θ.Layout).SelectMany(unit => unit))) Assert.Equal(free.Vector[i], bounded.Vector[i]);
    }

    /// <summary>The gradient of each unit has no mean and is otherwise as it was; blocks of one axis keep their bits.</summary>
    public static void TakesTheMeanOff(IOptimizer aroundDescent, Parameters<double> g)
    {
        var seen = Seen(aroundDescent, g);
        foreach (int[] unit in Units(g.Layout))
        {
            double mean = unit.Average(i => g.Vector[i]), size = unit.Sum(i => Math.Abs(g.Vector[i]));
            foreach (int i in unit) Near.Number(g.Vector[i] - mean, seen.Vector[i], Rounding * size, FormattableString.Invariant($"{aroundDescent}, number {i}"));
            Near.Number(0, unit.Sum(i => seen.Vector[i]), Rounding * size, $"{aroundDescent}, the sum over a unit");
        }
        foreach (int i in Enumerable.Range(0, g.Layout.Size).Except(Units(g.Layout).SelectMany(unit => unit))) Assert.Equal(g.Vector[i], seen.Vector[i]);
    }

    /// <summary>The step is that of the inner optimizer by another gradient, bit for bit.</summary>
    public static void StepsBy(IOptimizer around, IOptimizer inner, Func<Parameters<double>, Parameters<double>, Parameters<double>> gradient, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        var (at, alone) = (new Updated<double>(θ, around.Start(θ)), new Updated<double>(θ, inner.Start(θ)));
        foreach (var g in gradients)
        {
            (at, alone) = (around.Step(at.Parameters, g, at.State), inner.Step(alone.Parameters, gradient(alone.Parameters, g), alone.State));
            Assert.Equal(alone.Parameters, at.Parameters);
            Assert.Equal(alone.State, at.State.InnerState("inner"));
        }
    }

    /// <summary>What the inner optimizer made of θ is changed by a rule of step t, θ and θ′, and nothing else is, bit for bit.</summary>
    public static void ChangesTheStep(IOptimizer around, IOptimizer inner, Func<int, Parameters<double>, Parameters<double>, Parameters<double>> rule, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        var (at, alone) = (new Updated<double>(θ, around.Start(θ)), inner.Start(θ));
        for (int t = 0; t < gradients.Length; t++)
        {
            var next = inner.Step(at.Parameters, gradients[t], alone);
            var expected = rule(t, at.Parameters, next.Parameters);
            (at, alone) = (around.Step(at.Parameters, gradients[t], at.State), next.State);
            Assert.Equal(expected, at.Parameters);
            Assert.Equal(alone, at.State.InnerState("inner"));
        }
    }

    /// <summary>The average after step t is a sum over θ₀ … θₜ.</summary>
    public static void Averages(IOptimizer optimizer, Func<IReadOnlyList<Parameters<double>>, Parameters<double>> average, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        var walked = new List<Parameters<double>>();
        foreach (var at in Walks.Steps(optimizer, θ, gradients))
        {
            walked.Add(at.Parameters);
            Near.Vector(average(walked), ParameterAverage.Of(at.State), Rounding, FormattableString.Invariant($"{optimizer}, the average after step {at.State.Step}"), Rounding * walked.Max(x => x.Norm));
        }
    }

    /// <summary>Steps with a gradient that is not finite are as if they had not been, and are counted.</summary>
    public static void PassesOver(IOptimizer around, IOptimizer inner, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        var (at, alone) = (Walks.Fold(around, θ, gradients), Walks.Fold(inner, θ, gradients.Where(g => g.IsFinite)));
        Assert.Equal(alone.Parameters, at.Parameters);
        Assert.Equal(alone.State, at.State.InnerState("inner"));
        Assert.Equal(gradients.Count(g => !g.IsFinite), SkipNotFinite.CountOf(at.State));
    }

    /// <summary>θ stays for k − 1 gradients and is then stepped by their mean, bit for bit.</summary>
    public static void Accumulates(IOptimizer around, IOptimizer inner, int k, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        var alone = new Updated<double>(θ, inner.Start(θ));
        var walk = Walks.Steps(around, θ, gradients).ToList();
        for (int t = 1; t <= gradients.Length; t++)
        {
            if (t % k == 0) alone = inner.Step(alone.Parameters, gradients.Take(t).Skip(t - k).Aggregate((s, g) => s + g) / k, alone.State);
            Assert.Equal(alone.Parameters, walk[t].Parameters);
            Assert.Equal(alone.State, walk[t].State.InnerState("inner"));
        }
    }

    /// <summary>Each group's blocks are where its optimizer alone brings them, bit for bit.</summary>
    public static void MovesGroupsApart(IOptimizer groups, IReadOnlyList<(IOptimizer Optimizer, Func<ParameterBlock, bool> Blocks)> members, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        var together = Walks.Fold(groups, θ, gradients).Parameters;
        foreach (var (optimizer, blocks) in members)
        {
            int[] chosen = [.. Enumerable.Range(0, θ.Layout.Count).Where(i => blocks(θ.Layout[i]))];
            if (chosen.Length == 0) continue;
            var layout = θ.Layout.Part(chosen);
            Parameters<double> Of(Parameters<double> x) => new(layout, Tensor.Concat(0, chosen.Select(i => x[θ.Layout[i].Path].Reshape(-1))));
            Assert.Equal(Walks.Fold(optimizer, Of(θ), gradients.Select(Of)).Parameters, Of(together));
        }
    }

    /// <summary>The places of the weights that lead into each output: columns of a matrix (inputs × outputs), all under one first index of a kernel.</summary>
    public static IEnumerable<int[]> Units(ParameterLayout layout)
    {
        foreach (var block in layout.Where(block => block.Role == ParameterRole.Weight && block.Shape.Rank > 1))
        {
            int units = block.Shape[block.Shape.Rank == 2 ? 1 : 0], size = block.Shape.Size / units;
            for (int unit = 0; unit < units; unit++) yield return [.. Enumerable.Range(0, size).Select(i => block.Start + (block.Shape.Rank == 2 ? i * units + unit : unit * size + i))];
        }
    }

    private static double Norm(IEnumerable<double> numbers) => Math.Sqrt(numbers.Sum(x => x * x));
}
