namespace Functional.NN.Experiments;

/// <summary>Checks of a file's content: none when it is right, else what is wrong in a clause that ends a sentence.</summary>
internal static class ContentCheck
{
    private const int Stretch = 1 << 16;

    /// <summary>Bytes with a hash.</summary>
    public static Func<Stream, string?> Bytes(string sha256) => stream => Difference(FileContent.Sha256(stream), sha256);

    /// <summary>Uncompressed bytes with a hash, plain or in a gzip file.</summary>
    /// <param name="sha256">the hash</param>
    /// <param name="most">more bytes than these are not looked at</param>
    public static Func<Stream, string?> Uncompressed(string sha256, long most) => stream => Damage(() =>
        FileContent.UncompressedSha256(stream, most) is { } found ? Difference(found, sha256) : "it is longer than the right one");

    /// <summary>An IDX file as long as its header says, plain or in a gzip file.</summary>
    public static Func<Stream, string?> Idx(string name) => stream => Damage(() =>
    {
        var plain = FileContent.Uncompressed(stream);
        var header = IdxHeader.Read(name, count => Next(plain, count));
        header.CheckLength(header.Bytes + Rest(plain, header.PayloadBytes + 1), " uncompressed");
        return null;
    });

    private static string? Difference(string found, string wanted) => found.Equals(wanted, StringComparison.OrdinalIgnoreCase) ? null : $"its SHA-256 should be {wanted}, it is {found}";

    private static string? Damage(Func<string?> check)
    {
        try
        {
            return check();
        }
        catch (InvalidDataException)
        {
            return "its gzip data are damaged";
        }
        catch (DataException e)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private static byte[] Next(Stream stream, int count)
    {
        var bytes = new byte[count];
        return bytes[..stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false)];
    }

    /// <summary>How many bytes follow, counted up to a number.</summary>
    private static long Rest(Stream stream, long most)
    {
        var bytes = new byte[Stretch];
        long count = 0;
        while (count < most && stream.Read(bytes) is > 0 and int read) count += read;
        return Math.Min(count, most);
    }
}
