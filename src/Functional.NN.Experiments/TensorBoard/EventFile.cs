using System.Globalization;
using Functional.NN.Experiments.TensorBoard;
using Google.Protobuf;

namespace Functional.NN.Experiments;

/// <summary>Files of events, as TensorBoard reads them: TFRecord frames around protocol buffers, the first of which says <c>brain.Event:2</c>.</summary>
public static class EventFile
{
    internal const string Version = "brain.Event:2", Mark = "tfevents";

    private const string VersionPrefix = "brain.Event:";

    /// <summary>The name of a file that was begun at a time: <c>events.out.tfevents.1700000000.host</c>.</summary>
    /// <param name="begun">when; TensorBoard reads the files of a folder in the order of their names</param>
    /// <param name="host">the computer; what is neither an ASCII letter nor a digit, <c>.</c>, <c>-</c> or <c>_</c> becomes <c>-</c></param>
    public static string NameOf(DateTimeOffset begun, string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        string plain = string.Concat(host.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'));
        return string.Create(CultureInfo.InvariantCulture, $"events.out.{Mark}.{begun.ToUnixTimeSeconds():D10}.{plain}");
    }

    /// <summary>The files of events in a folder, in the order of their names: those that TensorBoard takes for such.</summary>
    /// <exception cref="DataException">The folder cannot be read.</exception>
    public static IReadOnlyList<string> In(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Tried(folder, () => Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Where(IsEventFile).Order(StringComparer.Ordinal)] : Array.Empty<string>());
    }

    /// <summary>Takes away what was written after a step: a file ends with its last whole record before the first of a later step. What a crash tore off at the end goes too.</summary>
    /// <returns>How many bytes were taken away.</returns>
    /// <exception cref="DataException">The file is missing, is no file of events, or is damaged before its end: it is left as it is.</exception>
    public static long TruncateAfter(string path, long step)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new DataException($"{path}: there is no such file.");
        return Tried(path, () =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            long end = EndOf(path, file, step), cut = file.Length - end;
            if (cut > 0) file.SetLength(end);
            file.Flush(flushToDisk: cut > 0);
            return cut;
        });
    }

    /// <summary>Does something to a file; what the system refuses is one sentence about it.</summary>
    internal static TResult Tried<TResult>(string path, Func<TResult> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: the events cannot be read or written; the system says: {e.Message}", e);
        }
    }

    /// <summary>Does something to a file; what the system refuses is one sentence about it.</summary>
    internal static void Tried(string path, Action work) => Tried(path, () =>
    {
        work();
        return true;
    });

    private static bool IsEventFile(string path) => Path.GetFileName(path).Contains(Mark, StringComparison.Ordinal);

    /// <summary>Where the first record begins that is of a later step or not whole.</summary>
    private static long EndOf(string path, FileStream file, long step)
    {
        var records = new TFRecordReader(file);
        long end = 0;
        while (records.At(end) is { } data)
        {
            var read = Read(path, end, data);
            if (end == 0 && !read.FileVersion.StartsWith(VersionPrefix, StringComparison.Ordinal)) throw NotOfEvents(path);
            if (end > 0 && read.Step > step) return end;
            end += TFRecord.HeadBytes + data.Length + TFRecord.FootBytes;
        }
        if (end < file.Length && records.AnyFrom(end + 1))
            throw new DataException(Invariant.Text($"{path}: the record at byte {end} is damaged, and whole ones follow it. It is left as it is; move the file out of its folder to go on without it."));
        return end > 0 || records.IsCutShort() ? end : throw NotOfEvents(path);
    }

    private static Event Read(string path, long place, byte[] data)
    {
        try
        {
            return Event.Parser.ParseFrom(data);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw place == 0 ? NotOfEvents(path) : new DataException(Invariant.Text($"{path}: the record at byte {place} is no event of TensorBoard's."), e);
        }
    }

    private static DataException NotOfEvents(string path) => new($"{path}: this is no file of TensorBoard's events, or its beginning is damaged; such a file begins with a record that says {Version}.");
}
