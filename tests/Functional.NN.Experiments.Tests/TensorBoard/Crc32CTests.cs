namespace Functional.NN.Experiments.Tests;

public sealed class Crc32CTests
{
    /// <summary>RFC 3720, appendix B.4; there the checksum's bytes stand in the order in which they are sent, the lowest first.</summary>
    public static TheoryData<byte[], uint> Published { get; } = new()
    {
        { new byte[32], 0x8a9136aa },
        { [.. Enumerable.Repeat((byte)0xff, 32)], 0x62a8ab43 },
        { [.. Enumerable.Range(0, 32).Select(i => (byte)i)], 0x46dd794e },
        { [.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))], 0x113fdb5c },
        { Convert.FromHexString("01c000000000000000000000000000001400000000000400000000140000001828000000000000000200000000000000"), 0xd9963a56 },
        { "123456789"u8.ToArray(), 0xe3069283 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Is_what_is_published(byte[] bytes, uint crc)
    {
        Assert.Equal(crc, Crc32C.Of(bytes));
        Assert.Equal(crc, EventFileReader.Crc(bytes));
    }

    [Fact]
    public void Agrees_with_the_sum_taken_bit_by_bit_at_every_length_and_place()
    {
        byte[] bytes = [.. Enumerable.Range(0, 300).Select(i => (byte)(i * i * 31 + 7))];
        for (int length = 0; length <= 256; length++)
            for (int from = 0; from < 9; from++)
                Assert.Equal(EventFileReader.Crc(bytes[from..(from + length)]), Crc32C.Of(bytes.AsSpan(from, length)));
    }

    /// <summary>How every file of events begins: 24 bytes are promised, and their checksum is the one that TensorFlow's own files have.</summary>
    [Fact]
    public void The_first_frame_is_that_of_every_file_of_events()
    {
        using var stream = new MemoryStream();
        TFRecord.Write(stream, new byte[24]);
        Assert.Equal("1800000000000000A37F4B22", Convert.ToHexString(stream.ToArray().AsSpan(0, 12)));
    }
}
