using System.Collections.Immutable;

namespace Functional.NN.Experiments.Tests;

/// <summary>What is said of a sweep whose figures are made up.</summary>
public class SummaryTests
{
    private static readonly SweepPlan Plan = SweepPlan.Of(new Sweep([SweepAxis.Json("optimizer", "\"Sgd\"", "\"Adam\""), SweepAxis.Numbers("rate", 0.1, 0.2), SweepAxis.Seeds(1, 3)]), 1);
    private static readonly SweepPlan Compared = SweepPlan.Of(new Sweep(Plan.Sweep.Axes, compare: "optimizer"), 1);

    private static readonly double?[] Accuracies = [0.90, 0.91, 0.92, 0.80, 0.81, 0.85, 0.95, 0.97, 0.96, null, 0.99, 0.98];

    [Fact]
    public void Each_setting_has_its_mean_over_the_seeds_that_ended_and_failures_are_counted()
    {
        var summary = Summary(Plan, Accuracies);
        Assert.Equal([0.91, 0.82, 0.96, 0.985], summary.Settings.Select(s => s.Of("test accuracy")!.Mean).Select(mean => Math.Round(mean, 12)));
        Assert.Equal([3, 3, 3, 2], summary.Settings.Select(s => s.Complete));
        Assert.Equal([9], summary.Settings[3].Failed.ToArray());
        Assert.Equal(2, summary.Settings[3].Of("test accuracy")!.Count);
    }

    [Fact]
    public void The_best_setting_is_one_that_never_failed_where_there_is_one()
    {
        Assert.Equal([2], Summary(Plan, Accuracies).Best.ToArray());
        Assert.Equal([1], Summary(Plan, [null, 0.9, 0.9, null, 0.95, 0.95, null, null, null, null, 0.1, 0.1]).Best.ToArray());
        Assert.Empty(Summary(Plan, new double?[12]).Best);
    }

    [Fact]
    public void Settings_with_the_same_mean_are_all_best() => Assert.Equal([0, 2], Summary(Plan, [0.5, 0.7, 0.6, 0.1, 0.1, 0.1, 0.6, 0.7, 0.5, 0.2, 0.2, 0.2]).Best.ToArray());

    [Fact]
    public void Every_setting_is_compared_with_the_best_over_common_seeds()
    {
        var compared = Summary(Plan, Accuracies).Comparisons;
        Assert.Equal(["2-0: 3", "2-1: 3", "2-3: 2"], compared.Select(c => $"{c.First}-{c.Second}: {c.Pairs}"));
        Assert.Equal([0.05, 0.14, -0.02], compared.Select(c => Math.Round(c.Difference!.Value, 12)));
    }

    [Fact]
    public void An_axis_is_compared_choice_by_choice_each_at_its_best()
    {
        var only = Assert.Single(Summary(Compared, Accuracies).Comparisons);
        Assert.Equal((0, 2, -0.05), (only.First, only.Second, Math.Round(only.Difference!.Value, 12)));
    }

    [Fact]
    public void Of_a_loss_the_smaller_is_better_and_of_an_unknown_name_nobody_knows()
    {
        Assert.Equal([1], Summary(Plan, Accuracies, "test loss").Best.ToArray());
        Assert.Equal("Sweep: whether a smaller or a larger \"margin\" is better, its name does not say; say \"better\": \"smaller\" or \"larger\".", Assert.Throws<NNException>(() => Summary(Plan, Accuracies, "margin")).Message);
        Assert.Equal([2], Summary(SweepPlan.Of(new Sweep(Plan.Sweep.Axes, metric: "margin", better: Better.Larger), 1), Accuracies, "margin").Best.ToArray());
    }

    [Fact]
    public void Outcomes_of_other_trials_are_refused() => Assert.Throws<NNException>(() => SweepSummary.Of(Plan, [], "test loss"));

    private static SweepSummary Summary(SweepPlan plan, double?[] values, string metric = "test accuracy") =>
        SweepSummary.Of(plan, plan.Trials.Zip(values, (trial, value) => value is { } x ? new TrialOutcome(trial, TrialEnd.Complete, 5, [new Figure(metric, x)]) : new TrialOutcome(trial, TrialEnd.Failed, 2, ImmutableArray<Figure>.Empty, "NaN")), metric);
}
