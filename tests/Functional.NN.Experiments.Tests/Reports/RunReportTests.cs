using System.Globalization;
using System.Xml.Linq;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments.Tests.Reports;

/// <summary>The page of a run says what its record says.</summary>
public class RunReportTests(TrainedRuns runs) : IClassFixture<TrainedRuns>
{
    private static string Tile(XElement page, string label) => page.Descendants("div").Where(d => d.Attribute("class")?.Value == "tile" && d.Element("dt")!.Value == label).Select(d => d.Element("dd")!.Value).Single();

    private static IEnumerable<string> Titles(XElement page) => page.Descendants(Svg.Name + "svg").Select(svg => svg.Elements(Svg.Name + "title").Single().Value);

    [Fact]
    public void The_figures_at_the_top_are_those_of_the_result()
    {
        var page = TrainedRuns.Parsed(TrainedRuns.Html(runs.Digits));
        var result = runs.Digits.Result!;
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{100 * result.Test.Accuracy!.Value:0.00} %"), Tile(page, "test accuracy"), StringComparison.Ordinal);
        Assert.StartsWith("5", Tile(page, "epochs"), StringComparison.Ordinal);
        foreach (string hash in new[] { result.ThetaSha256, result.StateSha256, result.ChainSha256, runs.Digits.Header.ExperimentSha256 }) Assert.Contains(hash, page.Value, StringComparison.Ordinal);
        Assert.Contains("fnn verify run .", page.Value, StringComparison.Ordinal);
        Assert.Contains("fnn train digits <&\"'>", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_a_picture_for_everything_that_was_recorded() => Assert.Equal(
        ["Loss", "Accuracy", "Loss of each step", "Norm of the gradient", "Learning rate", "Confusion matrix of the test set", "Weights of the first layer: dense1.weight",
            "Loss along the line from the first θ to the last", "Loss over a plane through the way of the run", "Norms", "Step", "Step: curvature", "Step: best step", "Hessian"],
        Titles(TrainedRuns.Parsed(TrainedRuns.Html(runs.Digits))));

    [Fact]
    public void The_loss_along_the_way_begins_as_the_run_began_and_falls()
    {
        var record = runs.Digits;
        var prepared = PreparedTraining<float>.Of(record.Experiment, DataPlaces.Usual);
        var trainer = prepared.Trainer(Compute.Default);
        var first = trainer.Initialize(record.Experiment.Key);
        Assert.Equal(record.Log.Steps[0].Loss, trainer.Step(first, prepared.Training.Batches(prepared.Batching, record.Experiment.Key.Fold("batches"), 0).First()).Metrics.Loss);
        var pictures = new LossPictures<float>(record, prepared, Model.Load<float>(record.Folder.Model, record.Experiment.Network), Compute.Default).All();
        var line = Assert.Single(Assert.IsType<LineChart>(pictures[0]).Series).Points;
        var start = line.Single(p => Math.Abs(p.Across) < 1e-9);
        Assert.Equal(trainer.Evaluate(first.Model, prepared.Training.Read([.. Enumerable.Range(0, 256).Select(i => i * prepared.Training.Count / 256)])).Loss, start.Up);
        Assert.True(line.Single(p => p.Across == 1).Up < start.Up);
        var way = Assert.IsType<PlaneMap>(pictures[1]).Paths.Single().Points;
        Assert.Equal((0, 0), (Math.Round(way[0].X, 6), Math.Round(way[0].Y, 6)));
        Assert.Equal((1, 0), (Math.Round(way[^1].X, 5), Math.Round(way[^1].Y, 5)));
        Assert.True(way.Length > 2);
    }

    [Fact]
    public void The_loss_is_looked_at_with_as_many_samples_as_take_a_moment_or_not_at_all()
    {
        Network small = Networks.Mlp([28, 28], [300]), large = Networks.AlexNet();
        Assert.Equal(40, LossSamples.Count(small, 2, 40));
        Assert.InRange(LossSamples.Count(small, LossSamples.LinePoints, 60_000), 16, 255);
        Assert.Equal(0, LossSamples.Count(small, LossSamples.PlanePoints * LossSamples.PlanePoints, 60_000));
        Assert.Equal(0, LossSamples.Count(large, LossSamples.LinePoints, 60_000));
    }

    [Fact]
    public void The_bounds_of_eigenvalues_are_bands_around_them_and_the_verdict_stands_below()
    {
        var epochs = runs.Digits.Log.Epochs;
        var chart = (LineChart)RunCurves.OfDiagnostics(epochs).Single(picture => picture.Title == "Hessian");
        var last = epochs[^1].Result.Diagnostics.Single(d => d.Name == "hessian").Findings;
        Assert.Equal(["smallest", "largest"], chart.Series.Select(series => series.Label));
        Assert.Equal(last.Numbers[2].Value, chart.Series[1].Points[^1].Up);
        Assert.Equal(last.Numbers[2].Value + last.Numbers[3].Value, chart.Series[1].Points[^1].High);
        Assert.Equal([$"At the end: {last.CriticalPoint}."], chart.Notes.AsEnumerable());
    }

    [Fact]
    public void Confusion_and_mistakes_agree_with_the_measured_accuracy()
    {
        var findings = RunReport.Page(runs.Digits, DataPlaces.Usual, Compute.Default).Findings;
        var test = runs.Digits.Result!.Test;
        Assert.Equal(test.Samples, findings.Confusion!.Total);
        Assert.Equal(test.Accuracy!.Value, findings.Confusion.Accuracy, 1e-6);
        Assert.Equal(findings.MistakeCount, (int)Math.Round((1 - test.Accuracy.Value) * test.Samples));
        Assert.Equal(24, findings.Mistakes.Length);
        Assert.Equal(findings.Mistakes.OrderByDescending(m => m.Loss).Select(m => m.Sample), findings.Mistakes.Select(m => m.Sample));
    }

    [Fact]
    public void A_mistake_has_its_loss_its_probabilities_and_its_image()
    {
        var findings = RunReport.Page(runs.Digits, DataPlaces.Usual, Compute.Default).Findings;
        var test = NamedData<float>.Read(new DataRequest(runs.Digits.Experiment.Data, DataPlaces.Usual, runs.Digits.Experiment.Key)).Test;
        foreach (var mistake in findings.Mistakes)
        {
            var sample = test.Read([mistake.Sample]);
            Assert.Equal(mistake.True, sample.Targets.ToArray()[0].ToString(CultureInfo.InvariantCulture));
            Assert.NotEqual(mistake.True, mistake.Predicted);
            Assert.Equal(mistake.Loss, -Math.Log(mistake.OfTrue!.Value), 1e-4);
            Assert.True(mistake.OfPredicted > mistake.OfTrue);
            Assert.Equal(Pixels.Of(sample.Inputs.Reshape(test.InputShape)).Bytes.ToArray(), mistake.Image!.Bytes.ToArray());
        }
        var first = TrainedRuns.Parsed(TrainedRuns.Html(runs.Digits)).Descendants("figure").First(f => f.Attribute("class")?.Value == "mistake");
        Assert.Equal(Png.DataUri(findings.Mistakes[0].Image!), first.Element("img")!.Attribute("src")!.Value);
        Assert.StartsWith($"{findings.Mistakes[0].True} → {findings.Mistakes[0].Predicted}", first.Element("figcaption")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rate_falls_along_the_schedule_to_what_was_recorded()
    {
        var rates = RunReport.Page(runs.Digits, DataPlaces.Usual, Compute.Default).Findings.Rates;
        Assert.Equal(runs.Digits.Log.Steps.Length, rates.Length);
        Assert.All(rates.Zip(rates.Skip(1)), pair => Assert.True(pair.First.Up > pair.Second.Up));
        Assert.All(runs.Digits.Log.Epochs, epoch => Assert.Equal(epoch.Result.Rate, rates.Single(r => r.Across == epoch.Result.Step).Up));
    }

    [Fact]
    public void Samples_that_are_no_images_are_rows_of_numbers()
    {
        var page = TrainedRuns.Parsed(TrainedRuns.Html(runs.Points));
        Assert.Contains("x1", page.Descendants("th").Select(th => th.Value));
        Assert.Empty(page.Descendants("img"));
    }

    [Fact]
    public void One_output_decides_between_two_classes() => Assert.Equal(4, RunReport.Page(runs.Xor, DataPlaces.Usual, Compute.Default).Findings.Confusion!.Total);

    [Fact]
    public void A_run_that_diverged_says_so_and_has_a_page()
    {
        var page = TrainedRuns.Parsed(TrainedRuns.Html(runs.Diverged));
        Assert.Equal(FitEnd.NotFinite, runs.Diverged.Result!.End);
        Assert.Contains(runs.Diverged.Result.Fault!, page.Descendants("p").Where(p => p.Attribute("class")?.Value == "bad").Select(p => p.Value));
    }

    [Fact]
    public void A_run_that_was_killed_has_a_page_as_far_as_it_went()
    {
        var killed = runs.Digits with { Result = null };
        var page = TrainedRuns.Parsed(TrainedRuns.Html(killed));
        Assert.Contains("The run was ended before it could say how it ended.", page.Value, StringComparison.Ordinal);
        Assert.Contains("Confusion matrix of the test set", Titles(page));
        Assert.DoesNotContain(runs.Digits.Result!.ThetaSha256, page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_data_a_run_has_a_page_that_says_what_is_missing_and_why()
    {
        var elsewhere = runs.Points with { Header = runs.Points.Header with { Data = runs.Points.Header.Data.SetItem(runs.Points.Header.Data.Keys.First(), new string('0', 64)) } };
        var page = TrainedRuns.Parsed(TrainedRuns.Html(elsewhere));
        Assert.Contains("What the model decides is left out: ", page.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("Confusion matrix of the test set", Titles(page));
        Assert.Contains("Loss", Titles(page));
    }

    [Fact]
    public void The_page_is_the_same_every_time_and_under_every_culture()
    {
        string usual = TrainedRuns.Html(runs.Digits);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(usual, TrainedRuns.Html(runs.Digits));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_page_needs_nothing_from_elsewhere()
    {
        var page = TrainedRuns.Parsed(TrainedRuns.Html(runs.Digits));
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "link" or "iframe" or "object");
        Assert.All(page.Descendants().Attributes().Where(a => a.Name.LocalName is "src" or "href"), a => Assert.StartsWith("data:image/png;base64,", a.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value, StringComparison.Ordinal);
    }
}
