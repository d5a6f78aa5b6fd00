using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;

namespace Functional.NN.Experiments;

/// <summary>The hashes of data's bytes, by what they are of: what a run's record keeps, so that a replay knows whether it has the same data.</summary>
internal static class DataHashes
{
    private const int AtOnce = 1000;

    /// <summary>Of drawn samples: their numbers in the precision they are trained in, little-endian, a thousand inputs and their targets after another.</summary>
    public static ImmutableSortedDictionary<string, string> OfSamples<T>(TrainingData<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Of([("training samples", Hash(data.Training)), ("test samples", Hash(data.Test))]);

    /// <summary>Of files: their uncompressed bytes.</summary>
    public static ImmutableSortedDictionary<string, string> OfFiles(IEnumerable<string> paths) => Of(paths.Select(path => (Plain(path), Hash(path))));

    /// <summary>Hashes that are known.</summary>
    public static ImmutableSortedDictionary<string, string> Of(IEnumerable<(string Part, string Sha256)> parts) =>
        parts.ToImmutableSortedDictionary(part => part.Part, part => part.Sha256, StringComparer.Ordinal);

    private static string Plain(string path) => Path.GetFileName(path) is var name && name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;

    private static string Hash(string path) => FileContent.Of(path, file => FileContent.UncompressedSha256(file)!);

    private static string Hash<T>(Dataset<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var batch in data.Batches(new Batching(AtOnce, Sampling.InOrder), default, 0))
        {
            hash.AppendData(LittleEndian(batch.Inputs));
            hash.AppendData(LittleEndian(batch.Targets));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static ReadOnlySpan<byte> LittleEndian<T>(Tensor<T> numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LittleEndianNumbers.Of<T>(numbers.AsSpan());
}
