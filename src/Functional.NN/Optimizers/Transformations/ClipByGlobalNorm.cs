using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>The gradient shortened to a norm of c where it is longer: g ← g·c/(‖g‖ + ε) where that factor is below 1, with ‖g‖ over all of θ.</summary>
/// <remarks>Pascanu, Mikolov and Bengio 2013; libraries add ε = 10⁻⁶. The norm is <see cref="Parameters{T}.Norm"/>; the factor is computed in double and rounded once. Where the norm is not finite, the gradient stays as it is. With c = ∞ nothing changes.</remarks>
/// <param name="Inner">the optimizer that steps by the clipped gradient</param>
/// <param name="Limit">c</param>
/// <param name="Epsilon">ε</param>
public sealed record ClipByGlobalNorm(IOptimizer Inner, double Limit, double Epsilon = 0) : OptimizerTransformation(Inner)
{
    /// <summary>c, positive.</summary>
    public double Limit { get; init => field = Constants.Limit(value, nameof(ClipByGlobalNorm), "the limit"); } = Constants.Limit(Limit, nameof(ClipByGlobalNorm), "the limit");

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(ClipByGlobalNorm), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(ClipByGlobalNorm), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public ClipByGlobalNorm With(IOptimizer? inner = null, double? limit = null, double? epsilon = null) => this with { Inner = inner ?? Inner, Limit = limit ?? Limit, Epsilon = epsilon ?? Epsilon };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"ClipByGlobalNorm({Inner}, {Limit}, {Epsilon})");

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new Run<T>(this, inner, layout);

    /// <summary>What the gradient is multiplied by.</summary>
    internal static double Factor(double limit, double norm, double epsilon) => double.IsFinite(norm) && limit / (norm + epsilon) is < 1 and var factor ? factor : 1;

    private sealed unsafe class Run<T>(ClipByGlobalNorm clip, RunningOptimizer<T> inner, ParameterLayout layout) : GradientRun<T>(inner, layout) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private double _factor = 1;

        protected override bool Measures => true;

        protected override bool Changes => _factor != 1;

        protected override void Measure(WholeGradient<T> whole) => _factor = Factor(clip.Limit, whole.Norm, clip.Epsilon);

        protected override void Change(in StepRange<T> range, T* to) => OptimizerPass.OfGradient(new ScaledRule<T>(_factor), range, to);
    }
}
