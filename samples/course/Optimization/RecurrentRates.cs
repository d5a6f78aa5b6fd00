using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>A recurrent net that has to remember the first of fifteen symbols, trained by AdaGrad and by RMSProp.</summary>
/// <remarks>
/// Sequences of fifteen symbols out of four, one-hot; the class is the first of them. Elman net of 16 units, batches of 20 of 400 sequences, 600 steps; compared is the cross-entropy on 400 other sequences.
/// Both rates are the best of one grid by that measure on three seeds of their own; sixteen seeds are compared.
/// </remarks>
public sealed record RecurrentRates() : Sample("recurrent-rates", "AdaGrad and RMSProp on a recurrent net", "Goodfellow et al. 2016, sections 8.5.1 and 8.5.2")
{
    private const int Steps = 600, Length = 15, Symbols = 4;

    private static readonly ImmutableArray<double> Rates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3];

    /// <summary>AdaGrad at a rate.</summary>
    public Func<double, IOptimizer> Remembering { get; init; } = rate => new AdaGrad(rate);

    /// <summary>RMSProp at a rate.</summary>
    public Func<double, IOptimizer> Forgetting { get; init; } = rate => new RmsProp(rate);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var (adaGrad, rmsProp) = (Tuned(Remembering), Tuned(Forgetting));
        return new(
        [
            Claim.Of("recurrent-rates.rmsprop-ends-lower", "On a recurrent net RMSProp ends at a lower loss than AdaGrad after the same number of steps, each at its best rate.", Seeds.Less(rmsProp.Losses, adaGrad.Losses),
                $"cross-entropy on other sequences after {Steps} steps: RMSProp {Seeds.MeanOf(rmsProp.Losses)} (rate {rmsProp.Rate}), AdaGrad {Seeds.MeanOf(adaGrad.Losses)} (rate {adaGrad.Rate})",
                ("RMSProp", rmsProp.Losses.Average()), ("AdaGrad", adaGrad.Losses.Average())),
        ],
        [
            Plot.Bars("Loss on other sequences", "The losses of both methods, seed by seed.", "cross-entropy", PlotBar.Of("AdaGrad", adaGrad.Losses), PlotBar.Of("RMSProp", rmsProp.Losses)),
        ]);
    }

    private static (double Rate, ImmutableArray<double> Losses) Tuned(Func<double, IOptimizer> method)
    {
        double rate = Rates.MinBy(rate => Seeds.Of(3, key => Loss(method(rate), key.Fold("tuning"))).Average());
        return (rate, Seeds.Of(16, key => Loss(method(rate), key.Fold("compared"))));
    }

    private static double Loss(IOptimizer method, RandomKey key)
    {
        var trainer = new Trainer<float>(new Network([Length, Symbols], new ElmanRnn(16), new Dense(Symbols)), new SoftmaxCrossEntropy(), method).With(compute: Seeds.Alone);
        var end = trainer.Fit(trainer.Initialize(key), Sequences(400, key.Fold("train")), FitPlan.OfSteps(Steps, new Batching(20)));
        return end.End == FitEnd.Completed ? trainer.Evaluate(end.Model, Sequences(400, key.Fold("others"))).Loss : double.PositiveInfinity;
    }

    private static Dataset<float> Sequences(int count, RandomKey key)
    {
        var symbols = key.Integers(count * Length, Symbols);
        var inputs = Tensor.Generate(Shape.Of(count, Length, Symbols), i => symbols[i / Symbols] == i % Symbols ? 1f : 0f);
        return Dataset.FromTensors(inputs, [.. Enumerable.Range(0, count).Select(i => symbols[i * Length])], Symbols);
    }
}
