using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Adam: m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; θ ← θ − α·m̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).</summary>
/// <remarks>Kingma and Ba 2015, Algorithm 1, with its constants. ε is outside the root, as there. 1 − βᵗ is computed in double and rounded once.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="Beta1">β₁</param>
/// <param name="Beta2">β₂</param>
/// <param name="Epsilon">ε</param>
public sealed record Adam(Schedule LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : IOptimizer
{
    /// <summary>β₁, from 0 to below 1.</summary>
    public double Beta1 { get; init => field = Constants.Decay(value, nameof(Adam)); } = Constants.Decay(Beta1, nameof(Adam));

    /// <summary>β₂, from 0 to below 1.</summary>
    public double Beta2 { get; init => field = Constants.Decay(value, nameof(Adam)); } = Constants.Decay(Beta2, nameof(Adam));

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(Adam), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(Adam), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Adam With(Schedule? learningRate = null, double? beta1 = null, double? beta2 = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Beta1 = beta1 ?? Beta1, Beta2 = beta2 ?? Beta2, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => AdamState<T>.Start(θ);

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        var (α, β1, β2, ε, t) = (LearningRate.At(state.Step), Beta1, Beta2, Epsilon, state.Step + 1);
        var m = β1 * state["mean"] + (1 - β1) * g;
        var v = β2 * state["square"] + (1 - β2) * g * g;
        Parameters<T> m̂ = m / (1 - Elementary.Pow(β1, t)), v̂ = v / (1 - Elementary.Pow(β2, t));
        return new(θ - α * m̂ / (v̂.Sqrt() + ε), state.Next(("mean", m), ("square", v)));
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Adam({LearningRate}, {Beta1}, {Beta2}, {Epsilon})");
}
