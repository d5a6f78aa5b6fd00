using Functional.NN.Experiments.Tests.Experiments;

namespace Functional.NN.Experiments.Tests;

/// <summary>The schema of sweeps and their reader agree.</summary>
public class SweepSchemaTests
{
    private static readonly SchemaValidator Validator = new(ExperimentSchema.ToJson());

    [Theory]
    [InlineData(true, SweepReaderTests.Everything)]
    [InlineData(true, """{"axes": {"a": [1, "x", null, {}]}}""")]
    [InlineData(false, "[]")]
    [InlineData(false, "{}")]
    [InlineData(false, """{"axes": [1]}""")]
    [InlineData(false, """{"axes": {"a": [1]}, "serch": "grid"}""")]
    [InlineData(false, """{"axes": {"a": 1}}""")]
    [InlineData(false, """{"axes": {"a": []}}""")]
    [InlineData(false, """{"axes": {"a": {"from": 1}}}""")]
    [InlineData(false, """{"axes": {"a": {"from": 1, "count": 0}}}""")]
    [InlineData(false, """{"axes": {"a": {"uniform": [1]}}}""")]
    [InlineData(false, """{"axes": {"a": {"uniform": [1, 2], "hole": true}}}""")]
    [InlineData(false, """{"axes": {"a": {"logUniform": [1, "2"]}}}""")]
    [InlineData(false, """{"axes": {"a": {"values": [1]}}}""")]
    [InlineData(false, """{"axes": {"a": {"together": {"x": 1}}}}""")]
    [InlineData(false, """{"axes": {"a": [1]}, "search": "all"}""")]
    [InlineData(false, """{"axes": {"a": [1]}, "search": {"random": 0}}""")]
    [InlineData(false, """{"axes": {"a": [1]}, "halving": {"factor": 1}}""")]
    [InlineData(false, """{"axes": {"a": [1]}, "better": "less"}""")]
    [InlineData(false, """{"axes": {"a": [1]}, "metric": 7}""")]
    public void What_one_takes_the_other_takes(bool right, string sweep)
    {
        Assert.Equal(right, Validator.Accepts(Files.Small.TrimEnd()[..^1] + $", \"sweep\": {sweep} }}"));
        var read = Record.Exception(() => SweepReaderTests.Read(sweep));
        Assert.Equal(right, read is null);
        if (!right) Assert.IsType<DataException>(read);
    }
}
