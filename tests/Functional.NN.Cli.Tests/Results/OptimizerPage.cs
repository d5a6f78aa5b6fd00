using System.Collections.Immutable;
using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests;

/// <summary>What of "Adam best overall; AdaGrad and RMSProp fastest; SGD with momentum most accurate" holds on MNIST: figures and verdicts, from the kept sweeps alone.</summary>
/// <param name="Rates">the sweep over rates</param>
/// <param name="Seeds">the sweep over seeds, each optimizer at its rate</param>
internal sealed record OptimizerPage(KeptSweep Rates, KeptSweep Seeds)
{
    /// <summary>Over how many epochs speed is measured, and how far a rate may fall behind the best one to be as good.</summary>
    private const int First = 3;
    private const double AsGood = 0.01;

    private static readonly string[] Momentum = ["Momentum"], Adaptive = ["AdaGrad", "RmsProp"], Adam = ["Adam"];

    private IReadOnlyList<string> Optimizers => [.. Seeds.Settings.Select(Optimizer)];

    /// <summary>The mean validation accuracy after the first epochs.</summary>
    public Measured Speed => Measure(trial => trial.Validation.Take(First).Average());

    /// <summary>The test accuracy at the end.</summary>
    public Measured Accuracy => Measure(trial => trial.Test ?? 0);

    /// <summary>How many of the rates are as good as the best one.</summary>
    public Measured Tolerance => new(Optimizers.ToImmutableSortedDictionary(who => who, who => ImmutableArray.Create((double)OfRates(who).Count(rate => rate.Accuracy >= OfRates(who).Max(r => r.Accuracy) - AsGood)), StringComparer.Ordinal));

    /// <summary>The rate with the largest validation accuracy at the end.</summary>
    public string BestRate(string who) => OfRates(who).MaxBy(rate => rate.Accuracy).Rate;

    /// <summary>What came of each claim.</summary>
    public IReadOnlyList<(string Claim, Verdict Verdict)> Verdicts =>
    [
        ("SGD with momentum is the most accurate", Verdict.Of(Accuracy, Momentum)),
        ("AdaGrad or RMSProp is the fastest", Verdict.Of(Speed, Adaptive)),
        ("Adam is the best overall", Overall()),
    ];

    public string Text() => string.Join("\n\n",
        $"The rates come from a sweep of their own, {Page.Sample(Rates.Experiment)}: validation accuracy at the end, one seed that is none of those below; the largest of each row is taken.",
        RateTable(),
        $"With these rates, {Seeds.Of(Seeds.Settings.First()).Count()} seeds each ({Page.Sample(Seeds.Experiment)}): means, in parentheses the standard deviation, and the 95 % confidence interval of the mean.",
        SeedTable(),
        string.Join("\n", Verdicts.Select(v => $"- *{v.Claim}*: **{v.Verdict.Word}.** {v.Verdict.Why}")));

    private Verdict Overall()
    {
        double least = Optimizers.Min(MeanRank), ours = MeanRank(Adam[0]);
        string[] others = [.. Optimizers.Except(Adam).Where(who => MeanRank(who) == least)];
        string best = FormattableString.Invariant($"{string.Join(" and ", others)} {least:0.0}");
        return new(ours > least ? "did not hold" : others.Length > 0 ? "held, with others" : "held", FormattableString.Invariant($"Over the three ranks Adam has the mean {ours:0.0}{(others.Length > 0 ? $", {best}" : ", the least")}; ranks of means, no test."));
    }

    private double MeanRank(string who) => new[] { Speed, Accuracy, Tolerance }.Average(measured => measured.Rank(who));

    private string RateTable()
    {
        string[] rates = [.. OfRates(Optimizers[0]).Select(rate => rate.Rate)];
        return Page.Table(["rate", .. rates], Optimizers.Select(who => OfRates(who).Select(rate => rate.Rate == BestRate(who) ? $"**{Rate(rate.Accuracy)}**" : Rate(rate.Accuracy)).Prepend(who)));
    }

    private string SeedTable() => Page.Table(["optimizer", "rate", $"validation accuracy, mean of epochs 1 to {First}", "test accuracy at the end", $"rates within {100 * AsGood:0} point of the best", "ranks (speed, accuracy, tolerance)", "mean rank"],
        Optimizers.Select(who => (string[])[who, BestRate(who), Over(Speed, who), Over(Accuracy, who), FormattableString.Invariant($"{Tolerance.Mean(who):0} of {OfRates(who).Count()}"),
            string.Join(", ", new[] { Speed, Accuracy, Tolerance }.Select(measured => FormattableString.Invariant($"{measured.Rank(who):0.#}"))), FormattableString.Invariant($"{MeanRank(who):0.0}")]));

    private static string Rate(double accuracy) => accuracy > 0 ? Page.Percent(accuracy) : "not finite";

    private static string Over(Measured measured, string who)
    {
        var statistics = SeedStatistics.Of(measured.Values[who]);
        return FormattableString.Invariant($"{Page.Percent(statistics.Mean)} ({100 * statistics.Deviation:0.00}; {100 * statistics.Confidence!.Low:0.00} to {100 * statistics.Confidence.High:0.00})");
    }

    private Measured Measure(Func<KeptTrial, double> figure) => new(Seeds.Settings.ToImmutableSortedDictionary(Optimizer, setting => Seeds.Of(setting).Select(figure).ToImmutableArray(), StringComparer.Ordinal));

    /// <summary>The rates of an optimizer and the validation accuracy at the end; 0 where a number was not finite.</summary>
    private IEnumerable<(string Rate, double Accuracy)> OfRates(string who) => Rates.Trials.Where(trial => Optimizer(trial.Setting) == who)
        .Select(trial => (trial.Setting.Split(' ')[^1], trial.Test is null ? 0 : trial.Validation[^1]));

    private static string Optimizer(string setting) => setting.Split([' ', ','])[1];
}
