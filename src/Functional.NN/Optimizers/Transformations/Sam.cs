namespace Functional.NN;

/// <summary>Sharpness-aware minimisation: the inner optimizer steps at θ by the gradient taken at θ + ρg/‖g‖, where the loss is about the largest within ρ.</summary>
/// <remarks>Foret, Kleiner, Mobahi and Neyshabur 2021, algorithm 1, with its ρ. Two gradients a step, of the same batch under the same key; what is measured is at θ. With ρ = 0, and where g is 0, it is the inner optimizer.</remarks>
/// <param name="Inner">the optimizer that steps</param>
/// <param name="Rho">ρ</param>
public sealed record Sam(IOptimizer Inner, double Rho = 0.05) : IObjectiveOptimizer
{
    private const string InnerName = "inner";

    /// <summary>ρ, not negative.</summary>
    public double Rho { get; init => field = Constants.NotNegative(value, nameof(Sam), "rho"); } = Constants.NotNegative(Rho, nameof(Sam), "rho");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Sam With(IOptimizer? inner = null, double? rho = null) => this with { Inner = inner ?? Inner, Rho = rho ?? Rho };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new OptimizerState<T>(0).With(InnerName, Inner.Start(θ));

    /// <inheritdoc/>
    public Updated<T> Step<T>(ObjectiveFunction<T> objective, Parameters<T> θ, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(θ);
        ArgumentNullException.ThrowIfNull(state);
        var g = objective.ValueAndGradient(θ).Gradient;
        double norm = g.Norm;
        if (Rho != 0 && norm != 0) g = objective.ValueAndGradient(θ + Rho / norm * g).Gradient;
        var (next, inner) = Inner.Step(θ, g, state.InnerState(InnerName));
        return new(next, state.With(InnerName, inner).Next());
    }

    /// <inheritdoc/>
    public IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { Inner = (IOptimizer)Inner.WithRate(change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Sam({Inner}, {Rho})");
}
