using System.Buffers.Binary;
using System.IO.Compression;

namespace Functional.NN.Kernels;

/// <summary>All bytes of an IDX file, uncompressed; never more memory than the data that are really there ask for.</summary>
internal static class IdxBytes
{
    private const int FirstChunk = 1 << 20, GzipTrailer = 8;

    public static (IdxHeader Header, byte[] Whole) Read(string path) => Opened(path, file =>
    {
        bool gzip = IsGzip(file);
        return gzip ? ReadGzip(path, file) : ReadPlain(path, file);
    });

    /// <summary>The header of a plain file whose length has been checked, and its payload mapped into memory.</summary>
    public static (IdxHeader Header, ByteStore Payload) Map(string path) => Opened(path, file =>
    {
        if (IsGzip(file)) throw new DataException($"{path}: a gzip file cannot be mapped into memory. Uncompress it, or read it without mapping.");
        var header = IdxHeader.Read(path, count => Next(file, count));
        header.CheckLength(file.Length);
        return (header, (ByteStore)new ByteStore.Mapped(file, header.Bytes));
    });

    private static TResult Opened<TResult>(string path, Func<FileStream, TResult> read)
    {
        if (Directory.Exists(path)) throw new DataException($"{path}: this is a folder, an IDX file was wanted.");
        if (!File.Exists(path)) throw new DataException($"{path}: there is no such file.");
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return read(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: the file cannot be read ({error.Message.TrimEnd('.')}).", error);
        }
        catch (InvalidDataException error)
        {
            throw new DataException($"{path}: the gzip data are damaged. Get the file anew.", error);
        }
    }

    private static bool IsGzip(FileStream file)
    {
        var start = Next(file, 2);
        file.Position = 0;
        return start is [0x1f, 0x8b];
    }

    private static (IdxHeader, byte[]) ReadPlain(string path, FileStream file)
    {
        var header = IdxHeader.Read(path, count => Next(file, count));
        header.CheckLength(file.Length);
        InOneArray(header);
        file.Position = 0;
        var whole = Next(file, (int)header.FileBytes);
        header.CheckLength(whole.Length);
        return (header, whole);
    }

    private static (IdxHeader, byte[]) ReadGzip(string path, FileStream file)
    {
        using var gzip = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        List<byte> start = [];
        var header = IdxHeader.Read(path, count =>
        {
            var bytes = Next(gzip, count);
            start.AddRange(bytes);
            return bytes;
        });
        InOneArray(header);
        var whole = Grown(gzip, start, (int)header.FileBytes);
        long more = whole.Length == header.FileBytes && gzip.ReadByte() >= 0 ? 1 : 0;
        header.CheckLength(whole.Length + more, " uncompressed");
        CheckEnd(path, file, whole.Length);
        return (header, whole);
    }

    /// <summary>The bytes read so far and those that follow, up to a limit; the array doubles as data come, so a header that lies costs nothing.</summary>
    private static byte[] Grown(Stream stream, List<byte> start, int limit)
    {
        var bytes = new byte[Math.Min(limit, Math.Max(FirstChunk, start.Count))];
        start.CopyTo(0, bytes, 0, Math.Min(start.Count, limit));
        int filled = start.Count;
        while (true)
        {
            filled += stream.ReadAtLeast(bytes.AsSpan(filled), bytes.Length - filled, throwOnEndOfStream: false);
            if (filled < bytes.Length) return bytes[..filled];
            if (filled == limit) return bytes;
            Array.Resize(ref bytes, (int)Math.Min(limit, 2L * bytes.Length));
        }
    }

    /// <summary>A gzip file ends with the length of its content; the decompressor does not say when that is missing.</summary>
    private static void CheckEnd(string path, FileStream file, int length)
    {
        file.Position = Math.Max(0, file.Length - GzipTrailer);
        var trailer = Next(file, GzipTrailer);
        if (trailer.Length < GzipTrailer || BinaryPrimitives.ReadUInt32LittleEndian(trailer.AsSpan(4)) != (uint)length)
            throw new DataException(Sentence.Of($"{path}: the gzip file does not end with the length of its content, {length}: it is cut short or has bytes after its end. Get the file anew."));
    }

    private static void InOneArray(IdxHeader header)
    {
        if (header.FileBytes > Array.MaxLength)
            throw new DataException(Sentence.Of($"{header.Path}: {header.Promise} are {header.FileBytes} bytes, more than one array holds ({Array.MaxLength}). Uncompress the file and map it."));
    }

    private static byte[] Next(Stream stream, int count)
    {
        var bytes = new byte[count];
        int read = stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        return read == count ? bytes : bytes[..read];
    }
}
