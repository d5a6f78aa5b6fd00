using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>A bit that is shown once, and asked for fifty steps of noise later: the latch problem, for an LSTM and a simple recurrent net.</summary>
/// <remarks>
/// The first of 50 steps shows +1 or −1 with a mark beside it, all others show normal noise without it; the class is the sign. Nets of 16 units, Adam, gradients clipped to the norm 1, 300 steps of 20 new sequences, each net
/// at the best of four rates by two runs with keys of their own. Each is begun in two ways: as the library draws it, uniform in ±1/√units; and so that the memory lasts before anything is learned: the LSTM with a bias of 3 at the forget
/// gate (σ(3)⁵⁰ ≈ 0.09; Gers, Schmidhuber and Cummins 2000; Tallec and Ollivier 2018 draw it as the logarithm of a number up to T), the simple net with an orthogonal recurrent weight.
/// "Learns" is a mean error below 10 %, "does not" one above 40 %, where guessing has 50 %.
/// </remarks>
public sealed record LongDependency() : Sample("long-dependency", "A bit that is asked for fifty steps later", "Hochreiter and Schmidhuber 1997; Bengio, Simard and Frasconi 1994")
{
    private const int Length = 50, Units = 16, Steps = 300, Size = 20;

    private static readonly ImmutableArray<double> Rates = [0.001, 0.003, 0.01, 0.03];

    /// <summary>The net with a memory cell whose forget gate begins open.</summary>
    public Recurrent Open { get; init; } = new Lstm(Units, ForgetBias: 3);

    /// <summary>The net with a memory cell as the library draws it.</summary>
    public Recurrent Gated { get; init; } = new Lstm(Units);

    /// <summary>The net without.</summary>
    public Recurrent Simple { get; init; } = new ElmanRnn(Units);

    /// <summary>The net without, its recurrent weight orthogonal.</summary>
    public Recurrent Turning { get; init; } = new ElmanRnn(Units, RecurrentInitializer: new Orthogonal());

    /// <inheritdoc/>
    public override Findings Show()
    {
        Contest open = Run(Open), drawn = Run(Gated), simple = Run(Simple), orthogonal = Run(Turning);
        return new(
        [
            Against("long-dependency.lstm-remembers", "An LSTM with an open forget gate learns a dependency over fifty steps that a simple recurrent net does not learn from as many sequences.", open, "Elman", simple, fails: true),
            Against("long-dependency.the-gate-must-be-open", "Nor does an LSTM whose forget gate begins half closed learn it from as many.", open, "as the library draws it", drawn, fails: true),
            Against("long-dependency.better-than-orthogonal", "The LSTM also learns it better than a simple recurrent net whose recurrent weight begins orthogonal.", open, "Elman, orthogonal", orthogonal, fails: false),
        ],
        [
            Plot.Bars("Error on new sequences", "The LSTM with an open forget gate has next to no errors; the LSTM as it is drawn and the Elman nets are near one half in most runs.", new PlotAxis("error", Percent: true),
                PlotBar.Of("LSTM, forget gate open", open.Errors), PlotBar.Of("LSTM as it is drawn", drawn.Errors), PlotBar.Of("Elman, orthogonal", orthogonal.Errors), PlotBar.Of("Elman as it is drawn", simple.Errors)),
        ]);
    }

    private static Claim Against(string name, string statement, Contest open, string other, Contest contest, bool fails) => Claim.Of(name, statement,
        Verdicts.All(Seeds.Less(open.Errors, contest.Errors), Verdicts.When(open.Errors.Average() < 0.1 && (!fails || contest.Errors.Average() > 0.4))),
        $"error over {Length} steps: LSTM with an open forget gate {Seeds.PercentOf(open.Errors)} (rate {open.Rate}); {other} {Seeds.PercentOf(contest.Errors)} (rate {contest.Rate}); guessing 50 %",
        ("open", open.Errors.Average()), (other, contest.Errors.Average()));

    private readonly record struct Contest(double Rate, ImmutableArray<double> Errors);

    /// <summary>The errors of ten seeds at the best rate.</summary>
    private static Contest Run(Recurrent recurrent)
    {
        double rate = Rates.Least(rate => Seeds.Of(2, key => Error(recurrent, rate, key.Fold("tuning"))).Average());
        return new(rate, Seeds.Of(10, key => Error(recurrent, rate, key)));
    }

    /// <summary>The error on new sequences.</summary>
    private static double Error(Recurrent recurrent, double rate, RandomKey key)
    {
        var network = new Network([Length, 2], recurrent.Named("memory"), new Dense(2));
        var trainer = new Trainer<float>(network, new SoftmaxCrossEntropy(), new Adam(rate).ClippedByGlobalNorm(1)).With(compute: Seeds.Alone);
        var start = trainer.Start(network.Initialize<float>(key.Fold("initialize")), null, key);
        var fit = trainer.Fit(start, Sequences(Steps * Size, key.Fold("train")), new FitPlan(1, new Batching(Size)));
        return 1 - trainer.Evaluate(fit.Model, Sequences(500, key.Fold("test"))).Accuracy!.Value;
    }

    private static Dataset<float> Sequences(int count, RandomKey key)
    {
        var noise = key.Normal<float>([count, Length]);
        float Shown(int sample, int step) => step > 0 ? noise[sample, step] : sample % 2 == 0 ? -1 : 1;
        return Dataset.FromTensors(Tensor.Generate([count, Length, 2], i => (i / 2 / Length, i / 2 % Length) is var (sample, step) && i % 2 == 0 ? Shown(sample, step) : step == 0 ? 1 : 0),
            Tensor.Generate([count], i => (float)(i % 2)), classes: 2);
    }
}
