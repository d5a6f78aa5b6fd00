namespace Functional.NN;

/// <summary>Momentum: v ← ηv + αg; θ ← θ − v.</summary>
/// <remarks>Polyak 1964, in the form that keeps the rate inside the velocity; with a constant rate it equals v ← ηv + g, θ ← θ − αv.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="Coefficient">η</param>
public sealed record Momentum(Schedule LearningRate, double Coefficient = 0.9) : IOptimizer
{
    /// <summary>η, from 0 to below 1.</summary>
    public double Coefficient { get; init => field = Constants.Decay(value, nameof(Momentum)); } = Constants.Decay(Coefficient, nameof(Momentum));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Momentum With(Schedule? learningRate = null, double? coefficient = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Coefficient = coefficient ?? Coefficient };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ, "velocity");

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        double α = LearningRate.At(state.Step), η = Coefficient;
        var v = η * state["velocity"] + α * g;
        return new(θ - v, state.Next(("velocity", v)));
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Momentum({LearningRate}, {Coefficient})");
}
