using System.Security.Cryptography;
using System.Text;

namespace Functional.NN;

/// <summary>What the writer and the reader of a run's state agree on; see <see cref="RunState"/>.</summary>
internal static class RunStateFormat
{
    public const string FormatKey = "format", Format = "Functional.NN run 1", TextKey = "run", TextHashKey = "run sha256";

    /// <summary>The SHA-256 of a text in UTF-8, in hexadecimal.</summary>
    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The SHA-256 of a tensor's little-endian bytes as they are, whatever a NaN says, in hexadecimal.</summary>
    public static string Sha256<T>(Tensor<T> tensor) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Convert.ToHexStringLower(SHA256.HashData(LittleEndianNumbers.Of(tensor.AsSpan())));

    /// <summary>What the precision is called.</summary>
    public static string Precision<T>() => typeof(T) == typeof(float) ? "float" : typeof(T) == typeof(double) ? "double" : typeof(T).Name;

    /// <summary>The name of the current state's block that one of the best state may be the same as; none for other blocks.</summary>
    public static string? Current(string name) => name.StartsWith(StateBlocks<float>.OfBest, StringComparison.Ordinal) ? name[StateBlocks<float>.OfBest.Length..] : null;
}
