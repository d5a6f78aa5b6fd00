using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.References;

/// <summary>What the transformations are defined to do, as algebra on whole vectors.</summary>
internal static class TransformationReferences
{
    public static Updated<T> Step<T>(IOptimizer optimizer, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T> => optimizer switch
    {
        ClipByValue o => Inner(o, θ, g.OfVector(g.Vector.Map(x => T.Max(T.Min(x, T.CreateTruncating(o.Limit)), -T.CreateTruncating(o.Limit)))), state),
        ClipByGlobalNorm o => Inner(o, θ, Shortened(g, g.Norm, o.Limit, o.Epsilon), state),
        ClipByNorm o => Inner(o, θ, g.Layout.Aggregate(g, (clipped, block) => clipped.With(block.Path, Only(Shortened(Alone(g, block), Alone(g, block).Norm, o.Limit, o.Epsilon)))), state),
        WeightDecay o => Inner(o, θ, Chosen(g, o.Blocks, path => g[path] + T.CreateTruncating(o.Decay) * θ[path]), state),
        GradientNoise o => Inner(o, θ, Noisy(o, g, state.Step), state),
        GradientCentralization o => Inner(o, θ, g.Layout.Where(b => b.Role == ParameterRole.Weight && b.Shape.Rank > 1).Aggregate(g, (centred, block) => centred.With(block.Path, Centred(g[block.Path]))), state),
        GradientAccumulation o => Accumulated(o, θ, g, state),
        DecoupledWeightDecay o => After(o, θ, g, state, (next, path) => next - T.CreateTruncating(o.LearningRate.At(state.Step) * o.Decay) * θ[path], o.Blocks),
        ScaledStep o => After(o, θ, g, state, (next, path) => θ[path] + T.CreateTruncating(o.Factor) * (next - θ[path]), o.Blocks),
        SkipNotFinite o => double.IsFinite(g.Norm) ? Inner(o, θ, g, state) : new(θ, state.Next().With("skipped", state.Scalars["skipped"] + 1)),
        Ema o => Averaged(o, θ, g, state, t => !o.Debiased ? 1 - o.Decay : t == 1 ? 1 : (1 - o.Decay) / (1 - Elementary.Pow(o.Decay, t))),
        Swa o => Averaged(o, θ, g, state, t => t <= o.From ? 1 : (t - o.From) % o.Period == 0 ? 1.0 / (1 + (t - o.From) / o.Period) : 0),
        MaxNorm o => After(o, θ, g, state, (next, _) => next.Shape.Rank < 2 ? next : Bounded(next, o.Limit), o.Blocks),
        Lookahead o => LookedAhead(o, θ, g, state),
        ParameterGroups o => InGroups(o, θ, g, state),
        Lamb o => Lamb(o, θ, g, state),
        _ => OptimizerReferences.Step(optimizer, θ, g, state),
    };

    /// <summary>Columns of a matrix, or the numbers under each index of the first axis, no longer than a limit.</summary>
    private static Tensor<T> Bounded<T>(Tensor<T> w, double limit) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] all = w.ToArray();
        int UnitOf(int i) => w.Shape.Rank == 2 ? i % w.Shape[1] : i / w.Shape.Sample.Size;
        var norms = Enumerable.Range(0, w.Shape.Size).GroupBy(UnitOf).ToDictionary(unit => unit.Key, unit => Math.Sqrt(unit.Aggregate(0.0, (sum, i) => sum + double.CreateTruncating(all[i]) * double.CreateTruncating(all[i]))));
        return Tensor.Generate(w.Shape, i => norms[UnitOf(i)] > limit ? all[i] * T.CreateTruncating(limit / norms[UnitOf(i)]) : all[i]);
    }

    private static Updated<T> Inner<T>(OptimizerTransformation o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (next, inner) = Step(o.Inner, θ, g, state.Inner["inner"]);
        return new(next, state.Next().With("inner", inner));
    }

    private static Updated<T> After<T>(OptimizerTransformation o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state, Func<Tensor<T>, string, Tensor<T>> change, BlockSelection blocks) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (next, nextState) = Inner(o, θ, g, state);
        return new(Chosen(next, blocks, path => change(next[path], path)), nextState);
    }

    private static Parameters<T> Shortened<T>(Parameters<T> g, double norm, double limit, double ε) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        double.IsFinite(norm) && limit / (norm + ε) < 1 ? limit / (norm + ε) * g : g;

    private static Parameters<T> Chosen<T>(Parameters<T> x, BlockSelection blocks, Func<string, Tensor<T>> change) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x.Layout.Where(blocks.Contains).Aggregate(x, (changed, block) => changed.With(block.Path, change(block.Path)));

    private static Parameters<T> Alone<T>(Parameters<T> x, params ParameterBlock[] blocks) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layout = x.Layout.Part(blocks.Select(block => x.Layout.ToList().IndexOf(block)));
        return new(layout, Tensor.Concat(0, layout.Select(block => x[block.Path].Reshape(-1)).Prepend(Tensor.Zeros<T>([0]))));
    }

    private static Tensor<T> Only<T>(Parameters<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x[x.Layout[0].Path];

    private static Parameters<T> Noisy<T>(GradientNoise o, Parameters<T> g, long step) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var key = RandomKey.FromSeed(o.Seed).Fold("gradient noise").Fold(step);
        double σ = Math.Sqrt(o.Variance / Elementary.Pow(1 + step, o.Decay));
        return g.Layout.Aggregate(g, (noisy, block) => noisy.With(block.Path, g[block.Path] + key.Fold(block.Path).Normal<T>([block.Shape.Size], 0, σ).Reshape(block.Shape)));
    }

    private static Tensor<T> Centred<T>(Tensor<T> g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (g.Shape.Rank == 2) return g - g.Sum(0) / T.CreateTruncating(g.Shape[0]);
        var rows = g.Reshape(g.Shape[0], -1);
        return (rows - (rows.Sum(1) / T.CreateTruncating(rows.Shape[1])).Reshape(-1, 1)).Reshape(g.Shape);
    }

    private static Updated<T> Accumulated<T>(GradientAccumulation o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (o.Steps == 1) return Inner(o, θ, g, state);
        var sum = state["sum"] + g;
        return (state.Step + 1) % o.Steps != 0 ? new(θ, state.Next().With("sum", sum)) : Inner(o, θ, sum / o.Steps, state.With("sum", g.Zero));
    }

    private static Parameters<T> Follow<T>(Parameters<T> average, Parameters<T> x, double weight) where T : unmanaged, IBinaryFloatingPointIeee754<T> => weight == 1 ? x : average + weight * (x - average);

    private static Updated<T> Averaged<T>(OptimizerTransformation o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state, Func<long, double> weight) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (next, nextState) = Inner(o, θ, g, state);
        return new(next, nextState.With("average", Follow(state["average"], next, weight(state.Step + 1))));
    }

    private static Updated<T> LookedAhead<T>(Lookahead o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (next, nextState) = Inner(o, θ, g, state);
        if ((state.Step + 1) % o.Steps != 0) return new(next, nextState);
        var slow = Follow(state["slow"], next, o.Rate);
        return new(slow, nextState.With("slow", slow));
    }

    private static Updated<T> InGroups<T>(ParameterGroups o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var left = θ.Layout.ToList();
        var nextState = state.Next();
        foreach (var (name, optimizer, blocks) in o.Groups.Select((group, i) => ($"group {i}", group.Optimizer, group.Blocks)).Append(("rest", o.Rest, BlockSelection.All)))
        {
            var mine = left.Where(blocks.Contains).ToArray();
            left.RemoveAll(block => mine.Contains(block));
            var (part, inner) = Step(optimizer, Alone(θ, mine), Alone(g, mine), state.Inner[name]);
            nextState = nextState.With(name, inner);
            θ = mine.Aggregate(θ, (next, block) => next.With(block.Path, part[block.Path]));
        }
        return new(θ, nextState);
    }

    private static Updated<T> Lamb<T>(Lamb o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The moments are Adam's.
        var (_, next) = OptimizerReferences.Step(new Adam(1, o.Beta1, o.Beta2, o.Epsilon), θ, g, state);
        double Correction(double β) => 1 - Elementary.Pow(β, next.Step);
        var u = 1 / Correction(o.Beta1) * next["mean"] / (1 / Math.Sqrt(Correction(o.Beta2)) * next["square"].Sqrt() + o.Epsilon) + o.WeightDecay * θ;
        double Ratio(ParameterBlock block) => Alone(θ, block).Norm is > 0 and var ofθ && Alone(u, block).Norm is > 0 and var ofU ? ofθ / ofU : 1;
        return new(θ.Layout.Aggregate(θ, (moved, block) => moved.With(block.Path, θ[block.Path] - T.CreateTruncating(o.LearningRate.At(state.Step) * Ratio(block)) * u[block.Path])), next);
    }
}
