using System.Text;
using Functional.NN.Experiments.Tests.Experiments;
using Functional.NN.Tests;

namespace Functional.NN.Experiments.Tests;

/// <summary>Whatever is changed in a sweep, it is refused in one sentence, or is a sweep that is planned and read back from its canonical form; quickly, and in little memory.</summary>
public class SweepMutationTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(SweepReaderTests.Everything);

    [Fact]
    public void Of_a_thousand_with_bytes_changed() => AreBoth(Mutations.Withstands(Text, 1000, Read));

    [Fact]
    public void And_of_three_thousand_that_are_still_JSON() =>
        AreBoth(Mutations.Withstands(key => DocumentMutations.Of(DocumentReader.Read(new TextSource("sweep", Text), DocumentLimits.Written), key), 3000, Read, RandomKey.FromSeed(1)));

    [Theory]
    [InlineData("""{"axes": {"a": {"from": 0, "count": 2147483647}}}""")]
    [InlineData("""{"axes": {"a": {"from": 0, "to": 1, "count": 2147483647}}}""")]
    [InlineData("""{"axes": {"a": {"from": 9223372036854775807, "count": 10}}}""")]
    [InlineData("""{"axes": {"a": [1, 2]}, "search": {"random": 2147483647}}""")]
    [InlineData("""{"axes": {"a": {"uniform": [0, 1]}}, "search": {"random": 2147483647}}""")]
    public void Huge_counts_are_refused_before_they_take_anything(string sweep) => Assert.ThrowsAny<NNException>(() => Read(Encoding.UTF8.GetBytes(sweep)));

    private static void AreBoth(Withstood counts) => Assert.True(counts.Refused > 100 && counts.Harmless > 100, $"{counts}");

    private static void Read(byte[] bytes)
    {
        var sweep = SweepReader.Read(DocumentReader.Read(new TextSource("sweep.json", bytes), DocumentLimits.Written));
        SweepPlan.Of(sweep, 1);
        string written = DocumentWriter.Text(SweepWriter.Write(sweep));
        Assert.Equal(sweep, SweepReaderTests.Read(written));
    }
}
