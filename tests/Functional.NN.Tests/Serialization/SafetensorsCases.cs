using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Functional.NN.Tests.Serialization;

/// <summary>Safetensors files for the tests: from the fixtures, from parts, and at random.</summary>
internal static class SafetensorsCases
{
    public static ImmutableArray<byte> Fixture(string name) => [.. File.ReadAllBytes(Repository.File("tests", "Functional.NN.Tests", "Serialization", "fixtures", name))];

    /// <summary>A header's length, a header and some data; the length is the true one unless given.</summary>
    public static ImmutableArray<byte> Bytes(string header, int data = 0, ulong? length = null) => Bytes(Encoding.UTF8.GetBytes(header), data, length);

    public static ImmutableArray<byte> Bytes(byte[] header, int data = 0, ulong? length = null)
    {
        var bytes = new byte[8 + header.Length + data];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length ?? (ulong)header.Length);
        header.CopyTo(bytes, 8);
        return [.. bytes];
    }

    /// <summary>The entry of a tensor in a header.</summary>
    public static string Entry(string name, string type, string shape, string offsets) =>
        $"\"{name}\":{{\"dtype\":\"{type}\",\"shape\":[{shape}],\"data_offsets\":[{offsets}]}}";

    /// <summary>A file with random names, shapes, bits of both precisions and texts.</summary>
    public static SafetensorsFile Random(RandomKey key)
    {
        int tensors = (int)(key.Bits(0) % 6), texts = (int)(key.Bits(1) % 3);
        return SafetensorsFile.Of(
            Enumerable.Range(0, tensors).Select(i => new NamedTensor($"{i}.{Text(key.Fold("name").Fold(i))}", Bits(key.Fold("tensor").Fold(i)))),
            Enumerable.Range(0, texts).Select(i => KeyValuePair.Create($"{i}{Text(key.Fold("key").Fold(i))}", Text(key.Fold("text").Fold(i)))));
    }

    private static Tensor Bits(RandomKey key)
    {
        var shape = Shape.Of([.. key.Fold("shape").Integers((int)(key.Bits(0) % 4), 5)]);
        return key.Bits(1) % 2 == 0
            ? Tensor.Generate(shape, i => BitConverter.UInt32BitsToSingle((uint)key.Bits(i + 2)))
            : Tensor.Generate(shape, i => BitConverter.UInt64BitsToDouble(key.Bits(i + 2)));
    }

    private static string Text(RandomKey key)
    {
        Rune[] runes = [new('a'), new('.'), new('"'), new('\\'), new('\n'), new('\0'), new('é'), new('θ'), new('\u2028'), new(0x1F9E0), new(' '), new('/')];
        return string.Concat(key.Integers((int)(key.Bits(0) % 9), runes.Length).Select(i => runes[i].ToString()));
    }
}

/// <summary>A stream that tells no length, cannot go back, and gives a few bytes at a time.</summary>
internal sealed class TricklingStream(ImmutableArray<byte> bytes) : Stream
{
    private int _place;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int length = Math.Min(Math.Min(7, buffer.Length), bytes.Length - _place);
        bytes.AsSpan(_place, length).CopyTo(buffer);
        _place += length;
        return length;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
