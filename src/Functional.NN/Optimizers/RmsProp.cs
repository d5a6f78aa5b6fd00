namespace Functional.NN;

/// <summary>RMSProp: r ← ρr + (1 − ρ)g²; θ ← θ − αg/(√r + δ).</summary>
/// <remarks>Tieleman and Hinton 2012; δ is outside the root.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="Decay">ρ</param>
/// <param name="Epsilon">δ</param>
public sealed record RmsProp(Schedule LearningRate, double Decay = 0.9, double Epsilon = 1e-7) : IOptimizer
{
    /// <summary>ρ, from 0 to below 1.</summary>
    public double Decay { get; init => field = Constants.Decay(value, nameof(RmsProp)); } = Constants.Decay(Decay, nameof(RmsProp));

    /// <summary>δ, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(RmsProp), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(RmsProp), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public RmsProp With(Schedule? learningRate = null, double? decay = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Decay = decay ?? Decay, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ, "square");

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        double α = LearningRate.At(state.Step), ρ = Decay, δ = Epsilon;
        var r = ρ * state["square"] + (1 - ρ) * g * g;
        return new(θ - α * g / (r.Sqrt() + δ), state.Next(("square", r)));
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"RmsProp({LearningRate}, {Decay}, {Epsilon})");
}
