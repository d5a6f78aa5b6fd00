using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>A network trained on labels of which a part is flipped, by descent and by momentum: does momentum, which adds up gradients, still lead when nearly a third of them are wrong?</summary>
/// <remarks>
/// Two moons, 300 samples, labels flipped with the probability 0, 0.1, 0.2 and 0.3; a network 2–16–2 with tanh, batches of 30, 200 steps. Compared is the cross-entropy on 1000 other samples with true labels.
/// For each method and each part of flipped labels the rate is the best of a grid on 300 samples held back, flipped like the others, over three seeds of its own; sixteen seeds are compared. Momentum's grid is a tenth of descent's, as 1/(1 − 0.9) = 10.
/// </remarks>
public sealed record LabelNoise() : Sample("label-noise", "Momentum when labels are wrong", "Polyak 1964; Sutskever et al. 2013")
{
    private const int Steps = 200;

    private static readonly ImmutableArray<double> Flipped = [0, 0.1, 0.2, 0.3], Rates = [0.1, 0.3, 1, 3];

    /// <summary>Gradient descent at a rate.</summary>
    public Func<double, IOptimizer> Descent { get; init; } = rate => new Sgd(rate);

    /// <summary>Momentum at ten times its rate.</summary>
    public Func<double, IOptimizer> HeavyBall { get; init; } = rate => new Momentum(rate / 10, 0.9);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var tuned = Flipped.Select(part => (Text: Written.Percent(part, 0), Descent: Tuned(Descent, part), HeavyBall: Tuned(HeavyBall, part))).ToImmutableArray();
        var parts = tuned.Select(part => (part.Text, Descent: part.Descent.Losses, HeavyBall: part.HeavyBall.Losses)).ToImmutableArray();
        var (clean, worst) = (parts[0], parts[^1]);
        string figures = string.Join("; ", parts.Select(part => $"{part.Text} flipped: momentum {Seeds.MeanOf(part.HeavyBall)}, descent {Seeds.MeanOf(part.Descent)}"));
        return new(
        [
            Claim.Of("label-noise.momentum-leads-on-clean-labels", "On clean labels momentum is ahead of descent after the same number of steps, each at its best rate.", Seeds.Less(clean.HeavyBall, clean.Descent),
                $"cross-entropy on true labels after {Steps} steps: momentum {Seeds.MeanOf(clean.HeavyBall)}, descent {Seeds.MeanOf(clean.Descent)}", ("momentum", clean.HeavyBall.Average()), ("descent", clean.Descent.Average())),
            Claim.Of("label-noise.momentum-leads-on-flipped-labels", "Momentum stays ahead of descent when labels are flipped.", Verdicts.All(parts.Skip(1).Select(part => Seeds.Less(part.HeavyBall, part.Descent))),
                $"cross-entropy on true labels after {Steps} steps: {figures}", parts.SelectMany(part => new[] { ($"momentum, {part.Text}", part.HeavyBall.Average()), ($"descent, {part.Text}", part.Descent.Average()) })),
            Claim.Of("label-noise.the-lead-shrinks", "What momentum gains over descent is less with the most labels flipped than with none.", Seeds.Less(Gain(worst), Gain(clean)),
                $"descent's loss less momentum's: {string.Join(", ", parts.Select(part => $"{Seeds.MeanOf(Gain(part))} with {part.Text} flipped"))}", parts.Select(part => (part.Text, Gain(part).Average()))),
        ],
        [
            Plot.Bars("Loss on true labels", "Losses rise with the part of flipped labels.", "cross-entropy", parts.SelectMany(part => new[] { PlotBar.Of($"{part.Text}: descent", part.Descent), PlotBar.Of($"{part.Text}: momentum", part.HeavyBall) })),
            TableExhibit.Of("Rates chosen on samples held back, and losses", ["flipped", "descent: rate", "loss", "momentum: ten times its rate", "loss"], tuned.Select(part => new[]
                { part.Text, Written.Short(part.Descent.Rate), Seeds.MeanOf(part.Descent.Losses), Written.Short(part.HeavyBall.Rate), Seeds.MeanOf(part.HeavyBall.Losses) })),
        ]);

        static IEnumerable<double> Gain((string, ImmutableArray<double> Descent, ImmutableArray<double> HeavyBall) part) => part.Descent.Zip(part.HeavyBall, (descent, ball) => descent - ball);
    }

    /// <summary>The losses on true labels at the rate that is best on samples held back.</summary>
    private static (double Rate, ImmutableArray<double> Losses) Tuned(Func<double, IOptimizer> method, double flipped)
    {
        double rate = Rates.Least(rate => Seeds.Of(3, key => Loss(method(rate), key.Fold("tuning"), flipped, flipped)).Average());
        return (rate, Seeds.Of(16, key => Loss(method(rate), key.Fold("compared"), flipped, 0)));
    }

    /// <summary>The loss after training, on other samples of which a part is flipped too.</summary>
    private static double Loss(IOptimizer method, RandomKey key, double flipped, double flippedThere)
    {
        var data = SyntheticData.TwoMoons<float>(300, key.Fold("train"), noise: 0.2).WithLabelNoise(flipped, key.Fold("flips")).InMemory();
        var others = SyntheticData.TwoMoons<float>(1000, key.Fold("others"), noise: 0.2).WithLabelNoise(flippedThere, key.Fold("other flips"));
        var trainer = new Trainer<float>(Networks.Mlp([2], [16, 2], new Tanh()), new SoftmaxCrossEntropy(), method).With(compute: Seeds.Alone);
        var end = trainer.Fit(trainer.Initialize(key), data, FitPlan.OfSteps(Steps, new Batching(30)));
        return end.End == FitEnd.Completed ? trainer.Evaluate(end.Model, others).Loss : double.PositiveInfinity;
    }
}
