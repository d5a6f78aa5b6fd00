namespace Functional.NN.Course.Tests;

/// <summary>The record of a run, and where two differ.</summary>
public class RecordTests
{
    private static readonly CourseRecord Record = new(
    [
        new("ravine", "A ravine", "Polyak 1964", [Claim.Of("ravine.a", "It falls.", true, $"{1.5} steps", ("steps", 1.5), ("never", double.PositiveInfinity), ("none", double.NaN)), Claim.Of("ravine.b", "It rises.", Verdict.NotDecided, $"{2}", ("x", -0.1))], [new("A picture", "00ff")]),
    ]);

    [Fact]
    public void A_record_reads_back_as_it_was_written()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            Record.Write(file);
            var read = CourseRecord.Read(file);
            Assert.Equal(Record.Sha256, read.Sha256);
            Assert.Empty(RecordDifference.Of(read, Record));
            Assert.Equal(Record.Claims.SelectMany(claim => claim.Numbers), read.Claims.SelectMany(claim => claim.Numbers));
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static TheoryData<string, string> Damages => new()
    {
        { "1.5 steps", "1.4 steps" },
        { "\"steps\": 1.5", "\"steps\": 1.5000000000000002" },
        { "not decided", "decided" },
        { "\"samples\"", "\"sample\"" },
        { "Infinity", "Infinite" },
        { "{", "" },
        { "\"ravine.a\"", "null" },
    };

    [Theory, MemberData(nameof(Damages))]
    public void A_file_that_was_changed_is_refused_in_a_sentence(string from, string to)
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            Record.Write(file);
            File.WriteAllText(file, File.ReadAllText(file).Replace(from, to, StringComparison.Ordinal));
            Assert.StartsWith(file, Assert.Throws<DataException>(() => CourseRecord.Read(file)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void One_other_bit_of_one_number_is_named()
    {
        var claim = Record.Claims.First();
        var other = new CourseRecord([Record.Samples[0] with { Claims = [claim with { Numbers = [claim.Numbers[0] with { Value = Math.BitIncrement(1.5) }, .. claim.Numbers.Skip(1)] }, Record.Samples[0].Claims[1]] }]);
        Assert.Equal("ravine.a: the numbers' bits are not those of the record (steps 1.5000000000000002).", Assert.Single(RecordDifference.Of(other, Record)));
    }

    [Fact]
    public void A_verdict_a_statement_a_figure_and_a_picture_that_are_other_are_each_named()
    {
        var claim = Record.Claims.First();
        var other = new CourseRecord([Record.Samples[0] with { Claims = [claim with { Verdict = Verdict.DidNotHold, Figure = "9", Statement = "It stays." }], Exhibits = [new("A picture", "00fe")] }]);
        Assert.Collection(RecordDifference.Of(other, Record),
            line => Assert.Equal("ravine.b: only the record has this claim.", line),
            line => Assert.Contains("\"It stays.\"", line, StringComparison.Ordinal),
            line => Assert.Equal("ravine.a: did not hold, in the record: held.", line),
            line => Assert.Contains("\"9\"", line, StringComparison.Ordinal),
            line => Assert.Contains("\"A picture\"", line, StringComparison.Ordinal));
    }
}
