using System.Numerics;

namespace Functional.NN.Course;

/// <summary>A slip, not RMSProp: r ← ρr + (1 − ρ)g²; θ ← θ − ε/(√r + δ), without the gradient.</summary>
/// <param name="LearningRate">ε</param>
/// <param name="Decay">ρ</param>
/// <param name="Epsilon">δ</param>
public sealed record RmsPropWithoutGradient(double LearningRate, double Decay = 0.9, double Epsilon = 1e-7) : IOptimizer
{
    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ, "square");

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var r = Decay * state["square"] + (1 - Decay) * (g * g);
        return new(θ - θ.Filled(LearningRate) / (r.Sqrt() + Epsilon), state.Next().With("square", r));
    }
}
