using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>What the eigenvalues of a Hessian make of a place; where the gradient is 0, what kind of critical point it is.</summary>
public enum CriticalPoint
{
    /// <summary>The bounds do not allow to say: more products are needed.</summary>
    NotDecided,

    /// <summary>It curves up in every direction.</summary>
    Minimum,

    /// <summary>It curves down in every direction.</summary>
    Maximum,

    /// <summary>It curves up in some directions and down in others.</summary>
    Saddle,

    /// <summary>It does not curve in some direction, and not both up and down in others: second derivatives do not decide.</summary>
    Flat,
}

/// <summary>An estimate of an eigenvalue: within the bound of the value there is an eigenvalue.</summary>
/// <param name="Value">the Ritz value</param>
/// <param name="Bound">how far from it an eigenvalue is at most</param>
public readonly record struct RitzValue(double Value, double Bound)
{
    /// <summary>The value less its bound.</summary>
    public double Low => Value - Bound;

    /// <summary>The value plus its bound.</summary>
    public double High => Value + Bound;
}

/// <summary>How far Lanczos' method goes.</summary>
/// <param name="Steps">how many products with the Hessian at most; each of their vectors is kept</param>
/// <param name="Tolerance">it ends where both bounds are at most this share of the largest eigenvalue by size</param>
/// <param name="Flat">an eigenvalue of at most this share of the largest by size counts as 0</param>
public sealed record LanczosOptions(int Steps = 100, double Tolerance = 1e-6, double Flat = 1e-5)
{
    /// <summary>How many products with the Hessian at most, from 1 on.</summary>
    public int Steps { get; init => field = value >= 1 ? value : throw new NNException(Sentence.Of($"LanczosOptions: the number of steps must be 1 or more, got {value}.")); } = Steps >= 1 ? Steps : throw new NNException(Sentence.Of($"LanczosOptions: the number of steps must be 1 or more, got {Steps}."));

    /// <summary>The share of the largest eigenvalue by size that both bounds must come to.</summary>
    public double Tolerance { get; init => field = Constants.NotNegative(value, nameof(LanczosOptions), "the tolerance"); } = Constants.NotNegative(Tolerance, nameof(LanczosOptions), "the tolerance");

    /// <summary>The share of the largest eigenvalue by size up to which another counts as 0.</summary>
    public double Flat { get; init => field = Constants.NotNegative(value, nameof(LanczosOptions), "the share that counts as flat"); } = Constants.NotNegative(Flat, nameof(LanczosOptions), "the share that counts as flat");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public LanczosOptions With(int? steps = null, double? tolerance = null, double? flat = null) => this with { Steps = steps ?? Steps, Tolerance = tolerance ?? Tolerance, Flat = flat ?? Flat };
}

/// <summary>The smallest and the largest eigenvalue of a Hessian ∇²J(θ), with bounds, and what they make of θ.</summary>
/// <remarks>
/// <para>
/// Lanczos' method on products H·v (Pearlmutter 1994), each vector made orthogonal to all before it (Golub and Van Loan 2013, section 10.1; Parlett 1980, chapter 13). H is symmetric, so within βₘ|sₘᵢ| of every Ritz value there is an
/// eigenvalue; the bounds are that, widened by 32 rounding errors of the precision of θ, as a share of the largest. The largest Ritz value is never above the largest eigenvalue, the smallest never below the smallest: so a saddle is
/// shown by the values alone. That a bounded value is the smallest or the largest, and not its neighbour, rests on the start direction, which is drawn from a key: it has something of every eigenvector but with probability 0.
/// After as many steps as θ has numbers all eigenvalues are found.
/// </para>
/// <para>The verdict is of H alone. With t the share that counts as flat of the largest by size: saddle where one Ritz value is below −t and one above t, each by more than the rounding; minimum where the smallest is above t by its bound, maximum where the largest
/// is below −t by its; flat where the one of the two that is nearer to 0 is within ±t by its bound and the other does not pass to its other side; else not decided. Numbers that are frozen take no part.</para>
/// </remarks>
/// <param name="Smallest">the smallest eigenvalue</param>
/// <param name="Largest">the largest eigenvalue</param>
/// <param name="Verdict">what they make of θ</param>
/// <param name="Products">how many products H·v it took</param>
public sealed record HessianExtremes(RitzValue Smallest, RitzValue Largest, CriticalPoint Verdict, int Products)
{
    private const double RoundingErrors = 32;

    /// <summary>The extremes of an objective's Hessian at θ; NaN, and not decided, where a product is not finite.</summary>
    /// <param name="objective">J; of a batch, <see cref="Trainer{T}.ObjectiveOf"/> gives it</param>
    /// <param name="θ">where</param>
    /// <param name="key">what the start direction is drawn from</param>
    /// <param name="options">how far to go; the usual way where none are given</param>
    /// <exception cref="NNException">θ has no numbers that are not frozen.</exception>
    public static HessianExtremes Of<T>(ObjectiveFunction<T> objective, Parameters<T> θ, RandomKey key, LanczosOptions? options = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(θ);
        options ??= new();
        var trained = Trained(θ.Layout);
        if (!trained.AsSpan().Contains(1.0)) throw new NNException("HessianExtremes: θ has no numbers that training may change, so there is no Hessian to look at; free some blocks.");
        int products = 0;
        double[] Multiply(double[] v)
        {
            products++;
            return (objective.HessianVector(θ, θ.Rounded(v)).Vector.Cast<double>() * trained).ToArray();
        }
        var found = Lanczos.Of(Multiply, (key.Normal<double>(trained.Shape) * trained).ToArray(), options.Steps, options.Tolerance);
        return found is null ? new(new(double.NaN, double.NaN), new(double.NaN, double.NaN), CriticalPoint.NotDecided, products) : Of(found, RoundingErrors * Rounding<T>() * found.Scale, options.Flat, products);
    }

    private static HessianExtremes Of(RitzValues found, double rounding, double flat, int products)
    {
        RitzValue smallest = new(found.Values[0], found.Bounds[0] + rounding), largest = new(found.Values[^1], found.Bounds[^1] + rounding);
        return new(smallest, largest, Judged(smallest, largest, rounding, flat * found.Scale), products);
    }

    private static CriticalPoint Judged(RitzValue smallest, RitzValue largest, double rounding, double t) =>
        smallest.Value + rounding < -t && largest.Value - rounding > t ? CriticalPoint.Saddle
        : smallest.Low > t ? CriticalPoint.Minimum
        : largest.High < -t ? CriticalPoint.Maximum
        : smallest.Low >= -t && smallest.High <= t || largest.Low >= -t && largest.High <= t ? CriticalPoint.Flat
        : CriticalPoint.NotDecided;

    /// <summary>1 for the numbers that training may change, 0 for the others.</summary>
    private static Tensor<double> Trained(ParameterLayout layout) =>
        layout.Count == 0 ? Tensor.Zeros<double>(Shape.Of(0)) : Tensor.Concat(0, layout.Select(block => Tensor.Full(Shape.Of(block.Shape.Size), block.Frozen ? 0.0 : 1)));

    private static double Rounding<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => double.CreateTruncating(T.BitIncrement(T.One) - T.One);
}
