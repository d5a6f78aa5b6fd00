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

/// <summary>AdamW: Adam's step, and θ ← θ − αλθ before it.</summary>
/// <remarks>Loshchilov and Hutter 2019: the decay is decoupled from the gradient, and as in libraries it is multiplied by the rate. It touches all of θ.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="WeightDecay">λ</param>
/// <param name="Beta1">β₁</param>
/// <param name="Beta2">β₂</param>
/// <param name="Epsilon">ε</param>
public sealed record AdamW(Schedule LearningRate, double WeightDecay = 0.01, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : IOptimizer
{
    /// <summary>λ, not negative.</summary>
    public double WeightDecay { get; init => field = Constants.NotNegative(value, nameof(AdamW), "the weight decay"); } = Constants.NotNegative(WeightDecay, nameof(AdamW), "the weight decay");

    /// <summary>β₁, from 0 to below 1.</summary>
    public double Beta1 { get; init => field = Constants.Decay(value, nameof(AdamW)); } = Constants.Decay(Beta1, nameof(AdamW));

    /// <summary>β₂, from 0 to below 1.</summary>
    public double Beta2 { get; init => field = Constants.Decay(value, nameof(AdamW)); } = Constants.Decay(Beta2, nameof(AdamW));

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(AdamW), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(AdamW), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public AdamW With(Schedule? learningRate = null, double? weightDecay = null, double? beta1 = null, double? beta2 = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, WeightDecay = weightDecay ?? WeightDecay, Beta1 = beta1 ?? Beta1, Beta2 = beta2 ?? Beta2, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => AdamState<T>.Start(θ);

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        double α = LearningRate.At(state.Step), λ = WeightDecay;
        return new Adam(LearningRate, Beta1, Beta2, Epsilon).Step(θ * (1 - α * λ), g, state);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"AdamW({LearningRate}, {WeightDecay}, {Beta1}, {Beta2}, {Epsilon})");
}

/// <summary>The state of Adam and its kin, to read.</summary>
/// <param name="Step">the number of steps taken</param>
/// <param name="Mean">m</param>
/// <param name="Square">v</param>
public sealed record AdamState<T>(long Step, Parameters<T> Mean, Parameters<T> Square) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The view of a state.</summary>
    public static AdamState<T> Of(OptimizerState<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(state.Step, state["mean"], state["square"]);
    }

    internal static OptimizerState<T> Start(Parameters<T> θ) => OptimizerState<T>.Zeros(θ, "mean", "square");
}
