using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>A recurrent net that has to remember the first of ten symbols, trained by AdaGrad and by RMSProp.</summary>
/// <remarks>
/// Sequences of ten symbols out of four, one-hot; the class is the first of them. Elman net of 16 units, batches of 20 of 400 sequences, at most 600 steps. Compared is the number of steps until the cross-entropy on 400 other sequences,
/// looked at every 40 steps, is below 0.1; chance is ln 4 = 1.39. Both rates are the best of one grid by that measure on three seeds of their own; sixteen seeds are compared.
/// </remarks>
public sealed record RecurrentRates() : Sample("recurrent-rates", "AdaGrad and RMSProp on a recurrent net", "Goodfellow et al. 2016, sections 8.5.1 and 8.5.2")
{
    private const int Most = 600, Length = 10, Symbols = 4;

    private static readonly ImmutableArray<double> Rates = [0.003, 0.01, 0.03, 0.1, 0.3];

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
            Claim.Of("recurrent-rates.rmsprop-learns-sooner", "A recurrent net learns in fewer steps with RMSProp than with AdaGrad, each at its best rate.", Seeds.Less(rmsProp.Steps, adaGrad.Steps),
                $"steps to a cross-entropy of 0.1: RMSProp {Seeds.MeanOf(rmsProp.Steps)} (rate {rmsProp.Rate}), AdaGrad {Seeds.MeanOf(adaGrad.Steps)} (rate {adaGrad.Rate})", ("RMSProp", rmsProp.Steps.Average()), ("AdaGrad", adaGrad.Steps.Average())),
        ],
        [
            Plot.Bars("Steps until it is learned", "The steps of both methods, seed by seed.", "steps", PlotBar.Of("AdaGrad", adaGrad.Steps), PlotBar.Of("RMSProp", rmsProp.Steps)),
        ]);
    }

    private static (double Rate, ImmutableArray<double> Steps) Tuned(Func<double, IOptimizer> method)
    {
        double rate = Rates.Least(rate => Seeds.Of(3, key => Steps(method(rate), key.Fold("tuning"))).Average());
        return (rate, Seeds.Of(16, key => Steps(method(rate), key.Fold("compared"))));
    }

    private static double Steps(IOptimizer method, RandomKey key)
    {
        var trainer = new Trainer<float>(new Network([Length, Symbols], new ElmanRnn(16), new Dense(Symbols)), new SoftmaxCrossEntropy(), method).With(compute: Seeds.Alone);
        var (data, others) = (Sequences(400, key.Fold("train")), Sequences(400, key.Fold("others")));
        var run = RunState<float>.Start(trainer.Initialize(key));
        while (run.Train.Step < Most && !(trainer.Evaluate(run.Train.Model, others).Loss < 0.1)) run = trainer.Fit(run, data, FitPlan.OfSteps(run.Train.Step + 40, new Batching(20))).Run;
        return run.Train.Step;
    }

    private static Dataset<float> Sequences(int count, RandomKey key)
    {
        var symbols = key.Integers(count * Length, Symbols);
        var inputs = Tensor.Generate(Shape.Of(count, Length, Symbols), i => symbols[i / Symbols] == i % Symbols ? 1f : 0f);
        return Dataset.FromTensors(inputs, [.. Enumerable.Range(0, count).Select(i => symbols[i * Length])], Symbols);
    }
}
