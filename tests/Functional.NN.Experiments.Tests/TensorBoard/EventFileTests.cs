namespace Functional.NN.Experiments.Tests;

/// <summary>Taking away what was written after a step, also from files that a crash has torn or somebody has damaged.</summary>
public sealed class EventFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fnn-events-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 5)]
    [InlineData(9, 7)]
    public void Records_up_to_the_step_are_kept_as_they_are(long step, int records)
    {
        var (path, bytes, ends) = Written();
        long cut = EventFile.TruncateAfter(path, step);
        Assert.Equal(bytes[..ends[records - 1]], File.ReadAllBytes(path));
        Assert.Equal(bytes.Length - ends[records - 1], cut);
        Assert.Equal(0, EventFile.TruncateAfter(path, step));
    }

    [Fact]
    public void Wherever_a_file_is_torn_its_whole_records_are_kept()
    {
        var (path, bytes, ends) = Written();
        for (int length = 0; length <= bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            EventFile.TruncateAfter(path, 2);
            Assert.Equal(ends[..5].Append(0).Where(end => end <= length).Max(), new FileInfo(path).Length);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(5000)]
    public void Zeros_that_a_crash_left_at_the_end_go(int zeros)
    {
        var (path, bytes, _) = Written();
        File.WriteAllBytes(path, [.. bytes, .. new byte[zeros]]);
        Assert.Equal(zeros, EventFile.TruncateAfter(path, 3));
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_flipped_bit_before_the_last_record_is_named_and_nothing_is_taken_away()
    {
        var (path, bytes, ends) = Written();
        for (int at = 0; at < ends[^2]; at++)
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(path, damaged);
            string record = FormattableString.Invariant($"byte {ends.Append(0).Where(end => end <= at).Max()} is damaged");
            string message = Assert.Throws<DataException>(() => EventFile.TruncateAfter(path, 9)).Message;
            Assert.Contains(record, message, StringComparison.Ordinal);
            Assert.Contains(path, message, StringComparison.Ordinal);
            Assert.Equal(damaged, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void A_flipped_bit_in_the_last_record_takes_that_record_with_it()
    {
        var (path, bytes, ends) = Written();
        for (int at = ends[^2]; at < bytes.Length; at++)
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(path, damaged);
            EventFile.TruncateAfter(path, 9);
            Assert.Equal(bytes[..ends[^2]], File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void Other_files_are_refused_by_name_and_left_as_they_are()
    {
        string path = Path.Combine(_folder, "a.tfevents");
        foreach (byte[] content in Foreign())
        {
            File.WriteAllBytes(path, content);
            Assert.StartsWith(path, Assert.Throws<DataException>(() => EventFile.TruncateAfter(path, 9)).Message, StringComparison.Ordinal);
            Assert.Equal(content, File.ReadAllBytes(path));
        }
        Assert.Equal($"{path}.no: there is no such file.", Assert.Throws<DataException>(() => EventFile.TruncateAfter(path + ".no", 9)).Message);
        Assert.Throws<DataException>(() => EventFile.TruncateAfter("/dev/null/x", 9));
    }

    /// <summary>Text, zeros, records of something else, a head that promises more than there is memory for, and noise with right heads in it.</summary>
    private static IEnumerable<byte[]> Foreign()
    {
        yield return "not a file of events at all, but long enough to be taken for one"u8.ToArray();
        yield return new byte[100_000];
        yield return Framed([]);
        yield return Framed([0x0a, 0x01, 0x61]);
        yield return Framed([.. Enumerable.Repeat((byte)0xff, 40)]);
        yield return Head(ulong.MaxValue);
        yield return Head(long.MaxValue);
        yield return [.. Head(1 << 30), .. new byte[1000]];
        for (int seed = 0; seed < 50; seed++)
        {
            byte[] noise = [.. RandomKey.FromSeed((ulong)seed).Normal<float>([100 + 37 * seed]).ToArray().Select(x => (byte)(int)(x * 50))];
            yield return noise;
            yield return [.. noise, .. Framed(noise), .. Head((ulong)seed)];
        }
    }

    private static byte[] Framed(byte[] data)
    {
        using var stream = new MemoryStream();
        TFRecord.Write(stream, data);
        return stream.ToArray();
    }

    private static byte[] Head(ulong length)
    {
        byte[] bytes = BitConverter.GetBytes(length);
        return [.. bytes, .. BitConverter.GetBytes(Crc32C.Masked(bytes))];
    }

    /// <summary>A file of seven records (the version, then two for each of three steps), its bytes, and where each record ends.</summary>
    private (string Path, byte[] Bytes, int[] Ends) Written()
    {
        using (var log = TensorBoardLog.Open(_folder, "host", new FixedClock(FixedClock.Start)))
            for (int step = 1; step <= 3; step++)
            {
                log.Scalar("loss", step, 0.5);
                log.Histogram("g", step, [1, 2]);
            }
        string path = EventFile.In(_folder)[^1];
        byte[] bytes = File.ReadAllBytes(path);
        int end = 0;
        return (path, bytes, [.. EventFileReader.Records(bytes).Select(record => end += 16 + record.Length)]);
    }
}
