using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests;

/// <summary>Width, depth and activation on MNIST, from the kept sweep alone.</summary>
internal sealed record ArchitecturePage(KeptSweep Sweep)
{
    public string Text() => string.Join("\n\n",
        $"{Page.Sample(Sweep.Experiment)}: {Sweep.Trials.Length} runs; means over {Sweep.Of(Sweep.Settings.First()).Count()} seeds, in parentheses the standard deviation. The best is chosen by the validation accuracy; the test accuracy is for the reader.",
        Page.Table(["setting", "validation accuracy", "test accuracy"], Sweep.Settings.Select(setting => (string[])[setting, Over(setting, Validation) + (setting == Best ? " — the best" : ""), Over(setting, trial => trial.Test!.Value)])),
        Verdict());

    /// <summary>The setting with the largest mean validation accuracy at the end.</summary>
    public string Best => Sweep.Settings.MaxBy(setting => Sweep.Of(setting).Average(Validation))!;

    /// <summary>The best setting and those from which it cannot be told apart.</summary>
    private string Verdict()
    {
        string[] others = [.. Sweep.Settings.Where(setting => setting != Best)];
        var compared = others.Zip(PairedComparison.Together([.. others.Select(other => PairedComparison.Of(0, 1, [.. Sweep.Of(Best).Zip(Sweep.Of(other), (a, b) => Validation(a) - Validation(b))]))]));
        string[] different = [.. compared.Where(c => c.Second.Differs).Select(c => c.First)];
        return FormattableString.Invariant($"The best is {Best}. By the paired t test, adjusted by Holm for {others.Length} comparisons, it differs at 5 % from {different.Length} of the other settings; with {Sweep.Of(Best).Count()} seeds that takes large differences, so the others are not shown to be as good.");
    }

    private static double Validation(KeptTrial trial) => trial.Validation[^1];

    private string Over(string setting, Func<KeptTrial, double> figure) =>
        SeedStatistics.Of(Sweep.Of(setting).Select(figure)) is var over ? FormattableString.Invariant($"{Page.Percent(over.Mean)} ({100 * over.Deviation:0.00})") : "";
}
