using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.Tests.Optimizers;

/// <summary>The steps of the optimizers as algebra on whole vectors: slow, pure and short. The fused steps must give the same bits.</summary>
internal static class OptimizerReferences
{
    public static Updated<T> Step<T>(IOptimizer optimizer, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T> => optimizer switch
    {
        Sgd o => new(θ - o.LearningRate.At(state.Step) * g, state.Next()),
        Momentum o => Momentum(o.LearningRate.At(state.Step), o.Coefficient, θ, g, state),
        Nesterov o => Nesterov(o.LearningRate.At(state.Step), o.Coefficient, θ, g, state),
        AdaGrad o => AdaGrad(o.LearningRate.At(state.Step), o.Epsilon, θ, g, state),
        RmsProp o => RmsProp(o.LearningRate.At(state.Step), o.Decay, o.Epsilon, θ, g, state),
        Adam o => Adam(o, θ, g, state),
        AdamW o => Adam(new Adam(o.LearningRate, o.Beta1, o.Beta2, o.Epsilon), (1 - o.LearningRate.At(state.Step) * o.WeightDecay) * θ, g, state),
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

    private static Updated<T> RmsProp<T>(double α, double ρ, double δ, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var r = Flushed(ρ * state["square"] + (1 - ρ) * g * g);
        return new(θ - α * g / (r.Sqrt() + δ), state.Next(("square", r)));
    }

    private static Updated<T> Adam<T>(Adam o, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (β1, β2, ε, t) = (o.Beta1, o.Beta2, o.Epsilon, state.Step + 1);
        double α̂ = o.LearningRate.At(state.Step) / (1 - Elementary.Pow(β1, t)), c = 1 / Math.Sqrt(1 - Elementary.Pow(β2, t));
        var m = Flushed(β1 * state["mean"] + (1 - β1) * g);
        var v = Flushed(β2 * state["square"] + (1 - β2) * g * g);
        return new(θ - α̂ * m / (c * v.Sqrt() + ε), state.Next(("mean", m), ("square", v)));
    }

    /// <summary>+0 for what is smaller than the smallest normal number.</summary>
    private static Parameters<T> Flushed<T>(Parameters<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var smallest = T.CreateChecked(typeof(T) == typeof(float) ? Math.ScaleB(1.0, -126) : Math.ScaleB(1.0, -1022));
        return x.OfVector(x.Vector.Map(value => T.Abs(value) < smallest ? T.Zero : value));
    }
}
