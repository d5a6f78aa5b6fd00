namespace Functional.NN;

/// <summary>How a gradient is checked.</summary>
/// <remarks>
/// There is no step to choose: steps are chosen for each coordinate, and the measured slope comes with a bound of its own error. A claimed number a is called wrong
/// when |a − n| &gt; bound + tolerance, and right only when the bound is at most <see cref="Resolution"/> of the gradient's size (or the tolerance, where that is larger); between them the check cannot tell.
/// </remarks>
public sealed record GradientCheckOptions
{
    /// <summary>Options, checked.</summary>
    /// <param name="method">what the claimed gradient is compared with</param>
    /// <param name="order">1 for the gradient, 2 for the gradient of the gradient</param>
    /// <param name="coordinates">all of them unless told</param>
    /// <param name="tolerance">relative; derived from the precision and the measured noise unless given</param>
    /// <param name="resolution">the relative mistake that must be visible</param>
    /// <param name="precision">of the claimed gradient</param>
    /// <param name="key">of cotangents, directions and samples; <c>RandomKey.FromSeed(0)</c> unless given</param>
    /// <param name="limit">of time; ten minutes unless given</param>
    /// <param name="shrink">whether a wrong network is made smaller until the smallest failing case is left</param>
    public GradientCheckOptions(GradientMethod method = GradientMethod.CentralDifference, int order = 1, GradientCoordinates? coordinates = null, double? tolerance = null, double resolution = 1e-3,
        GradientPrecision precision = GradientPrecision.Double, RandomKey? key = null, TimeSpan? limit = null, bool shrink = true)
    {
        (Method, Order, Coordinates, Tolerance, Resolution) = (method, order, coordinates ?? GradientCoordinates.All, tolerance, resolution);
        (Precision, Key, Limit, Shrink) = (precision, key ?? RandomKey.FromSeed(0), limit ?? TimeSpan.FromMinutes(10), shrink);
    }

    /// <summary>Central differences, every coordinate, in <c>double</c>.</summary>
    public static GradientCheckOptions Default { get; } = new();

    /// <summary>What the claimed gradient is compared with.</summary>
    public GradientMethod Method { get; init => field = Enum.IsDefined(value) ? value : throw new NNException(Sentence.Of($"GradientCheckOptions: there is no method {(int)value}.")); }

    /// <summary>1: the gradient. 2: the gradient of ⟨u, ∇⟨ȳ, f⟩⟩ for a random u, which checks that the rules can be differentiated again.</summary>
    public int Order { get; init => field = value is 1 or 2 ? value : throw new NNException(Sentence.Of($"GradientCheckOptions: the order is 1 or 2, got {value}.")); }

    /// <summary>Which numbers of the gradient are checked.</summary>
    public GradientCoordinates Coordinates { get; init => field = value ?? throw new NNException("GradientCheckOptions: say which coordinates, such as GradientCoordinates.All."); }

    /// <summary>How far the claimed number may lie from the true one, relative to the larger of it and the measured one, or to Σ|ȳₖfₖ|/max(1, |x|) where that is larger; none to derive it.</summary>
    /// <remarks>
    /// Derived, it is 2¹⁴·2⁻⁵² in double and 16·2⁻²³ in float, and 16κ·2⁻⁵² with κ the function's measured noise in units of rounding, at most a quarter of <see cref="Resolution"/>. What rounding does to each number is sampled besides, operation by operation: always in
    /// float, and in double before a number is called wrong. A given tolerance is taken as it is. Methods without steps (<see cref="GradientMethod.ForwardMode"/>, <see cref="GradientMethod.Adjoint"/>, the complex step) take the largest number of the block as well.
    /// </remarks>
    public double? Tolerance { get; init => field = value is null or >= 0 and < double.PositiveInfinity ? value : throw new NNException(Sentence.Of($"GradientCheckOptions: a tolerance is a finite number that is not negative, got {value}.")); }

    /// <summary>The relative mistake that must be visible for a number to be called right; where the bound is larger, the verdict is <see cref="GradientVerdict.CannotTell"/>.</summary>
    public double Resolution { get; init => field = value > 0 && double.IsFinite(value) ? value : throw new NNException(Sentence.Of($"GradientCheckOptions: the resolution must be positive, got {value}.")); }

    /// <summary>The precision the claimed gradient is computed in.</summary>
    public GradientPrecision Precision { get; init => field = Enum.IsDefined(value) ? value : throw new NNException(Sentence.Of($"GradientCheckOptions: there is no precision {(int)value}.")); }

    /// <summary>The key of cotangents, directions and samples.</summary>
    public RandomKey Key { get; init; }

    /// <summary>How long a check may take. What is checked by then is reported; a function that does not come back is left to itself on its thread.</summary>
    public TimeSpan Limit { get; init => field = value > TimeSpan.Zero ? value : throw new NNException(Sentence.Of($"GradientCheckOptions: the limit of time must be positive, got {value}.")); }

    /// <summary>Whether a wrong network is made smaller until the smallest failing case is left.</summary>
    public bool Shrink { get; init; }

    /// <summary>The same options with others for what is named.</summary>
    public GradientCheckOptions With(GradientMethod? method = null, int? order = null, GradientCoordinates? coordinates = null, double? tolerance = null, double? resolution = null,
        GradientPrecision? precision = null, RandomKey? key = null, TimeSpan? limit = null, bool? shrink = null) =>
        new(method ?? Method, order ?? Order, coordinates ?? Coordinates, tolerance ?? Tolerance, resolution ?? Resolution, precision ?? Precision, key ?? Key, limit ?? Limit, shrink ?? Shrink);
}
