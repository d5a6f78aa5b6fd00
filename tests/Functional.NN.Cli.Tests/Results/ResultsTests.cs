using Functional.NN.Experiments;
using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary>The results in docs are those of the samples as they are, and the small ones are made again here.</summary>
public sealed class ResultsTests
{
    public static TheoryData<string> Runs => [.. KeptRecords.Runs().Keys];

    public static TheoryData<string> Sweeps => [.. KeptRecords.Sweeps().Keys];

    [Fact]
    public void The_page_in_docs_is_made_from_the_kept_records() => Assert.Equal(ResultsPage.Text(), File.ReadAllText(Repository.File("docs", "results.md")));

    [Fact]
    public void Every_published_row_has_a_result() => Assert.All(PublishedResult.All(), row => Assert.Contains(row.Experiment, KeptRecords.Runs().Keys));

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_kept_run_is_one_of_the_sample_as_it_is(string name) => Assert.Equal(Sample(name).ToExperiment().Sha256(), KeptRecords.Runs()[name].ExperimentSha256);

    [Theory]
    [MemberData(nameof(Sweeps))]
    public void A_kept_sweep_is_one_of_the_sample_as_it_is(string name)
    {
        var (prepared, kept) = (PreparedSweep.Of(Sample(name)), KeptRecords.Sweeps()[name]);

        Assert.Equal(prepared.Sha256, kept.Sha256);
        Assert.Equal(prepared.Trials.Select(trial => trial.Sha256), kept.Trials.Select(trial => trial.ExperimentSha256));
    }

    [KeptHashesTheory]
    [InlineData("xor")]
    [InlineData("digits-lenet5")]
    public void A_small_sample_ends_in_the_kept_hashes(string name)
    {
        using var scratch = new Scratch();
        var kept = KeptRecords.Runs()[name];

        var report = TrainingRun.Run(Sample(name).ToExperiment(), new RunOptions { Folder = Path.Combine(scratch.Path, "run") });

        Assert.Equal((kept.Sha256("theta"), kept.Sha256("state"), kept.Sha256("chain")), (report.ThetaSha256, report.StateSha256, report.ChainSha256));
        Assert.Equal(kept.DataSha256, RunRecord.Read(Path.Combine(scratch.Path, "run")).Header.DataSha256);
    }

    [Fact]
    public void The_optimizers_are_compared_at_the_rates_that_were_best_in_the_sweep_over_rates()
    {
        var page = new OptimizerPage(KeptRecords.Sweeps()["mnist-optimizer-rates"], KeptRecords.Sweeps()["mnist-optimizers"]);
        var compared = PreparedSweep.Of(Sample("mnist-optimizers")).Plan.Settings.Select(setting => setting.Choices[0].Changes[0].Json);

        Assert.Equal(page.Speed.Values.Keys.Order(StringComparer.Ordinal).Select(who => $$"""{ "type": "{{who}}", "learningRate": {{page.BestRate(who)}} }"""), compared.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Published_rows_run_at_the_rates_that_were_best_in_their_sweeps() =>
        Assert.All(RatesPage.All(), rates => Assert.Equal(rates.Best, FirstRate(Sample(rates.Experiment).ToExperiment())));

    private static double FirstRate(Experiment experiment)
    {
        double? first = null;
        experiment.Optimizer.WithRate(rate =>
        {
            first ??= rate.At(0);
            return rate;
        });
        return first!.Value;
    }

    private static ExperimentDocument Sample(string name) => ExperimentDocument.Read(Repository.File("samples", "experiments", $"{name}.json"));
}
