namespace Functional.NN.Cli.Tests;

/// <summary><c>docs/results.md</c>, from the kept records and the published figures.</summary>
internal static class ResultsPage
{
    public static string Text()
    {
        var (runs, sweeps, published) = (KeptRecords.Runs(), KeptRecords.Sweeps(), PublishedResult.All());
        string[] own = [.. runs.Keys.Except(published.Select(row => row.Experiment)).Order(StringComparer.Ordinal)];
        return string.Join("\n\n",
            "# Results",
            "Made from [docs/records](records) and [docs/published.json](published.json) by `dotnet run -c Release --project tests/Functional.NN.Cli.Tests -- results`; a test compares. A record is kept by "
                + "`… -- keep RUN` from the folder of a run or a sweep. The hashes are those of the built-in engine, on every machine and with any number of threads: whoever runs a command below gets them. "
                + "Only the seconds are one machine's; they were taken while it had other work to do, and say about how long one waits.",
            "Test errors are those at the end of the run, or of the model that early stopping chose by samples held back; no rate and no setting of a sweep was chosen by the test samples, but the starting weights of mnist-mlp-300 were tried with the test error in sight, which flatters it. Where a run was left before its end, its chain is what the whole run has there.",
            "## Published tables",
            "What differs from a paper stands at the head of each experiment's file.",
            Page.Table(["experiment", "row", "published", "here", .. Columns], published.Where(row => runs.ContainsKey(row.Experiment)).Select(row => (string[])[Page.Sample(row.Experiment), $"{row.Paper}: {row.Row}", Page.Percent(row.Error), .. Cells(runs[row.Experiment])])),
            "Three rows take their rates from sweeps of their own, with a seed that is none of those above: the first rate, and the validation accuracy at the end; where two are the same, the smaller rate is taken. Those of the others are the papers', or follow from them as their files say.",
            string.Join("\n", RatesPage.All().Select(rates => rates.Text())),
            "## The other samples",
            Page.Table(["experiment", "test error", .. Columns], own.Select(name => (string[])[Page.Sample(name), .. Cells(runs[name])])),
            "## Width, depth, activation",
            new ArchitecturePage(sweeps["mnist-architecture"]).Text(),
            "## Optimizers",
            new OptimizerPage(sweeps["mnist-optimizer-rates"], sweeps["mnist-optimizers"]).Text()) + "\n";
    }

    private static readonly string[] Columns = ["epochs", "time", "threads", "theta", "state", "chain", "command"];

    private static IEnumerable<string> Cells(KeptRun run) =>
    [
        run.TestError is { } error ? Page.Percent(error) : "–",
        run.End == "interrupted" ? FormattableString.Invariant($"{run.Epochs} of {run.AllEpochs}") : FormattableString.Invariant($"{run.Epochs}{(run.Epochs < run.AllEpochs ? $", stopped early" : "")}"),
        Page.Time(run.Seconds), run.Threads, .. new[] { "theta", "state", "chain" }.Select(what => Page.Short(run.Sha256(what))),
        $"`fnn train samples/experiments/{run.Experiment}.json{(run.End == "interrupted" ? FormattableString.Invariant($" --until-epoch {run.Epochs}") : "")}`",
    ];
}
