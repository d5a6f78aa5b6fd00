using System.IO.Compression;
using System.Security.Cryptography;

namespace Functional.NN.Experiments;

/// <summary>The content of files, and its SHA-256 in hexadecimal.</summary>
internal static class FileContent
{
    private const int Stretch = 1 << 16;

    /// <summary>What a file holds: a gzip file, known by its content, uncompressed; another as it is.</summary>
    /// <param name="file">the file, at its beginning; whoever opened it closes it</param>
    public static Stream Uncompressed(Stream file)
    {
        bool gzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return gzip ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : file;
    }

    /// <summary>The hash of the bytes as they are.</summary>
    public static string Sha256(Stream file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>The hash of the uncompressed bytes; none where there are more of them than a number.</summary>
    /// <exception cref="InvalidDataException">The gzip data are damaged.</exception>
    public static string? UncompressedSha256(Stream file, long most = long.MaxValue)
    {
        var plain = Uncompressed(file);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new byte[Stretch];
        for (long count = 0; count <= most;)
        {
            if (plain.Read(bytes) is not (> 0 and int read)) return Convert.ToHexStringLower(hash.GetHashAndReset());
            hash.AppendData(bytes, 0, read);
            count += read;
        }
        return null;
    }

    /// <summary>Something about the content of a file.</summary>
    /// <exception cref="DataException">The file is missing, damaged, or cannot be read.</exception>
    public static TResult Of<TResult>(string path, Func<Stream, TResult> ask)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return ask(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DataException($"{path}: the file cannot be read ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
