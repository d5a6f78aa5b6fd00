using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Functional.NN;

/// <summary>A hash over named blocks of numbers, sorted by name: what a state's bits come down to, in whatever order its parts are kept.</summary>
internal sealed class StateHash<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SortedDictionary<string, byte[]> _blocks = new(StringComparer.Ordinal);

    public void Add(string name, ReadOnlySpan<T> numbers)
    {
        T[] canonical = numbers.ToArray();
        for (int i = 0; i < canonical.Length; i++)
            if (T.IsNaN(canonical[i])) canonical[i] = T.NaN;
        _blocks.Add(name, LittleEndianNumbers.Of<T>(canonical).ToArray());
    }

    public void Add(string name, double number) => Add(name, BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number));

    public void Add(string name, long number)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        _blocks.Add(name, bytes);
    }

    public void Add(string prefix, Parameters<T> parameters)
    {
        foreach (var block in parameters.Layout) Add(prefix + block.Path, parameters.Vector.AsSpan().Slice(block.Start, block.Shape.Size));
    }

    public void Add(string prefix, OptimizerState<T> state)
    {
        Add(prefix + "step", state.Step);
        foreach (var (name, vector) in state.Vectors) Add($"{prefix}vector.{name}.", vector);
        foreach (var (name, number) in state.Scalars) Add($"{prefix}scalar.{name}", number);
        foreach (var (name, inner) in state.Inner) Add($"{prefix}inner.{name}.", inner);
    }

    /// <summary>Of each block its name in UTF-8, a zero byte, how many bytes it has, and the bytes; in hexadecimal.</summary>
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] length = new byte[sizeof(long)];
        foreach (var (name, bytes) in _blocks)
        {
            BinaryPrimitives.WriteInt64LittleEndian(length, bytes.LongLength);
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData([0]);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
