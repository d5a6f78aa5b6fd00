using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Gauss–Newton for J = ½rᵀr: d = argmin ‖A·d + r‖ with A = ∂r/∂θ; θ ← θ + αd.</summary>
/// <remarks>
/// Nocedal and Wright 2006, section 10.3. The linear problem is solved by reflections with columns of equal norm, not by the normal equations AᵀA·d = −Aᵀr, whose condition is the square;
/// numbers of θ on which r does not depend, or not independently, stay where they are. Where residuals are small at the minimum it converges as fast as Newton's method.
/// </remarks>
/// <param name="Search">how far to go along d, from α = 1</param>
public sealed record GaussNewton(LineSearch? Search = null) : IObjectiveOptimizer
{
    /// <summary>How far to go along d, from α = 1; by default <see cref="Backtracking"/>.</summary>
    public LineSearch Search { get; init => field = value ?? Usual; } = Search ?? Usual;

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ);

    /// <inheritdoc/>
    public Updated<T> Step<T>(ObjectiveFunction<T> objective, Parameters<T> θ, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(θ);
        ArgumentNullException.ThrowIfNull(state);
        var here = objective.ValueAndGradient(θ);
        var linear = LinearizedProblem.Of(objective.Linearized(θ), LinearizedProblem.Norms);
        var d = θ.Rounded(linear.Step(0));
        if (!Descent.Falls(here.Gradient, d)) return new(θ, state.Next());
        return new(Search.Along(objective, θ, here, d, 1).Point.At.Parameters, state.Next());
    }

    private static readonly LineSearch Usual = new Backtracking();

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"GaussNewton({Search})");
}
