using System.Security.Cryptography;
using System.Text;

namespace Functional.NN;

/// <summary>The hash of one block of a state.</summary>
/// <param name="Name">the block's name, such as <c>optimizer.vector.mean.conv1.weight</c></param>
/// <param name="Sha256">the SHA-256 of its bytes, in hexadecimal</param>
public readonly record struct BlockHash(string Name, string Sha256)
{
    /// <summary>The hash of a whole state from those of its blocks, so that a record of these proves that one.</summary>
    /// <remarks>The blocks are sorted by the UTF-16 units of their names, and of each is hashed its name in UTF-8, a zero byte, and the 32 bytes of its hash.</remarks>
    /// <param name="blocks">the hashes of all blocks, in any order</param>
    /// <returns>a SHA-256 in hexadecimal</returns>
    /// <exception cref="NNException">A hash is none.</exception>
    public static string Sha256Of(IEnumerable<BlockHash> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var block in blocks.OrderBy(block => block.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(block.Name));
            hash.AppendData([0]);
            hash.AppendData(block.Bytes());
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private byte[] Bytes()
    {
        try
        {
            if (Convert.FromHexString(Sha256) is { Length: SHA256.HashSizeInBytes } bytes) return bytes;
        }
        catch (FormatException)
        {
            // Said below.
        }
        throw new NNException($"BlockHash: the hash of \"{Name}\" must be a SHA-256, {2 * SHA256.HashSizeInBytes} hexadecimal digits, got \"{Sha256}\".");
    }
}
