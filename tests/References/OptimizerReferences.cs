using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.References;

/// <summary>The steps of the optimizers as algebra on whole vectors: slow, pure and short. The fused steps must give the same bits.</summary>
internal static class OptimizerReferences
{
    public static Updated<T> Step<T>(IOptimizer optimizer, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T> => optimizer switch
    {
        Sgd o => new(θ - o.LearningRate.At(state.Step) * g, state.Next()),
        Momentum o => Momentum(o.LearningRate.At(state.Step), o.Coefficient.At(state.Step), θ, g, state),
        MomentumByAddition o => MomentumByAddition(o.LearningRate.At(state.Step), o.Coefficient.At(state.Step), θ, g, state),
        DampenedMomentum o => DampenedMomentum(o, o.LearningRate.At(state.Step), o.Coefficient.At(state.Step), θ, g, state),
        Nesterov o => Nesterov(o.LearningRate.At(state.Step), o.Coefficient.At(state.Step), θ, g, state),
        AdaGrad o => AdaGrad(o.LearningRate.At(state.Step), o.Epsilon, θ, g, state),
        AdaGradEpsilonInside o => AdaGradEpsilonInside(o.LearningRate.At(state.Step), o.Epsilon, θ, g, state),
        RmsProp o => RmsProp(o, o.LearningRate.At(state.Step), θ, g, state),
        RmsPropEpsilonInside o => RmsPropEpsilonInside(o.LearningRate.At(state.Step), o.Decay, o.Epsilon, θ, g, state),
        AdaDelta o => AdaDelta(o.LearningRate.At(state.Step), o.Decay, o.Epsilon, θ, g, state),
        Adam o => Adam(o, θ, g, state),
        AdamEpsilonHat o => AdamEpsilonHat(o, θ, g, state),
        AdamW o => Adam(new Adam(o.LearningRate, o.Beta1, o.Beta2, o.Epsilon), (1 - o.LearningRate.At(state.Step) * o.WeightDecay) * θ, g, state),
        AmsGrad o => AmsGrad(o, θ, g, state),
        AdaMax o => AdaMax(o, θ, g, state),
        NAdam o => NAdam(o, θ, g, state),
        RAdam o => RAdam(o, θ, g, state),
        Lion o => Lion(o, θ, g, state),
        Rprop o => Rprop(o, θ, g, state),
        Asgd o => Asgd(o, θ, g, state),
        _ => throw new NotSupportedException($"{optimizer} has no reference here."),
    };

    private static Updated<T> Momentum<T>(double α, double η, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var v = Flushed(η * state["velocity"] + α * g);
        return new(θ - v, state.Next(("velocity", v)));
    }

    private static Updated<T> Nesterov<T>(double α, double η, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var v = Flushed(η * state["velocity"] + α * g);
        return new(θ - (η * v + α * g), state.Next(("velocity", v)));
    }

    private static Updated<T> AdaGrad<T>(double α, double ε, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var r = Flushed(state["square"] + g * g);
        return new(θ - α * g / (r.Sqrt() + ε), state.Next(("square", r)));
    }

    private static Updated<T> MomentumByAddition<T>(double ε, double α, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var v = Flushed(α * state["velocity"] - ε * g);
        return new(θ + v, state.Next(("velocity", v)));
    }

    private static Updated<T> DampenedMomentum<T>(DampenedMomentum o, double α, double μ, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var b = Flushed(state.Step == 0 ? 0.0 * state["buffer"] + 1.0 * g : μ * state["buffer"] + (1 - o.Dampening) * g);
        return new(θ - α * (o.LooksAhead ? g + μ * b : b), state.Next(("buffer", b)));
    }

    private static Updated<T> AdaGradEpsilonInside<T>(double α, double ε, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var r = Flushed(state["square"] + g * g);
        return new(θ - α * g / (r + ε).Sqrt(), state.Next(("square", r)));
    }

    private static Updated<T> RmsProp<T>(RmsProp o, double α, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (ρ, δ) = (o.Decay, o.Epsilon);
        var r = Flushed(ρ * state["square"] + (1 - ρ) * g * g);
        var mean = o.Centered ? Flushed(ρ * state["mean"] + (1 - ρ) * g) : g.Zero;
        var d = (o.Centered ? r.OfVector((r - mean * mean).Vector.Map(x => x < T.Zero ? T.Zero : x)) : r).Sqrt() + δ;
        var next = state.Next(("square", r));
        if (o.Centered) next = next.With("mean", mean);
        if (o.Momentum == 0) return new(θ - α * g / d, next);
        var b = Flushed(o.Momentum * state["buffer"] + g / d);
        return new(θ - α * b, next.With("buffer", b));
    }

    private static Updated<T> RmsPropEpsilonInside<T>(double α, double ρ, double δ, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var r = Flushed(ρ * state["square"] + (1 - ρ) * g * g);
        return new(θ - α * g / (r + δ).Sqrt(), state.Next(("square", r)));
    }

    private static Updated<T> AdaDelta<T>(double α, double ρ, double ε, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var r = Flushed(ρ * state["square"] + (1 - ρ) * g * g);
        var d = (state["step_square"] + ε).Sqrt() / (r + ε).Sqrt() * g;
        return new(θ - α * d, state.Next(("square", r), ("step_square", Flushed(ρ * state["step_square"] + (1 - ρ) * d * d))));
    }

    private static (Parameters<T> Mean, Parameters<T> Square) Moments<T>(double β1, double β2, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (Flushed(β1 * state["mean"] + (1 - β1) * g), Flushed(β2 * state["square"] + (1 - β2) * g * g));

    private static double Correction(double β, long t) => 1 - Elementary.Pow(β, t);

    private static Updated<T> Adam<T>(Adam o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long t = state.Step + 1;
        double α̂ = o.LearningRate.At(state.Step) / Correction(o.Beta1, t), c = 1 / Math.Sqrt(Correction(o.Beta2, t));
        var (m, v) = Moments(o.Beta1, o.Beta2, g, state);
        return new(θ - α̂ * m / (c * v.Sqrt() + o.Epsilon), state.Next(("mean", m), ("square", v)));
    }

    private static Updated<T> AdamEpsilonHat<T>(AdamEpsilonHat o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long t = state.Step + 1;
        double α̂ = o.LearningRate.At(state.Step) * Math.Sqrt(Correction(o.Beta2, t)) / Correction(o.Beta1, t);
        var (m, v) = Moments(o.Beta1, o.Beta2, g, state);
        return new(θ - α̂ * m / (v.Sqrt() + o.EpsilonHat), state.Next(("mean", m), ("square", v)));
    }

    private static Updated<T> AmsGrad<T>(AmsGrad o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long t = state.Step + 1;
        double α̂ = o.LearningRate.At(state.Step) / Correction(o.Beta1, t), c = 1 / Math.Sqrt(Correction(o.Beta2, t));
        var (m, v) = Moments(o.Beta1, o.Beta2, g, state);
        var largest = Largest(v, state["largest"]);
        return new(θ - α̂ * m / (c * largest.Sqrt() + o.Epsilon), state.Next(("mean", m), ("square", v), ("largest", largest)));
    }

    private static Updated<T> AdaMax<T>(AdaMax o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var m = Flushed(o.Beta1 * state["mean"] + (1 - o.Beta1) * g);
        var u = Flushed(Largest(g.OfVector(g.Vector.Map(T.Abs)) + o.Epsilon, o.Beta2 * state["largest"]));
        return new(θ - o.LearningRate.At(state.Step) / Correction(o.Beta1, state.Step + 1) * m / u, state.Next(("mean", m), ("largest", u)));
    }

    private static Updated<T> NAdam<T>(NAdam o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long t = state.Step + 1;
        double Factor(long i) => o.Beta1 * (1 - 0.5 * Elementary.Pow(0.96, i * o.MomentumDecay));
        double α = o.LearningRate.At(state.Step), product = state.Scalars["momentum_product"] * Factor(t), c = 1 / Math.Sqrt(Correction(o.Beta2, t));
        var (m, v) = Moments(o.Beta1, o.Beta2, g, state);
        var mean = α * Factor(t + 1) / (1 - product * Factor(t + 1)) * m + α * (1 - Factor(t)) / (1 - product) * g;
        return new(θ - mean / (c * v.Sqrt() + o.Epsilon), state.Next(("mean", m), ("square", v)).With("momentum_product", product));
    }

    private static Updated<T> RAdam<T>(RAdam o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long t = state.Step + 1;
        double α = o.LearningRate.At(state.Step), power = Elementary.Pow(o.Beta2, t), last = 2 / (1 - o.Beta2) - 1, ρ = last - 2 * t * power / (1 - power);
        var (m, v) = Moments(o.Beta1, o.Beta2, g, state);
        var next = state.Next(("mean", m), ("square", v));
        if (ρ <= 5) return new(θ - α / Correction(o.Beta1, t) * m, next);
        double r = Math.Sqrt((ρ - 4) * (ρ - 2) * last / ((last - 4) * (last - 2) * ρ) * (1 - power));
        return new(θ - α * r / Correction(o.Beta1, t) * m / (v.Sqrt() + o.Epsilon), next);
    }

    private static Updated<T> Lion<T>(Lion o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double α = o.LearningRate.At(state.Step);
        var u = Signs(o.Beta1 * state["mean"] + (1 - o.Beta1) * g);
        return new(θ - (α * u + α * o.WeightDecay * θ), state.Next(("mean", Flushed(o.Beta2 * state["mean"] + (1 - o.Beta2) * g))));
    }

    private static Updated<T> Rprop<T>(Rprop o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T Number(double x) => T.CreateTruncating(x);
        var s = Signs(g) * Signs(state["previous"]);
        var step = state["step"] * s.OfVector(s.Vector.Map(x => x > T.Zero ? Number(o.EtaPlus) : x < T.Zero ? Number(o.EtaMinus) : T.One));
        step = step.OfVector(step.Vector.Map(x => x < Number(o.SmallestStep) ? Number(o.SmallestStep) : x > Number(o.LargestStep) ? Number(o.LargestStep) : x));
        var kept = g * s.OfVector(s.Vector.Map(x => x < T.Zero ? T.Zero : T.One));
        kept = kept.OfVector(kept.Vector.Map(x => x == T.Zero ? T.Zero : x));
        return new(θ - Signs(kept) * step, state.Next(("previous", Flushed(kept)), ("step", step)));
    }

    private static Updated<T> Asgd<T>(Asgd o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double α = o.LearningRate.At(state.Step), η = α / Elementary.Pow(1 + o.Decay * α * state.Step, o.Power), μ = 1 / Math.Max(1, state.Step - o.AverageFrom);
        var next = (1 - o.Decay * η) * θ - η * g;
        return new(next, state.Next(("average", μ == 1 ? next : state["average"] + μ * (next - state["average"]))));
    }

    private static Parameters<T> Signs<T>(Parameters<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.OfVector(x.Vector.Map(value => value > T.Zero ? T.One : value < T.Zero ? -T.One : T.Zero));

    private static Parameters<T> Largest<T>(Parameters<T> a, Parameters<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        a.OfVector(Tensor.Generate(a.Vector.Shape, i => T.Max(a.Vector[i], b.Vector[i])));

    /// <summary>+0 for what is smaller than the smallest normal number.</summary>
    private static Parameters<T> Flushed<T>(Parameters<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var smallest = T.CreateChecked(typeof(T) == typeof(float) ? Math.ScaleB(1.0, -126) : Math.ScaleB(1.0, -1022));
        return x.OfVector(x.Vector.Map(value => T.Abs(value) < smallest ? T.Zero : value));
    }
}
