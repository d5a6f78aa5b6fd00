using System.Text;

namespace Functional.NN.Experiments.Tests;

/// <summary>What an experiment file says of its sweep.</summary>
public class SweepReaderTests
{
    internal const string Everything = """
        {
          // every form of an axis
          "axes": {
            "optimizer": ["Sgd", {"type": "Momentum", "learningRate": 0.1}],
            "optimizer.learningRate": {"logUniform": [1e-4, 0.1]},
            "parameters.width": {"uniform": [16, 512], "whole": true},
            "parameters.depth": {"values": {"shallow": 1, "deep": 4}},
            "training.batch": {"from": 16, "to": 64, "count": 3},
            "size": {"together": {"small": {"data.limit": 100, "training.epochs": 20}, "large": {"data.limit": 1000, "training.epochs": 2}}},
            "seed": {"from": 1, "count": 5},
          },
          "search": {"random": 20},
          "halving": {"factor": 4, "firstEpochs": 2},
          "metric": "validation loss",
          "better": "smaller",
          "compare": "optimizer"
        }
        """;

    [Fact]
    public void Every_form_of_an_axis_is_read()
    {
        var sweep = Read(Everything);
        Assert.Equal(new Sweep(
            [
                SweepAxis.Json("optimizer", "\"Sgd\"", """{ "type": "Momentum", "learningRate": 0.1 }"""),
                new RangeAxis("optimizer.learningRate", 1e-4, 0.1, logarithmic: true),
                new RangeAxis("parameters.width", 16, 512, whole: true),
                new ListAxis("parameters.depth", new SweepChoice("shallow", [new("parameters.depth", "1")]), new SweepChoice("deep", [new("parameters.depth", "4")])),
                SweepAxis.Numbers("training.batch", 16, 40, 64),
                new ListAxis("size", new SweepChoice("small", [new("data.limit", "100"), new("training.epochs", "20")]), new SweepChoice("large", [new("data.limit", "1000"), new("training.epochs", "2")])),
                SweepAxis.Seeds(1, 5),
            ],
            new RandomSearch(20), "validation loss", new SuccessiveHalving(4, 2), "optimizer", Better.Smaller), sweep);
    }

    [Fact]
    public void What_is_written_is_read_back_the_same_and_written_the_same()
    {
        var sweep = Read(Everything);
        string written = Written(sweep);
        Assert.Equal(sweep, Read(written));
        Assert.Equal(written, Written(Read(written)));
        Assert.Equal("""{ "axes": { "rate": [0.1, 1E-05] }, "search": "grid" }""", Written(Read("""{"axes": {"rate": [0.1, 1E-05]}}""")).TrimEnd());
    }

    [Theory]
    [InlineData("[]", "line 1, column 1: a sweep must be an object with axes, search, metric, better, halving, compare, got [].")]
    [InlineData("{}", "line 1, column 1: a sweep needs \"axes\"")]
    [InlineData("{\"axes\": [1]}", "line 1, column 10: \"axes\" must be an object of fields and their values, got [1].")]
    [InlineData("{\"axes\": {}}", "line 1, column 1: Sweep: there are no axes")]
    [InlineData("{\"axes\": {\"a\": [1]}, \"serch\": \"grid\"}", "line 1, column 22: there is no field \"serch\" of a sweep (did you mean")]
    [InlineData("{\"axes\": {\"a\": 1}}", "line 1, column 16: the axis \"a\" must be a list of values")]
    [InlineData("{\"axes\": {\"a\": []}}", "line 1, column 16: Sweep: the axis \"a\" has no values")]
    [InlineData("{\"axes\": {\"a\": {\"from\": 1}}}", "line 1, column 16: the axis \"a\" needs \"count\"")]
    [InlineData("{\"axes\": {\"a\": {\"from\": 0.5, \"count\": 2}}}", "line 1, column 25: \"from\" must be a whole number where there is no \"to\", got 0.5.")]
    [InlineData("{\"axes\": {\"a\": {\"from\": 1, \"to\": 2, \"count\": 1}}}", "line 1, column 16: Sweep: the axis \"a\" needs a count from 2 to 10000")]
    [InlineData("{\"axes\": {\"a\": {\"uniform\": [2, 1]}}}", "line 1, column 16: Sweep: the axis \"a\" needs the lower bound first")]
    [InlineData("{\"axes\": {\"a\": {\"uniform\": [1]}}}", "line 1, column 28: the bounds of the axis \"a\" are two numbers")]
    [InlineData("{\"axes\": {\"a\": {\"uniform\": [1, 2], \"hole\": true}}}", "line 1, column 36: there is no field \"hole\" of such an axis (did you mean")]
    [InlineData("{\"axes\": {\"a\": {\"together\": {\"x\": 1}}}}", "line 1, column 35: \"x\" must be an object of fields and their values, got 1.")]
    [InlineData("{\"axes\": {\"a\": {\"values\": [1]}}}", "line 1, column 27: \"values\" must be an object of labels, got [1].")]
    [InlineData("{\"axes\": {\"a\": [1]}, \"search\": \"all\"}", "line 1, column 32: \"search\" must be \"grid\" or {\"random\": 20}, got \"all\".")]
    [InlineData("{\"axes\": {\"a\": [1]}, \"search\": {\"random\": 0}}", "line 1, column 32: Sweep: a random search needs a number of settings from 1 on, got 0.")]
    [InlineData("{\"axes\": {\"a\": [1]}, \"halving\": {\"factor\": 1}}", "line 1, column 33: Sweep: halving needs a factor from 2 on, got 1.")]
    [InlineData("{\"axes\": {\"a\": [1]}, \"better\": \"less\"}", "line 1, column 32: \"better\" must be \"smaller\" or \"larger\", got \"less\".")]
    [InlineData("{\"axes\": {\"a\": [1]}, \"metric\": 7}", "line 1, column 32: \"metric\" must be a text, got 7.")]
    [InlineData("{\"axes\": {\"a\": [1]}, \"compare\": \"b\"}", "line 1, column 1: Sweep: \"compare\" names an axis other than the seeds, and there is none called \"b\"")]
    public void What_is_wrong_is_said_with_its_place(string json, string sentence) =>
        Assert.StartsWith($"sweep.json, {sentence}", Assert.Throws<DataException>(() => Read(json)).Message, StringComparison.Ordinal);

    internal static Sweep Read(string json) => SweepReader.Read(DocumentReader.Read(new TextSource("sweep.json", Encoding.UTF8.GetBytes(json)), DocumentLimits.Written));

    private static string Written(Sweep sweep) => DocumentWriter.Text(SweepWriter.Write(sweep));
}
