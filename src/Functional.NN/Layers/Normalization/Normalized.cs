namespace Functional.NN;

/// <summary>y = γ·(x − μ)/√(σ² + ε) + β by the mean and the biased variance of x itself: the formula that the normalising layers share.</summary>
/// <param name="Output">y, of the shape of x</param>
/// <param name="Mean">μ, over the axes averaged, which are gone</param>
/// <param name="Variance">σ², the biased one, over the axes averaged, which are gone</param>
internal readonly record struct Normalized(Var Output, Var Mean, Var Variance)
{
    /// <summary>By the numbers of x over some axes.</summary>
    /// <param name="x">what is normalised, of any shape</param>
    /// <param name="axes">what is averaged over, counted from the front</param>
    /// <param name="epsilon">added to the variance, inside the root</param>
    /// <param name="scale">γ, broadcasted to x; none for 1</param>
    /// <param name="shift">β, broadcasted to x; none for 0</param>
    /// <param name="counted">1 where a number of x counts in μ and σ², else 0, broadcasted to x; none when all do</param>
    public static Normalized Over(Var x, int[] axes, double epsilon, Var? scale = null, Var? shift = null, Var? counted = null)
    {
        var each = EachOf(x.Shape, axes);
        var count = counted is null ? null : CountOver(x.Shape, axes, counted);
        var μ = Average(x);
        var centre = μ.Reshape(each);
        var centred = x - centre;
        var σ2 = Average(centred * centred);
        if (count is null) σ2 = Var.Apply(new Primitives.VarianceAboutMean(axes), σ2, x, centre);
        return new(By(x, centre, σ2.Reshape(each), epsilon, scale, shift), μ, σ2);

        Var Average(Var numbers) => count is null ? numbers.Mean(axes) : (counted! * numbers).Sum(axes) / Var.Max(count, 1);
    }

    /// <summary>By a mean and a variance from elsewhere; both broadcasted to x. A γ for each of them goes into the factor of x − μ, which is γ/√(σ² + ε).</summary>
    public static Var By(Var x, Var mean, Var variance, double epsilon, Var? scale, Var? shift)
    {
        var root = Var.Sqrt(variance + epsilon);
        return scale is not null && scale.Shape == root.Shape ? Scaled(x, mean, scale / root, shift) : Scaled(Scaled(x, mean, 1 / root, null), null, scale, shift);
    }

    /// <summary>γ and β as parameters: they start at 1 and 0.</summary>
    public static IReadOnlyList<ParameterSpec> ScaleAndShift(Shape shape) => [ScaleOf(shape), new("bias", shape, new Zeros(), ParameterRole.Bias)];

    /// <summary>γ as a parameter: it starts at 1.</summary>
    public static ParameterSpec ScaleOf(Shape shape) => new("weight", shape, new ConstantValue(1), ParameterRole.Scale);

    /// <summary>γ·x + β, with those that are there.</summary>
    public static Var Scaled(Var x, Var? scale, Var? shift) => Scaled(x, null, scale, shift);

    /// <summary>γ·(x − μ) + β, with those that are there.</summary>
    private static Var Scaled(Var x, Var? mean, Var? scale, Var? shift)
    {
        var deviation = mean is null ? x : x - mean;
        var y = scale is null ? deviation : deviation * scale;
        if (shift is not null) y += shift;
        if (mean is null || scale is null) return y;
        return shift is null ? Var.Apply(new Primitives.ScaledDeviation(), y, x, mean, scale) : Var.Apply(new Primitives.ScaledDeviation(), y, x, mean, scale, shift);
    }

    /// <summary>The shape under which numbers for each place of the axes that are not averaged broadcast to x.</summary>
    private static Shape EachOf(Shape x, int[] axes)
    {
        int first = Enumerable.Range(0, x.Rank).First(axis => !axes.Contains(axis));
        return Shape.Of([.. Enumerable.Range(first, x.Rank - first).Select(axis => axes.Contains(axis) ? 1 : x[axis])]);
    }

    /// <summary>How many numbers count in each average.</summary>
    public static Var CountOver(Shape x, int[] axes, Var counted) => counted.BroadcastTo(x).Sum(axes);
}
