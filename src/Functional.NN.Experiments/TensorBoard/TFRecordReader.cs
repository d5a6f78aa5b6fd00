namespace Functional.NN.Experiments;

/// <summary>Reads the records of a file, one after the other, and stops at the first that is not whole.</summary>
/// <param name="file">the file, open to be read; the reader moves its position</param>
internal sealed class TFRecordReader(FileStream file)
{
    /// <summary>The longest record that is read: far longer than any that is written here.</summary>
    public const int LongestData = 16 << 20;

    private const int Stretch = 1 << 16;

    /// <summary>The data of the whole record that begins at a place; none where there is no such record.</summary>
    public byte[]? At(long place)
    {
        Span<byte> head = stackalloc byte[TFRecord.HeadBytes], foot = stackalloc byte[TFRecord.FootBytes];
        file.Position = place;
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || TFRecord.Length(head) is not { } length || !Fits(place, length)) return null;
        var data = new byte[length];
        file.ReadExactly(data);
        file.ReadExactly(foot);
        return TFRecord.IsWhole(data, foot) ? data : null;
    }

    /// <summary>Whether a whole record begins anywhere from a place on: what lies before it is damaged then, and not merely torn off.</summary>
    public bool AnyFrom(long place)
    {
        var stretch = new byte[Stretch];
        for (; place < file.Length; place += Stretch - TFRecord.HeadBytes + 1)
        {
            file.Position = place;
            int read = file.ReadAtLeast(stretch, Stretch, throwOnEndOfStream: false);
            for (int i = 0; i + TFRecord.HeadBytes <= read; i++)
                if (TFRecord.Length(stretch.AsSpan(i, TFRecord.HeadBytes)) is { } length && Fits(place + i, length) && At(place + i) is not null) return true;
        }
        return false;
    }

    /// <summary>Whether the file ends before its first record does.</summary>
    public bool IsCutShort()
    {
        Span<byte> head = stackalloc byte[TFRecord.HeadBytes];
        file.Position = 0;
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || (TFRecord.Length(head) is { } length && length <= LongestData && !Fits(0, length));
    }

    private bool Fits(long place, ulong length) => length <= LongestData && place + TFRecord.HeadBytes + (long)length + TFRecord.FootBytes <= file.Length;
}
