using System.Collections.Immutable;
using Functional.NN.Experiments;

namespace Functional.NN.Course;

/// <summary>Descent by noisy gradients at a constant rate, and the mean θ̄ of its path: E J(θ̄) ≈ ½Σ σ²/(λᵢn) after n steps, whatever the rate, far below the floor on which the path itself stays.</summary>
/// <remarks>
/// Polyak and Juditsky 1992. Steps that have settled are an autoregression with a = 1 − ελ and the variance v = εσ²/(λ(2 − ελ)), and the mean of n of them has the variance
/// v/n·[(1 + a)/(1 − a) − 2a(1 − aⁿ)/(n(1 − a)²)], of which σ²/(λ²n) is what stays as n grows. The bowl of the noise floor; the first thousand steps are left out of the mean.
/// </remarks>
public sealed record PathAveraging() : Sample("averaging", "The mean of a noisy path", "Polyak and Juditsky 1992")
{
    private const int Seeded = 20, From = 1000, Averaged = 2000;

    private static readonly NoisyBowl Bowl = NoisyBowl.Usual;

    /// <summary>Descent that keeps the mean of its path.</summary>
    public Func<double, IOptimizer> Descent { get; init; } = rate => new Sgd(rate).WithSwa(From);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var rates = new[] { 0.4, 0.1 }.Select(ε => (Rate: Written.Short(ε), Ends: Seeds.Of(Seeded, key => End(ε, key)), Formula: Bowl.HalfSum(λ => λ * VarianceOfMean(λ, ε)))).ToImmutableArray();
        return new(
        [
            Claim.Of("averaging.the-mean-is-below-the-floor", "The mean of a noisy path at a constant rate lies far below the floor on which the path itself stays.",
                Verdicts.All(rates.Select(r => Seeds.Less(r.Ends.Select(end => end.Mean), r.Ends.Select(end => end.Path)))),
                $"loss of the mean of {Averaged} steps, and of the path: {string.Join("; ", rates.Select(r => $"rate {r.Rate}: {Seeds.MeanOf(r.Ends.Select(end => end.Mean))} and {Seeds.MeanOf(r.Ends.Select(end => end.Path))}"))}",
                rates.SelectMany(r => new[] { ($"mean at rate {r.Rate}", r.Ends.Average(end => end.Mean)), ($"path at rate {r.Rate}", r.Ends.Average(end => end.Path)) })),
            Claim.Of("averaging.the-rate-hardly-matters", "The expected loss of the mean is about ½Σσ²/(λᵢn): it falls as one over the number of steps, and the rate hardly matters.",
                rates.All(r => IsThere(r.Ends.Select(end => end.Mean), r.Formula)),
                $"measured against the closed form: {string.Join("; ", rates.Select(r => $"rate {r.Rate}: {Seeds.MeanOf(r.Ends.Select(end => end.Mean))} against {Written.Short(r.Formula)}"))}; ½Σσ²/(λᵢn) is {Written.Short(Bowl.HalfSum(λ => 1 / (λ * Averaged)))}",
                rates.SelectMany(r => new[] { ($"mean at rate {r.Rate}", r.Ends.Average(end => end.Mean)), ($"formula at rate {r.Rate}", r.Formula) })),
        ],
        [
            Plot.Bars("Loss of the path and of its mean", "At every rate the mean of the path has a loss many times below the path's own.", new PlotAxis("J", Logarithmic: true),
                rates.SelectMany(r => new[] { PlotBar.Of($"rate {r.Rate}: path", r.Ends.Select(end => end.Path)), PlotBar.Of($"rate {r.Rate}: mean", r.Ends.Select(end => end.Mean)) })),
        ]);
    }

    /// <summary>The loss of the path, averaged over the steps that enter the mean, and that of the mean.</summary>
    private (double Path, double Mean) End(double rate, RandomKey key)
    {
        ImmutableArray<Updated<double>> steps = [.. Bowl.Steps(Descent(rate), key).Take(From + Averaged)];
        return (steps.Skip(From).Average(now => Bowl.Loss(now.Parameters)), Bowl.Loss(ParameterAverage.Of(steps[^1].State)));
    }

    private static double VarianceOfMean(double λ, double ε)
    {
        double a = 1 - ε * λ, v = ε / (λ * (2 - ε * λ)), n = Averaged + 1, aⁿ = Enumerable.Range(0, Averaged + 1).Aggregate(1.0, (power, _) => power * a);
        return v / n * ((1 + a) / (1 - a) - 2 * a * (1 - aⁿ) / (n * (1 - a) * (1 - a)));
    }

    /// <summary>Whether the mean over seeds is within four standard errors of a formula.</summary>
    private static bool IsThere(IEnumerable<double> figures, double formula)
    {
        var over = SeedStatistics.Of(figures);
        return Math.Abs(over.Mean - formula) <= 4 * over.Deviation!.Value / Math.Sqrt(over.Count);
    }
}
