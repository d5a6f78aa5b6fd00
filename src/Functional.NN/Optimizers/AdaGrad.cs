namespace Functional.NN;

/// <summary>AdaGrad: r ← r + g²; θ ← θ − αg/(√r + ε).</summary>
/// <remarks>Duchi, Hazan and Singer 2011; ε is outside the root. The default ε is the textbook's (Goodfellow et al. 2016, algorithm 8.4).</remarks>
/// <param name="LearningRate">α</param>
/// <param name="Epsilon">ε</param>
public sealed record AdaGrad(Schedule LearningRate, double Epsilon = 1e-7) : IOptimizer
{
    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(AdaGrad), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(AdaGrad), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public AdaGrad With(Schedule? learningRate = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ, "square");

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        double α = LearningRate.At(state.Step), ε = Epsilon;
        var r = state["square"] + g * g;
        return new(θ - α * g / (r.Sqrt() + ε), state.Next(("square", r)));
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"AdaGrad({LearningRate}, {Epsilon})");
}
