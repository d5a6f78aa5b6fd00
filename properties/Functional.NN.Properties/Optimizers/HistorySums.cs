namespace Functional.NN.Properties.Optimizers;

/// <summary>Sums over the gradients g₁ … gₜ that one coordinate was given.</summary>
internal static class HistorySums
{
    public static double Square(double x) => x * x;

    /// <summary>What a schedule says for the last of them.</summary>
    public static double Last(Schedule schedule, double[] g) => schedule.At(g.Length - 1);

    /// <summary>Σᵢ αᵢgᵢ·η_(i+1)⋯ηₜ.</summary>
    public static double Velocity(Schedule α, Schedule η, double[] g) => g.Select((x, i) => α.At(i) * x * Enumerable.Range(i + 1, g.Length - 1 - i).Aggregate(1.0, (product, j) => product * η.At(j))).Sum();

    /// <summary>A velocity without a rate, in which the first gradient counts whole and the others 1 − τ.</summary>
    public static double Dampened(DampenedMomentum r, double[] g) => Velocity(new Constant(1), r.Coefficient, [.. g.Select((x, i) => i == 0 ? x : (1 - r.Dampening) * x)]);

    /// <summary>Σᵢ β^(t−i)·xᵢ.</summary>
    public static double Fading(double β, IEnumerable<double> numbers)
    {
        double[] all = [.. numbers];
        return all.Select((x, i) => Math.Pow(β, all.Length - 1 - i) * x).Sum();
    }

    /// <summary>(1 − β)Σᵢ β^(t−i)·f(gᵢ), the moving average from 0.</summary>
    public static double Moment(double β, double[] g, Func<double, double> f) => (1 - β) * Fading(β, g.Select(f));

    /// <summary>The same over the sum of its weights.</summary>
    public static double Mean(double β, double[] g, Func<double, double> f) => Fading(β, g.Select(f)) / Fading(β, g.Select(_ => 1.0));

    /// <summary>maxᵢ β^(t−i)(|gᵢ| + ε).</summary>
    public static double Largest(double β, double ε, double[] g) => g.Select((x, i) => Math.Pow(β, g.Length - 1 - i) * (Math.Abs(x) + ε)).Max();

    /// <summary>The history as it was after each of its steps.</summary>
    public static IEnumerable<double[]> Prefixes(double[] g) => Enumerable.Range(1, g.Length).Select(n => g[..n]);

    /// <summary>Σᵢ μ^(t−i)·gᵢ/dᵢ with the deviations d of each step; NaN where rounding decides on a variance.</summary>
    public static double Buffer(RmsProp r, double[] g) => Fading(r.Momentum, Prefixes(g).Select(past => past[^1] / Deviation(r, past)));

    /// <summary>d₁ … dₜ of AdaDelta, each from the sums over those before it.</summary>
    public static double[] Deltas(AdaDelta r, double[] g)
    {
        var deltas = new List<double>();
        foreach (double[] past in Prefixes(g))
            deltas.Add(Math.Sqrt(Moment(r.Decay, [.. deltas], Square) + r.Epsilon) / Math.Sqrt(Moment(r.Decay, past, Square) + r.Epsilon) * past[^1]);
        return [.. deltas];
    }

    private static double Deviation(RmsProp r, double[] g)
    {
        double square = Moment(r.Decay, g, Square), mean = r.Centered ? Moment(r.Decay, g, x => x) : 0, variance = square - mean * mean;
        return r.Centered && square > 0 && variance < 1e-3 * square ? double.NaN : Math.Sqrt(variance) + r.Epsilon;
    }
}
