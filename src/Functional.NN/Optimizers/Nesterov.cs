namespace Functional.NN;

/// <summary>Nesterov's momentum, with the gradient taken where θ is: v ← ηv + αg; θ ← θ − (ηv + αg).</summary>
/// <remarks>Nesterov 1983 as rewritten by Sutskever et al. 2013 and Bengio et al. 2013: θ here is the look-ahead point, so no second evaluation is needed.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="Coefficient">η</param>
public sealed record Nesterov(Schedule LearningRate, double Coefficient = 0.9) : IOptimizer
{
    /// <summary>η, from 0 to below 1.</summary>
    public double Coefficient { get; init => field = Constants.Decay(value, nameof(Nesterov)); } = Constants.Decay(Coefficient, nameof(Nesterov));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Nesterov With(Schedule? learningRate = null, double? coefficient = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Coefficient = coefficient ?? Coefficient };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ, "velocity");

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        double α = LearningRate.At(state.Step), η = Coefficient;
        var v = η * state["velocity"] + α * g;
        return new(θ - (η * v + α * g), state.Next(("velocity", v)));
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Nesterov({LearningRate}, {Coefficient})");
}
