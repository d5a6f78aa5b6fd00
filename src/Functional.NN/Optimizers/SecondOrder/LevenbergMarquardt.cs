using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>How Levenberg–Marquardt measures the length of a step.</summary>
public enum StepScale
{
    /// <summary>D = I (Levenberg 1944).</summary>
    Identity,

    /// <summary>D is the largest norm yet met of each column of A (Marquardt 1963; the largest by Moré 1978): the same steps whatever the units of θ.</summary>
    Marquardt,
}

/// <summary>Levenberg–Marquardt for J = ½rᵀr: d = argmin ‖A·d + r‖² + μ‖Dd‖² with A = ∂r/∂θ; θ ← θ + d where J falls, else μ grows and d is made anew.</summary>
/// <remarks>
/// Hagan et al. 2014, chapter 12; Madsen, Nielsen and Tingleff 2004, algorithm 3.16: with the gain ϱ = (J(θ) − J(θ + d))/(its prediction), a step with ϱ &gt; 0 is taken and μ ← μ·max(⅓, 1 − (2ϱ − 1)³), else μ ← μν, ν ← 2ν.
/// With a large μ the step is −D⁻²∇J/μ, with a small one that of <see cref="GaussNewton"/>. The linear problem is solved by reflections of A above √μD, not by normal equations, whose condition would be the square;
/// J(θ) − J(θ + d) is summed as ½Σ(r − r′)(r + r′), which keeps its digits where the two are nearly equal.
/// One step ends when a d is taken, or after <see cref="MostTrials"/> without; then θ and μ stay. μ is in the state as <c>damping</c>, 0 before the first step, and D as <c>scale</c>; ν is 2 at the beginning of each step.
/// </remarks>
/// <param name="Damping">τ: μ starts as τ times the largest squared norm of a column of AD⁻¹, which is 1 with Marquardt's scale</param>
/// <param name="Scale">D</param>
/// <param name="MostTrials">how many d are tried at most in a step</param>
public sealed record LevenbergMarquardt(double Damping = 1e-3, StepScale Scale = StepScale.Marquardt, int MostTrials = 60) : IObjectiveOptimizer
{
    /// <summary>τ, positive.</summary>
    public double Damping { get; init => field = Positive(value); } = Positive(Damping);

    /// <summary>How many d are tried at most in a step.</summary>
    public int MostTrials { get; init => field = Checked(value); } = Checked(MostTrials);

    /// <summary>The same with other constants; what is not named stays.</summary>
    public LevenbergMarquardt With(double? damping = null, StepScale? scale = null, int? mostTrials = null) =>
        this with { Damping = damping ?? Damping, Scale = scale ?? Scale, MostTrials = mostTrials ?? MostTrials };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ, "scale").With("damping", 0);

    /// <inheritdoc/>
    public Updated<T> Step<T>(ObjectiveFunction<T> objective, Parameters<T> θ, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(θ);
        ArgumentNullException.ThrowIfNull(state);
        var here = objective.Linearized(θ);
        double[] before = state["scale"].Vector.Widened();
        var linear = LinearizedProblem.Of(here, norms => Scale == StepScale.Identity ? [.. norms.Select(_ => 1.0)] : LinearizedProblem.Norms([.. norms.Zip(before, Math.Max)]));
        state = Scale == StepScale.Marquardt ? state.With("scale", θ.Rounded(linear.Scale)) : state;
        double μ = state.Scalars["damping"] is > 0 and var kept ? kept : Damping * (Scale == StepScale.Marquardt ? 1 : LargestSquare(here.Jacobian)), ν = 2;
        for (int trial = 0; trial < MostTrials; trial++)
        {
            double[] d = linear.Step(μ);
            var there = θ + θ.Rounded(d);
            if (there == θ) break;
            double gain = Fall(here.Residuals, objective.Residuals(there)) / linear.Predicted(d, μ);
            if (gain > 0) return new(there, state.With("damping", μ * Math.Max(1.0 / 3, 1 - Cube(2 * gain - 1))).Next());
            (μ, ν) = (Math.Min(μ * ν, LargestDamping), 2 * ν);
        }
        return new(θ, state.Next());
    }

    private const double LargestDamping = 1e200;

    private static double Cube(double x) => x * x * x;

    /// <summary>½‖r‖² − ½‖r′‖²; less than any number where r′ is not finite.</summary>
    private static double Fall<T>(Tensor<T> r, Tensor<T> next) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (a, b) = (r.Cast<double>(), next.Cast<double>());
        return b.IsFinite ? 0.5 * ((a - b) * (a + b)).Sum().ToScalar() : double.NegativeInfinity;
    }

    private static double LargestSquare<T>(Tensor<T> jacobian) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var wide = jacobian.Cast<double>();
        double largest = (wide * wide).Sum(0).ToArray().DefaultIfEmpty(0).Max();
        return largest > 0 ? largest : 1;
    }

    private static double Positive(double τ) => τ > 0 && double.IsFinite(τ) ? τ : throw new NNException(Sentence.Of($"LevenbergMarquardt: the damping must be positive, got {τ}; GaussNewton has none."));

    private static int Checked(int trials) => trials >= 1 ? trials : throw new NNException(Sentence.Of($"LevenbergMarquardt: a step tries one d or more, got {trials}."));

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"LevenbergMarquardt({Damping}, {Scale}, {MostTrials})");
}
