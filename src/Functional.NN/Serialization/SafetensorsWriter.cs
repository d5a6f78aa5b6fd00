using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Functional.NN;

/// <summary>Writes the safetensors format to a stream; see <see cref="SafetensorsFile"/>.</summary>
internal static class SafetensorsWriter
{
    private const int LongestHeader = 100_000_000, Alignment = 8;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(SafetensorsFile file, Stream stream)
    {
        var header = Header(file);
        if (header.Length > LongestHeader) throw new NNException($"SafetensorsFile.Write: the header would be {header.Length} bytes long, and {LongestHeader} is the most the format allows; write fewer or shorter names and texts.");
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, tensor) in Laid(file))
        {
            if (tensor is Tensor<double> wide) WriteNumbers(stream, wide);
            else WriteNumbers(stream, (Tensor<float>)tensor);
        }
    }

    /// <summary>The tensors in the order of their bytes: the wider first, so that each is aligned; else as they come.</summary>
    private static IEnumerable<NamedTensor> Laid(SafetensorsFile file) => file.Tensors.OrderByDescending(t => Width(t.Tensor));

    private static ReadOnlySpan<byte> Header(SafetensorsFile file)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, Plain)) WriteHeader(json, file);
        int padding = (Alignment - text.WrittenCount % Alignment) % Alignment;
        text.GetSpan(padding)[..padding].Fill((byte)' ');
        text.Advance(padding);
        return text.WrittenSpan;
    }

    private static void WriteHeader(Utf8JsonWriter json, SafetensorsFile file)
    {
        var begins = Begins(file);
        json.WriteStartObject();
        if (!file.Metadata.IsEmpty)
        {
            json.WriteStartObject(SafetensorsFile.MetadataKey);
            foreach (var (key, text) in file.Metadata) json.WriteString(key, text);
            json.WriteEndObject();
        }
        foreach (var (name, tensor) in file.Tensors)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", tensor is Tensor<double> ? "F64" : "F32");
            WriteNumbers(json, "shape", tensor.Shape.Select(d => (long)d));
            WriteNumbers(json, "data_offsets", [begins[name], begins[name] + Bytes(tensor)]);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static ImmutableDictionary<string, long> Begins(SafetensorsFile file)
    {
        var begins = ImmutableDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        long end = 0;
        foreach (var (name, tensor) in Laid(file))
        {
            begins.Add(name, end);
            end += Bytes(tensor);
        }
        return begins.ToImmutable();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void WriteNumbers<T>(Stream stream, Tensor<T> tensor) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var rest = tensor.AsSpan(); rest.Length > 0;)
        {
            var part = rest[..Math.Min(rest.Length, LittleEndianNumbers.MostAtOnce)];
            stream.Write(LittleEndianNumbers.Of(part));
            rest = rest[part.Length..];
        }
    }

    private static int Width(Tensor tensor) => tensor is Tensor<double> ? sizeof(double) : sizeof(float);

    private static long Bytes(Tensor tensor) => (long)tensor.Shape.Size * Width(tensor);
}
