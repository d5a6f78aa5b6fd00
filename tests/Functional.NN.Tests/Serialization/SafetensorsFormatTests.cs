using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Functional.NN.Tests.Serialization;

public sealed class SafetensorsFormatTests
{
    [Fact]
    public void A_file_laid_out_like_the_reference_implementations_is_read()
    {
        var file = SafetensorsFile.FromBytes(SafetensorsCases.Fixture("reference.safetensors"));
        Assert.Equal(["c", "a", "b"], file.Tensors.Select(t => t.Name));
        Assert.Equal(Tensor.Vector(1.5, -2.25, 1e300), file.Get<double>("c"));
        Assert.Equal(Tensor.Scalar(42f), file.Get<float>("a"));
        Assert.Equal(Tensor.Of<float>([2, 3], 0, 1, 2, 3, 4, 5), file.Get<float>("b"));
        Assert.Empty(file.Metadata);
    }

    [Fact]
    public void The_writer_gives_the_bytes_the_reference_layout_has()
    {
        var file = SafetensorsFile.Empty.With("c", Tensor.Vector(1.5, -2.25, 1e300)).With("a", Tensor.Scalar(42f)).With("b", Tensor.Of<float>([2, 3], 0, 1, 2, 3, 4, 5));
        Assert.Equal(SafetensorsCases.Fixture("reference.safetensors").AsEnumerable(), file.ToBytes());
    }

    [Fact]
    public void A_legal_file_of_unlike_layout_is_read_in_the_order_of_its_header()
    {
        var file = SafetensorsFile.FromBytes(SafetensorsCases.Fixture("foreign.safetensors"));
        Assert.Equal(["first.weight", "größe", "nothing"], file.Tensors.Select(t => t.Name));
        Assert.Equal(Shape.Of(5, 1), file["first.weight"].Shape);
        Assert.Equal(Shape.Of(1, 3), file["größe"].Shape);
        Assert.Equal(Shape.Of(4, 0, 2), file["nothing"].Shape);
        Assert.Equal("a \"quoted\" Ünïcödé\nline", file.Metadata["note"]);
        Assert.Equal("pt", file.Metadata["format"]);
    }

    [Fact]
    public void NaN_payloads_minus_zero_and_subnormals_are_read_bit_for_bit()
    {
        var file = SafetensorsFile.FromBytes(SafetensorsCases.Fixture("foreign.safetensors"));
        Assert.Equal([0x7FC0BEEFu, 0x7F800001u, 0x80000000u, 0x00000001u, 0xFF800000u], Bits(file.Get<float>("first.weight")));
        Assert.Equal([0xFFF800000000ABCDul, 0x8000000000000000ul, 1ul], file.Get<double>("größe").ToArray().Select(BitConverter.DoubleToUInt64Bits));
    }

    [Fact]
    public void Halves_become_floats_exactly()
    {
        var file = SafetensorsFile.FromBytes(SafetensorsCases.Fixture("halves.safetensors"));
        Assert.Equal(
            Bits([1, -2, 65504, 1f / (1 << 24), 1023f / (1 << 24), -0f, float.PositiveInfinity, BitConverter.UInt32BitsToSingle(0x7FC02000)]), Bits(file.Get<float>("half")));
        Assert.Equal([0x3F800000u, 0xC0000000u, 0x00010000u, 0x80000000u, 0x7FC10000u], Bits(file.Get<float>("brain")));
    }

    [Fact]
    public void Every_finite_half_is_the_number_the_runtime_says_it_is()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var half = BitConverter.UInt16BitsToHalf((ushort)bits);
            if (Half.IsNaN(half)) Assert.True(float.IsNaN(SmallFloat.FromBinary16((ushort)bits)));
            else Assert.Equal(BitConverter.SingleToUInt32Bits((float)half), BitConverter.SingleToUInt32Bits(SmallFloat.FromBinary16((ushort)bits)));
        }
    }

    [Fact]
    public void An_empty_file_is_a_header_of_eight_bytes() =>
        Assert.Equal<IEnumerable<byte>>([8, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}', 32, 32, 32, 32, 32, 32], SafetensorsFile.Empty.ToBytes());

    [Fact]
    public void Every_tensor_begins_at_a_multiple_of_its_own_width()
    {
        for (int i = 0; i < 100; i++)
        {
            var file = SafetensorsCases.Random(RandomKey.FromSeed(i));
            var bytes = file.ToBytes();
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan());
            using var header = JsonDocument.Parse(Encoding.UTF8.GetString(bytes.AsSpan(8, length)));
            foreach (var (name, tensor) in file.Tensors)
                Assert.Equal(0, (8 + length + header.RootElement.GetProperty(name).GetProperty("data_offsets")[0].GetInt32()) % (tensor is Tensor<double> ? 8 : 4));
        }
    }

    private static IEnumerable<uint> Bits(Tensor<float> tensor) => Bits(tensor.ToArray());

    private static IEnumerable<uint> Bits(float[] values) => values.Select(BitConverter.SingleToUInt32Bits);
}
