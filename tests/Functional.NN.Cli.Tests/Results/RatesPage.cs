using System.Globalization;
using System.Text.RegularExpressions;

namespace Functional.NN.Cli.Tests;

/// <summary>The rates that were tried for a published row, and what they came to on the samples held back.</summary>
/// <param name="Rates">the sweep over rates</param>
internal sealed partial record RatesPage(KeptSweep Rates)
{
    private const string Ending = "-rates";

    /// <summary>The experiment that takes its rate from the sweep.</summary>
    public string Experiment => Rates.Experiment[..^Ending.Length];

    /// <summary>The first rate of each trial and the validation accuracy at its end; none where a number was not finite.</summary>
    private IEnumerable<(double Rate, double? Accuracy)> Tried => Rates.Trials.Select(trial => (First(trial.Setting), trial.Test is null ? null : (double?)trial.Validation[^1]));

    /// <summary>The rate with the largest validation accuracy at the end.</summary>
    public double Best => Tried.MaxBy(tried => tried.Accuracy ?? 0).Rate;

    /// <summary>The sweeps of single optimizers.</summary>
    public static IEnumerable<RatesPage> All() =>
        KeptRecords.Sweeps().Values.Where(sweep => sweep.Experiment.EndsWith(Ending, StringComparison.Ordinal) && KeptRecords.Runs().ContainsKey(sweep.Experiment[..^Ending.Length])).Select(sweep => new RatesPage(sweep));

    public string Text() => $"- {Page.Sample(Rates.Experiment)}: {string.Join(", ", Tried.Select(Text))}";

    private string Text((double Rate, double? Accuracy) tried)
    {
        string text = $"{tried.Rate.ToString(CultureInfo.InvariantCulture)} {(tried.Accuracy is { } accuracy ? Page.Percent(accuracy) : "not finite")}";
        return tried.Rate == Best ? $"**{text}**" : text;
    }

    /// <summary>The rate of a setting: <c>learningRate 0.01</c>, or the first of a schedule, <c>learningRate Piecewise initial=0.01 …</c>.</summary>
    private static double First(string setting) => double.Parse(Number().Match(setting).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^learningRate (?:\w+ initial=)?([\d.]+)(?: |$)")]
    private static partial Regex Number();
}
