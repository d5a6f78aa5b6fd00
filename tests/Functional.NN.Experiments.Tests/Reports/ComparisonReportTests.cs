using Functional.NN.Drawing;

namespace Functional.NN.Experiments.Tests.Reports;

/// <summary>The page of several runs.</summary>
public class ComparisonReportTests(TrainedRuns runs) : IClassFixture<TrainedRuns>
{
    [Fact]
    public void The_same_experiment_has_the_same_bits()
    {
        var page = ComparisonReport.Page([runs.Digits, runs.Again]);
        Assert.Empty(page.Fields);
        Assert.Equal($"again and digits: all {runs.Digits.Log.Steps.Length} steps and 5 epochs have the same bits.", page.Partings.Single());
        Assert.Equal(runs.Digits.Result!.StateSha256, page.Runs[1].StateSha256);
    }

    [Fact]
    public void Another_seed_is_the_field_that_differs_and_the_bits_part_at_the_first_step()
    {
        var page = ComparisonReport.Page([runs.Digits, runs.OtherSeed, runs.Again]);
        Assert.Equal(("seed", "1|2|1"), (page.Fields.Single().Path, string.Join('|', page.Fields.Single().Values)));
        Assert.StartsWith("other-seed and digits: they part at step 1, in epoch 1. It has the losses ", page.Partings[0], StringComparison.Ordinal);
        Assert.StartsWith("fnn diff ", page.Commands[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_lie_over_each_other_one_picture_for_each_measure()
    {
        var html = TrainedRuns.Parsed(ComparisonReport.Html(runs.Digits, runs.OtherSeed));
        var pictures = html.Descendants(Svg.Name + "svg").ToList();
        Assert.Equal(["Training loss", "Validation loss", "Test loss", "Training accuracy", "Validation accuracy", "Test accuracy"], pictures.Select(p => p.Elements(Svg.Name + "title").Single().Value));
        Assert.All(pictures, p => Assert.Equal(2, p.Descendants(Svg.Name + "text").Count(t => t.Attribute("class")?.Value == "legend")));
    }

    [Fact]
    public void A_run_alone_is_no_comparison() => Assert.Equal("ComparisonReport: two runs or more are compared, got 1.", Assert.Throws<NNException>(() => ComparisonReport.Html(runs.Digits)).Message);
}
