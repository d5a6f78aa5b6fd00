namespace Functional.NN;

/// <summary>How a gradient is checked: the step of the differences, and how far the two numbers may lie apart.</summary>
/// <remarks>
/// A central difference errs by h²·f‴/6 because it cuts the series off, and by about ε·|f|/h because f is rounded. With h = ε^(1/3)·max(1, |x|) ≈ 6e-6 both are
/// of the size ε^(2/3) ≈ 4e-11 times the size of f and of its third derivative. The tolerance is <see cref="AbsoluteTolerance"/>·max(1, |f|) +
/// <see cref="RelativeTolerance"/>·max(|analytic|, |numeric|): with the defaults some hundred times that error, and a thousand times less than the 0.1 % of a
/// number of size 1 that a check must see. A derivative far smaller than 1e-5 can be wrong by 0.1 % without being seen: choose points where it is not.
/// </remarks>
public sealed record GradientCheckOptions
{
    /// <summary>∛ε for <c>double</c>, 2^(−52/3), where the two errors of a central difference balance.</summary>
    public const double BalancedStep = 6.0554544523933395e-6;

    /// <summary>Options, checked.</summary>
    /// <param name="step">h for numbers up to 1 in size; in proportion to larger ones</param>
    /// <param name="relativeTolerance">in proportion to the derivative</param>
    /// <param name="absoluteTolerance">in proportion to the size of the function's value, where that is above 1</param>
    public GradientCheckOptions(double step = BalancedStep, double relativeTolerance = 1e-6, double absoluteTolerance = 1e-8) =>
        (Step, RelativeTolerance, AbsoluteTolerance) = (step, relativeTolerance, absoluteTolerance);

    /// <summary>Central differences at the balanced step.</summary>
    public static GradientCheckOptions Default { get; } = new();

    /// <summary>h for numbers up to 1 in size, positive.</summary>
    public double Step { get; init => field = value > 0 && double.IsFinite(value) ? value : throw new NNException(Sentence.Of($"GradientCheck: the step must be positive, got {value}.")); }

    /// <summary>In proportion to the derivative, not negative.</summary>
    public double RelativeTolerance { get; init => field = Tolerance(value); }

    /// <summary>In proportion to the size of the function's value, not negative.</summary>
    public double AbsoluteTolerance { get; init => field = Tolerance(value); }

    /// <summary>The same options with another step or other tolerances.</summary>
    public GradientCheckOptions With(double? step = null, double? relativeTolerance = null, double? absoluteTolerance = null) =>
        new(step ?? Step, relativeTolerance ?? RelativeTolerance, absoluteTolerance ?? AbsoluteTolerance);

    private static double Tolerance(double value) =>
        value >= 0 && double.IsFinite(value) ? value : throw new NNException(Sentence.Of($"GradientCheck: a tolerance must be a finite number that is not negative, got {value}."));
}
