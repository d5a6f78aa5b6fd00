using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>A recurrent ReLU net whose recurrent weights make gradients grow, trained with and without clipping.</summary>
/// <remarks>
/// The net reads 40 normal numbers and tells their mean. Its recurrent weight begins as 1.2 times an orthogonal matrix. Plain descent, 400 steps of 20 sequences, five rates; a run that does not stay finite counts as a guess,
/// and so does every worse one. The limit 1 is the usual one. Each side is judged at the rate that is best on sequences held back. "Learns" is an error below half of that of guessing, "next to nothing" one above four fifths of it.
/// </remarks>
public sealed record ExplodingRnn() : Sample("exploding-rnn", "A recurrent net whose gradient explodes, with and without clipping", "Pascanu, Mikolov and Bengio 2013; Goodfellow et al. 2016, section 10.11.1")
{
    private const int Length = 40, Units = 16, Steps = 400, Size = 20;

    private static readonly ImmutableArray<double> Rates = [0.0003, 0.001, 0.003, 0.01, 0.03];

    /// <summary>What stands before descent.</summary>
    public Func<IOptimizer, IOptimizer> Clipped { get; init; } = descent => descent.ClippedByGlobalNorm(1);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var (plain, clipped) = (Seeds.Of(5, key => Errors(descent => descent, key)), Seeds.Of(5, key => Errors(Clipped, key)));
        int plainBest = Best(plain), best = Best(clipped);
        var (own, saved, lost) = (plain.Select(seed => seed[plainBest].Test), clipped.Select(seed => seed[best].Test), plain.Select(seed => seed[best].Test));
        return new(
        [
            Claim.Of("exploding-rnn.rescued", "At a rate at which clipping lets a recurrent net learn, it learns next to nothing without.", Verdicts.All(Seeds.Less(saved, lost), Verdicts.When(saved.Average() < 0.5 && lost.Average() > 0.8)),
                $"squared error at η = {Rates[best]}, as a part of that of guessing: clipped {Seeds.MeanOf(saved)}, not clipped {Seeds.MeanOf(lost)}", ("clipped", saved.Average()), ("not clipped", lost.Average())),
            Claim.Of("exploding-rnn.better-at-its-best", "A recurrent net with growing gradients learns better with clipping, each at its best rate.", Seeds.Less(saved, own),
                $"clipped at η = {Rates[best]}: {Seeds.MeanOf(saved)}; not clipped at η = {Rates[plainBest]}: {Seeds.MeanOf(own)}", ("clipped", saved.Average()), ("not clipped", own.Average())),
        ],
        [
            Plot.Lines("Error by learning rate", "Without clipping the error stays above four fifths of that of guessing at every rate; with clipping it falls to a third of it at the larger ones.", new PlotAxis("learning rate", Logarithmic: true), new PlotAxis("squared error / that of guessing", Logarithmic: true), OfRates("not clipped", plain), OfRates("clipped", clipped)),
        ]);
    }

    private readonly record struct Score(double Held, double Test);

    private static int Best(ImmutableArray<ImmutableArray<Score>> seeds) => Enumerable.Range(0, Rates.Length).Least(rate => seeds.Average(seed => seed[rate].Held));

    private static Curve OfRates(string label, ImmutableArray<ImmutableArray<Score>> seeds) => Curve.Of(label, Rates.Select((rate, i) => (rate, seeds.Average(seed => seed[i].Test))));

    private static ImmutableArray<Score> Errors(Func<IOptimizer, IOptimizer> with, RandomKey key)
    {
        var network = new Network([Length, 1], new ElmanRnn(Units, Activation: new Relu()).Named("rnn"), new Dense(1));
        var θ = network.Initialize<float>(key.Fold("initialize"));
        var start = θ.With("rnn.weight_hh", new Orthogonal(1.2).Draw([Units, Units], new(Units, Units), key.Fold("recurrent")).Cast<float>());
        var (training, held, test) = (Sequences(Steps * Size, key.Fold("train")), Sequences(200, key.Fold("held back")), Sequences(500, key.Fold("test")));
        return [.. Rates.Select(rate => Of(new Trainer<float>(network, new MeanSquaredError(), with(new Sgd(rate))).With(compute: Seeds.Alone)))];

        Score Of(Trainer<float> trainer)
        {
            var fit = trainer.Fit(trainer.Start(start, null, key), training, new FitPlan(1, new Batching(Size)));
            return fit.End == FitEnd.NotFinite ? new(1, 1) : new(Part(trainer, fit.Model, held), Part(trainer, fit.Model, test));
        }
    }

    /// <summary>The squared error as a part of that of guessing 0, which is 1; no more than that.</summary>
    private static double Part(Trainer<float> trainer, Model<float> model, Dataset<float> data) => trainer.Evaluate(model, data).Loss is var loss && loss < 1 ? loss : 1;

    /// <summary>Numbers and their sum over √T, which has the variance 1.</summary>
    private static Dataset<float> Sequences(int count, RandomKey key)
    {
        var numbers = key.Normal<float>([count, Length, 1]);
        return Dataset.FromTensors(numbers, numbers.Sum(1) / (float)Math.Sqrt(Length));
    }
}
