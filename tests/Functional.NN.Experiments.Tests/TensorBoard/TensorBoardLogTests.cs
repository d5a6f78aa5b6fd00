using System.Globalization;

namespace Functional.NN.Experiments.Tests;

/// <summary>What is logged stands in the file, as a reader that knows only the format finds it.</summary>
public sealed class TensorBoardLogTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("fnn-board-").FullName, "run");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void Scalars_and_histograms_are_read_back_with_tag_step_and_time()
    {
        using (var log = Open())
        {
            log.Scalar("loss/training", 0, 0.1);
            log.Scalar("loss/training", 1L << 40, double.NaN);
            log.Histogram("θ/dense.weight", 7, [1, 2, 4]);
            log.Histogram("g", 8, Tensor.Vector(-1f, 0.5f));
        }
        var events = EventFileReader.Read(TheFile());
        Assert.Equal(new ReadEvent(1.7e9 + 0.5, 0, "brain.Event:2", null, null, null), events[0]);
        Assert.Equal(new ReadEvent(1.7e9 + 1, 0, null, "loss/training", 0.1f, null), events[1]);
        Assert.Equal(new ReadEvent(1.7e9 + 1.5, 1L << 40, null, "loss/training", float.NaN, null), events[2]);
        Assert.Equal(("θ/dense.weight", 7, 5), (events[3].Tag, events[3].Step, events.Count));
        Assert.Equivalent((1.0, 4.0, 3.0, 7.0, 21.0), (events[3].Histogram!.Min, events[3].Histogram!.Max, events[3].Histogram!.Count, events[3].Histogram!.Sum, events[3].Histogram!.Squares));
        Assert.Equal((3.0, 30, 4.0), (events[3].Histogram!.Counts.Sum(), events[3].Histogram!.Counts.Length, events[3].Histogram!.Limits[^1]));
        Assert.Equal((-1.0, 0.5, -0.5), (events[4].Histogram!.Min, events[4].Histogram!.Max, events[4].Histogram!.Sum));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ar-SA")]
    public void The_name_is_one_that_TensorBoard_looks_for_whatever_the_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal("events.out.tfevents.1700000000.a-b-.c", EventFile.NameOf(FixedClock.Start, "a b/.c"));
            Assert.Equal("events.out.tfevents.0000000007.x", EventFile.NameOf(DateTimeOffset.FromUnixTimeSeconds(7), "x"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Another_log_of_the_same_second_has_a_file_of_its_own()
    {
        using (Open()) { }
        using (Open()) { }
        Assert.Equal(["events.out.tfevents.1700000000.host", "events.out.tfevents.1700000000.host.1"], EventFile.In(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void What_is_flushed_is_in_the_file_while_it_is_still_open()
    {
        using var log = Open();
        log.Scalar("a", 1, 2);
        Assert.Empty(File.ReadAllBytes(TheFile()));
        log.Flush();
        Assert.Equal(2, EventFileReader.Read(TheFile()).Count);
        foreach (int step in Enumerable.Range(2, 3000)) log.Scalar("a", step, step);
        Assert.InRange(EventFileReader.Read(TheFile()).Count, 1000, 3001);
    }

    [Fact]
    public void A_resumed_log_reads_like_one_that_was_never_interrupted()
    {
        using (var log = Open()) Write(log, 0, 10);
        byte[] through = File.ReadAllBytes(TheFile());
        Directory.Delete(_folder, recursive: true);
        using (var log = Open()) Write(log, 0, 8);
        using (var torn = new FileStream(TheFile(), FileMode.Append)) torn.Write(through.AsSpan(0, 20));
        using (var log = TensorBoardLog.Resume(_folder, 5, "other", new FixedClock(FixedClock.Start))) Write(log, 6, 10);
        Assert.Equal(EventFileReader.Records(through).Select(WithoutTime), EventFileReader.Records(File.ReadAllBytes(TheFile())).Select(WithoutTime));

        static string WithoutTime(byte[] record) => Convert.ToHexString(record.AsSpan(9));
    }

    [Fact]
    public void Resuming_without_a_file_or_with_one_torn_in_its_first_record_begins_one()
    {
        using (var log = TensorBoardLog.Resume(_folder, 5, "host", new FixedClock(FixedClock.Start))) log.Scalar("a", 6, 1);
        Assert.Equal(2, EventFileReader.Read(TheFile()).Count);
        File.WriteAllBytes(TheFile(), File.ReadAllBytes(TheFile())[..30]);
        using (var log = TensorBoardLog.Resume(_folder, 5)) log.Scalar("a", 6, 1);
        Assert.Equal(["brain.Event:2", null], EventFileReader.Read(TheFile()).Select(e => e.Version));
    }

    [Fact]
    public void What_cannot_be_logged_is_refused_in_a_sentence()
    {
        using var log = Open();
        Assert.Equal("TensorBoardLog: a tag names what is drawn; this one is empty.", Assert.Throws<NNException>(() => log.Scalar("", 0, 0)).Message);
        Assert.Contains("half a character", Assert.Throws<NNException>(() => log.Scalar("a\ud800", 0, 0)).Message, StringComparison.Ordinal);
        Assert.Equal("TensorBoardLog: steps are counted from 0, got -1 for a.", Assert.Throws<NNException>(() => log.Scalar("a", -1, 0)).Message);
        log.Scalar("\ufffd", 0, 0);
        string inTheWay = Path.Combine(_folder, "file");
        File.WriteAllText(inTheWay, "");
        Assert.Contains(inTheWay, Assert.Throws<DataException>(() => TensorBoardLog.Open(inTheWay)).Message, StringComparison.Ordinal);
    }

    private static void Write(TensorBoardLog log, int from, int to)
    {
        for (int step = from; step <= to; step++)
        {
            log.Scalar("loss", step, 1.0 / (1 + step));
            log.Histogram("θ", step, [step, 1, 2]);
        }
    }

    private TensorBoardLog Open() => TensorBoardLog.Open(_folder, "host", new FixedClock(FixedClock.Start));

    private string TheFile() => Assert.Single(EventFile.In(_folder));
}
