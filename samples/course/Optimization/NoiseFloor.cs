using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>Descent by noisy gradients on J(θ) = ½Σλᵢθᵢ²: a constant rate ε stops at a floor, E J = ½Σ εσ²/(2 − ελᵢ), a rate that falls as 1/k goes through it, and one that dies too fast never gets there.</summary>
/// <remarks>
/// θᵢ ← (1 − ελᵢ)θᵢ − εσn is an autoregression whose variance settles where v = (1 − ελ)²v + ε²σ², at v = εσ²/(λ(2 − ελ)). The conditions Σε = ∞ and Σε² &lt; ∞ are those of Robbins and Monro 1951.
/// Twenty directions, λ from ¼ to 2, σ = 1, ten seeds. ε₀/(1 + k/20) starts at the largest of the constant rates.
/// </remarks>
public sealed record NoiseFloor() : Sample("noise-floor", "Noisy gradients: the floor of a constant rate, and the way through it", "Robbins and Monro 1951; Goodfellow et al. 2016, section 8.3.1")
{
    private const int Seeded = 10, Most = 4000, Settled = 2000;

    private static readonly ImmutableArray<double> Rates = [0.4, 0.2, 0.1];

    private static readonly NoisyBowl Bowl = NoisyBowl.Usual;

    /// <summary>Descent at a rate.</summary>
    public Func<Schedule, IOptimizer> Descent { get; init; } = rate => new Sgd(rate);

    /// <summary>A rate whose sum is infinite and whose sum of squares is finite.</summary>
    public Schedule Falling { get; init; } = new InverseTimeDecay(0.4, 1.0 / 20);

    /// <summary>A rate whose sum is finite.</summary>
    public Schedule Dying { get; init; } = new ExponentialDecay(0.4, 0.9);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var floors = Rates.Select(ε => (Rate: Written.Short(ε), Losses: Losses(ε), Formula: Bowl.HalfSum(λ => ε / (2 - ε * λ)))).ToImmutableArray();
        ImmutableArray<double[]> falling = Losses(Falling), dying = Losses(Dying);
        var lowest = floors[^1];
        return new(
        [
            Claim.Of("noise-floor.a-constant-rate-stops", "With noisy gradients, descent at a constant rate does not come to rest in the minimum: its expected loss stops falling at a floor that is known in closed form and grows with the rate.",
                floors.All(floor => Seeds.AreAbout(Ends(floor.Losses), floor.Formula, most: 0.05)),
                $"mean loss of steps {Settled} to {Most}, against ½Σεσ²/(2 − ελᵢ): {string.Join("; ", floors.Select(f => $"rate {f.Rate}: {Seeds.MeanOf(Ends(f.Losses))} against {Written.Short(f.Formula)}"))}",
                floors.SelectMany(f => new[] { ($"loss at rate {f.Rate}", Ends(f.Losses).Average()), ($"floor at rate {f.Rate}", f.Formula) })),
            Claim.Of("noise-floor.a-falling-rate-goes-through", "A rate that falls as one over the step goes through the floors of the constant rates, also of one that is a quarter of what it begins with.", Seeds.Less(Ends(falling), Ends(lowest.Losses)),
                $"mean loss of steps {Settled} to {Most}: {Seeds.MeanOf(Ends(falling))} with ε₀/(1 + k/20), {Seeds.MeanOf(Ends(lowest.Losses))} at the rate {lowest.Rate}",
                ("falling rate", Ends(falling).Average()), ("lowest constant rate", Ends(lowest.Losses).Average())),
            Claim.Of("noise-floor.a-dying-rate-stops-on-the-way", "A rate whose sum is finite stops on the way, however long it goes on: the sum of all rates must be infinite.",
                Verdicts.All(Verdicts.When(Dying.RobbinsMonro().SumDiverges == false), Seeds.Less(Ends(falling), Ends(dying))),
                $"mean loss of steps {Settled} to {Most}: {Seeds.MeanOf(Ends(dying))} with 0.4·0.9ᵏ, whose sum is 4; {Seeds.MeanOf(Ends(falling))} with ε₀/(1 + k/20)",
                ("dying rate", Ends(dying).Average()), ("falling rate", Ends(falling).Average())),
        ],
        [
            Plot.Lines("Loss under noisy gradients", "The losses of three constant rates fall and stop, the larger the rate the higher; that of the falling rate goes on falling; that of the dying rate stays high.",
                new PlotAxis("step", Logarithmic: true), new PlotAxis("J, mean of ten seeds", Logarithmic: true),
                [.. floors.Select(f => Path($"rate {f.Rate}", f.Losses)), Path("ε₀/(1 + k/20)", falling), Path("0.4·0.9ᵏ", dying)]),
        ]);
    }

    private ImmutableArray<double[]> Losses(Schedule rate) => Seeds.Of(Seeded, key => Bowl.Steps(Descent(rate), key).Take(Most).Select(now => Bowl.Loss(now.Parameters)).ToArray());

    private static IEnumerable<double> Ends(ImmutableArray<double[]> losses) => losses.Select(path => path.Skip(Settled).Average());

    private static Curve Path(string label, ImmutableArray<double[]> losses) =>
        Curve.Of(label, Enumerable.Range(1, 60).Select(i => i * i * Most / 3600).Distinct().Select(k => ((double)k, losses.Average(path => path[(k - 1)..Math.Min(Most, k + k / 10)].Average()))));
}
