namespace Functional.NN;

/// <summary>A function of several blocks of numbers, with its gradient as somebody claims it: what a check compares.</summary>
/// <param name="Subject">what it is, for people</param>
/// <param name="Names">what the blocks are called</param>
/// <param name="Point">where it is checked</param>
/// <param name="Value">the function</param>
/// <param name="Cotangent">what each number of the value weighs</param>
/// <param name="Claimed">the claimed gradient of Σ cotangent·value, block by block</param>
internal sealed record GradientClaim(string Subject, string[] Names, Tensor<double>[] Point, Func<Tensor<double>[], Tensor<double>> Value, Tensor<double> Cotangent, Tensor<double>[] Claimed);

/// <summary>(Σ ȳ·f(x + h) − Σ ȳ·f(x − h))/2h against a claimed derivative, coordinate by coordinate.</summary>
/// <remarks>
/// Where the two differ, steps of h/8 and h/64 are tried, which pass by kinks that are near but not here. Where the smallest step still disagrees, the slopes
/// of the two sides are compared: a kink is no error as long as the claim lies between them.
/// </remarks>
internal sealed class CentralDifferences(GradientClaim claim, GradientCheckOptions options)
{
    private static readonly double[] Shrinking = [1, 1.0 / 8, 1.0 / 64];

    private readonly Tensor<double> _here = claim.Value(claim.Point);

    public static GradientReport Check(GradientClaim claim, GradientCheckOptions? options)
    {
        var differences = new CentralDifferences(claim, options ?? GradientCheckOptions.Default);
        return new GradientReport(claim.Subject, Enumerable.Range(0, claim.Point.Length)
            .SelectMany(block => Enumerable.Range(0, claim.Point[block].Shape.Size).Select(place => differences.Entry(block, place))));
    }

    private GradientEntry Entry(int block, int place)
    {
        double x = claim.Point[block].AsSpan()[place], h = options.Step * Math.Max(1, Math.Abs(x)), analytic = claim.Claimed[block].AsSpan()[place];
        GradientEntry? first = null;
        foreach (double shrink in Shrinking)
        {
            var entry = Compared(block, place, analytic, Slope(block, place, x + h * shrink, x - h * shrink));
            if (entry.Verdict == GradientVerdict.Right) return entry;
            first ??= entry;
        }
        h *= Shrinking[^1];
        return first! with { Verdict = IsKink(first, Slope(block, place, x + h, x), Slope(block, place, x, x - h)) ? GradientVerdict.Kink : GradientVerdict.Wrong };
    }

    private GradientEntry Compared(int block, int place, double analytic, double numeric)
    {
        double tolerance = options.AbsoluteTolerance * Math.Max(1, Size()) + options.RelativeTolerance * Math.Max(Math.Abs(analytic), Math.Abs(numeric));
        var verdict = double.IsFinite(tolerance) && Math.Abs(analytic - numeric) <= tolerance ? GradientVerdict.Right : GradientVerdict.Wrong;
        return new(claim.Names[block], claim.Point[block].Shape, place, analytic, numeric, tolerance, verdict);
    }

    private static bool IsKink(GradientEntry entry, double right, double left) =>
        double.IsFinite(entry.Tolerance) && Math.Abs(right - left) > entry.Tolerance && entry.Analytic >= Math.Min(left, right) - entry.Tolerance && entry.Analytic <= Math.Max(left, right) + entry.Tolerance;

    private double Slope(int block, int place, double high, double low)
    {
        var difference = At(block, place, high) - At(block, place, low);
        return (claim.Cotangent * difference).Sum().ToScalar() / (high - low);
    }

    private Tensor<double> At(int block, int place, double value)
    {
        if (value == claim.Point[block].AsSpan()[place]) return _here;
        Tensor<double>[] moved = [.. claim.Point];
        moved[block] = Tensor.Generate(moved[block].Shape, i => i == place ? value : claim.Point[block].AsSpan()[i]);
        return claim.Value(moved);
    }

    private double Size() => (claim.Cotangent * _here).Abs().Sum().ToScalar();
}
