namespace Functional.NN;

/// <summary>Stochastic gradient descent: θ ← θ − αg.</summary>
/// <remarks>Whether single samples, mini-batches or the full batch is the batch size's business.</remarks>
/// <param name="LearningRate">α</param>
public sealed record Sgd(Schedule LearningRate) : IOptimizer
{
    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(0);

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        double α = LearningRate.At(state.Step);
        return new(θ - α * g, state.Next());
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Sgd({LearningRate})");
}
