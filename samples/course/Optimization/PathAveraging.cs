using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>Descent by noisy gradients at a constant rate, and the mean θ̄ of its path: E J(θ̄) ≈ ½Σ σ²/(λᵢn) after n steps, whatever the rate, far below the floor on which the path itself stays.</summary>
/// <remarks>
/// Polyak and Juditsky 1992. Steps that have settled are an autoregression with a = 1 − ελ and the variance v = εσ²/(λ(2 − ελ)), and the mean of n of them has the variance
/// v/n·[(1 + a)/(1 − a) − 2a(1 − aⁿ)/(n(1 − a)²)], of which σ²/(λ²n) is what stays as n grows. The bowl of the noise floor; the first thousand steps are left out of the mean.
/// </remarks>
public sealed record PathAveraging() : Sample("averaging", "The mean of a noisy path", "Polyak and Juditsky 1992")
{
    private const int Seeded = 40, From = 1000, Averaged = 2000;

    private static readonly ImmutableArray<double> Rates = [0.4, 0.1];

    private static readonly NoisyBowl Bowl = NoisyBowl.Usual;

    /// <summary>Descent that keeps the mean of its path.</summary>
    public Func<double, IOptimizer> Descent { get; init; } = rate => new Sgd(rate).WithSwa(From);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var rates = Rates.Select(ε => (Rate: Written.Short(ε), Paths: Seeds.Of(Seeded, key => Bowl.Steps(Descent(ε), key).Skip(From).Take(Averaged).ToImmutableArray()), Formula: Expected(ε, Averaged), FormulaHalfway: Expected(ε, Averaged / 2)))
            .Select(r => (r.Rate, r.Paths, Ends: r.Paths.Select(End).ToImmutableArray(), Halfway: r.Paths.Select(path => Mean(path, Averaged / 2)).ToImmutableArray(), r.Formula, r.FormulaHalfway)).ToImmutableArray();
        return new(
        [
            Claim.Of("averaging.the-mean-is-below-the-floor", "The mean of a noisy path at a constant rate has less than a tenth of the loss of the path itself.",
                Verdicts.All(rates.Select(r => Seeds.Less(r.Ends.Select(end => 10 * end.Mean), r.Ends.Select(end => end.Path)))),
                $"loss of the mean of {Averaged} steps, and of the path: {string.Join("; ", rates.Select(r => $"rate {r.Rate}: {Seeds.MeanOf(r.Ends.Select(end => end.Mean))} and {Seeds.MeanOf(r.Ends.Select(end => end.Path))}"))}",
                rates.SelectMany(r => new[] { ($"mean at rate {r.Rate}", r.Ends.Average(end => end.Mean)), ($"path at rate {r.Rate}", r.Ends.Average(end => end.Path)) })),
            Claim.Of("averaging.the-rate-hardly-matters", "The expected loss of the mean is about ½Σσ²/(λᵢn): it falls as one over the number of steps, and the rate hardly matters.",
                rates.All(r => Seeds.AreAbout(r.Ends.Select(end => end.Mean), r.Formula) && Seeds.AreAbout(r.Halfway, r.FormulaHalfway)),
                $"measured against the closed form: {string.Join("; ", rates.Select(r => $"rate {r.Rate}: {Seeds.MeanOf(r.Ends.Select(end => end.Mean))} against {Written.Short(r.Formula)}, after half as many steps {Seeds.MeanOf(r.Halfway)} against {Written.Short(r.FormulaHalfway)}"))}; ½Σσ²/(λᵢn) is {Written.Short(Bowl.HalfSum(λ => 1 / (λ * Averaged)))}",
                rates.SelectMany(r => new[] { ($"mean at rate {r.Rate}", r.Ends.Average(end => end.Mean)), ($"formula at rate {r.Rate}", r.Formula), ($"halfway at rate {r.Rate}", r.Halfway.Average()) })),
        ],
        [
            Plot.Lines("Loss of a path and of its mean", "The loss of the path stays on its floor, that of the mean falls in a straight line on logarithmic axes.", new PlotAxis("steps in the mean", Logarithmic: true), new PlotAxis("J, mean of forty seeds", Logarithmic: true),
                rates.SelectMany(r => new[] { Course($"rate {r.Rate}: path", r.Paths, now => now.Parameters), Course($"rate {r.Rate}: mean", r.Paths, now => ParameterAverage.Of(now.State)) })),
        ]);
    }

    /// <summary>The loss of the path, averaged over the steps that enter the mean, and that of the mean.</summary>
    private static (double Path, double Mean) End(ImmutableArray<Updated<double>> path) => (path.Average(now => Bowl.Loss(now.Parameters)), Mean(path, Averaged));

    /// <summary>The loss of the mean of the first so many steps.</summary>
    private static double Mean(ImmutableArray<Updated<double>> path, int steps) => Bowl.Loss(ParameterAverage.Of(path[steps - 1].State));

    private static double Expected(double ε, int steps) => Bowl.HalfSum(λ => λ * VarianceOfMean(λ, ε, steps));

    private static Curve Course(string label, ImmutableArray<ImmutableArray<Updated<double>>> paths, Func<Updated<double>, Parameters<double>> θ) =>
        Curve.Of(label, Enumerable.Range(0, 12).Select(i => Math.Min(1 << i, Averaged)).Select(n => ((double)n, paths.Average(path => Bowl.Loss(θ(path[n - 1]))))));

    private static double VarianceOfMean(double λ, double ε, int steps)
    {
        double a = 1 - ε * λ, v = ε / (λ * (2 - ε * λ)), n = steps + 1, aⁿ = Powers.Of(a, steps + 1);
        return v / n * ((1 + a) / (1 - a) - 2 * a * (1 - aⁿ) / (n * (1 - a) * (1 - a)));
    }
}
