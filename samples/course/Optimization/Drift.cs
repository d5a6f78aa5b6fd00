using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>A bowl J(θ) = ½Σλᵢ(θᵢ − cᵢ)² whose minimum c walks at random: AdaGrad divides by all squared gradients that ever were and falls behind, RMSProp forgets the old ones and follows.</summary>
/// <remarks>
/// Ten directions, λ from 1 to 10; each number of c moves by a normal number of standard deviation 0.1 a step. AdaGrad's rate for a number of θ is ε/√Σg², so of one that always has work to do it falls as 1/√k.
/// Both rates are the best of one grid over the first 500 steps of another walk; they are then used for 10,000 steps, five walks. Then both get the rate that is best for the end of such a long walk.
/// </remarks>
public sealed record Drift() : Sample("drift", "A minimum that moves: AdaGrad and RMSProp", "Duchi et al. 2011; Goodfellow et al. 2016, sections 8.5.1 and 8.5.2")
{
    private const int Tuning = 500, Most = 10_000, Last = 1000;

    private static readonly Tensor<double> Curvatures = Tensor.Generate(Shape.Of(10), i => i + 1.0);

    private static readonly ImmutableArray<double> Rates = [0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300];

    /// <summary>AdaGrad at a rate.</summary>
    public Func<double, IOptimizer> Remembering { get; init; } = rate => new AdaGrad(rate);

    /// <summary>RMSProp at a rate.</summary>
    public Func<double, IOptimizer> Forgetting { get; init; } = rate => new RmsProp(rate);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var (adaGradRate, rmsPropRate, hindsightRate, followingRate) = (Best(Remembering, Tuning), Best(Forgetting, Tuning), Best(Remembering, Most), Best(Forgetting, Most));
        var adaGrad = Seeds.Of(5, key => Losses(Remembering(adaGradRate), key).Take(Most).ToArray());
        var rmsProp = Seeds.Of(5, key => Losses(Forgetting(rmsPropRate), key).Take(Most).ToArray());
        var hindsight = Seeds.Of(5, key => Losses(Remembering(hindsightRate), key).Take(Most).ToArray());
        var following = Seeds.Of(5, key => Losses(Forgetting(followingRate), key).Take(Most).ToArray());
        IEnumerable<double> early(ImmutableArray<double[]> losses) => losses.Select(path => path[..Tuning].Average());
        IEnumerable<double> late(ImmutableArray<double[]> losses) => losses.Select(path => path[^Last..].Average());
        return new(
        [
            Claim.Of("drift.rmsprop-follows", "Where the minimum keeps moving, RMSProp goes on following it when AdaGrad, tuned in the same way, has fallen behind.", Seeds.Less(late(rmsProp), late(adaGrad)),
                $"mean loss of the last {Last} of {Most} steps: RMSProp {Seeds.MeanOf(late(rmsProp))} (rate {rmsPropRate}), AdaGrad {Seeds.MeanOf(late(adaGrad))} (rate {adaGradRate}); of the first {Tuning}: {Seeds.MeanOf(early(rmsProp))} and {Seeds.MeanOf(early(adaGrad))}",
                ("RMSProp", late(rmsProp).Average()), ("AdaGrad", late(adaGrad).Average())),
            Claim.Of("drift.adagrad-gets-worse", "AdaGrad follows worse and worse, because its rate can only fall.", Seeds.Less(early(adaGrad), late(adaGrad)),
                $"AdaGrad's mean loss: {Seeds.MeanOf(early(adaGrad))} in the first {Tuning} steps, {Seeds.MeanOf(late(adaGrad))} in the last {Last} of {Most}",
                ("first", early(adaGrad).Average()), ("last", late(adaGrad).Average())),
            Claim.Of("drift.no-rate-saves-adagrad", "No rate lets AdaGrad follow as well as RMSProp, not even one chosen for the end of a walk of this length, as that of RMSProp is.", Seeds.Less(late(following), late(hindsight)),
                $"mean loss of the last {Last} of {Most} steps: AdaGrad {Seeds.MeanOf(late(hindsight))} at the rate {Written.Short(hindsightRate)}, RMSProp {Seeds.MeanOf(late(following))} at {Written.Short(followingRate)}; of the first {Tuning}: {Seeds.MeanOf(early(hindsight))} and {Seeds.MeanOf(early(following))}",
                ("AdaGrad", late(hindsight).Average()), ("RMSProp", late(following).Average())),
        ],
        [
            Plot.Lines("Loss behind a moving minimum", "AdaGrad's loss rises slowly all the time, that of RMSProp stays where it is.", "step", new PlotAxis("J, mean of 100 steps", Logarithmic: true),
                Path("AdaGrad", adaGrad), Path("RMSProp", rmsProp)),
        ]);
    }

    private static double Best(Func<double, IOptimizer> method, int steps) => Rates.Least(rate => Losses(method(rate), RandomKey.FromSeed(0)).Take(steps).TakeLast(Last).Average());

    private static IEnumerable<double> Losses(IOptimizer method, RandomKey key)
    {
        var (θ, c) = (Parameters<double>.Of(Tensor.Zeros<double>(Curvatures.Shape)), Tensor.Zeros<double>(Curvatures.Shape));
        var state = method.Start(θ);
        for (long k = 0; ; k++)
        {
            c += key.Fold(k).Normal<double>(Curvatures.Shape, 0, 0.1);
            var g = Curvatures * (θ.Vector - c);
            yield return 0.5 * (g * (θ.Vector - c)).Sum().ToScalar();
            (θ, state) = method.Step(θ, θ.OfVector(g), state);
        }
    }

    private static Curve Path(string label, ImmutableArray<double[]> losses) =>
        Curve.Of(label, Enumerable.Range(0, Most / 100).Select(i => losses.Average(path => path[(100 * i)..(100 * i + 100)].Average())), every: 100);
}
