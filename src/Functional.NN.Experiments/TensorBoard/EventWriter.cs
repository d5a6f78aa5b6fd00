using Functional.NN.Experiments.TensorBoard;
using Google.Protobuf;

namespace Functional.NN.Experiments;

/// <summary>Appends events to a file. They are kept until there are enough of them or <see cref="Flush"/> is called, and then written at once.</summary>
internal sealed class EventWriter : IDisposable
{
    private const int Enough = 1 << 16;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly MemoryStream _kept = new();

    private EventWriter(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>A file of its own in a folder, which is made where it is missing: the first free name of <paramref name="name"/>, <c>name.1</c>, <c>name.2</c>, …</summary>
    public static EventWriter Create(string folder, string name, double wallTime) => EventFile.Tried(folder, () =>
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name);
        for (int i = 1; File.Exists(path); i++) path = Path.Combine(folder, Invariant.Text($"{name}.{i}"));
        return Begun(path, new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0), wallTime);
    });

    /// <summary>A file that is there, written on at its end.</summary>
    public static EventWriter Append(string path, double wallTime) => EventFile.Tried(path, () => Begun(path, new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0), wallTime));

    public void Write(Event happened)
    {
        TFRecord.Write(_kept, happened.ToByteArray());
        if (_kept.Length >= Enough) Flush();
    }

    /// <summary>Writes what is kept. Where that fails it is given up, and the file ends as before with its last whole record.</summary>
    public void Flush()
    {
        if (_kept.Length == 0) return;
        long before = _file.Length;
        EventFile.Tried(_path, () =>
        {
            try
            {
                _kept.WriteTo(_file);
                _file.Flush();
            }
            catch (IOException)
            {
                _file.SetLength(before);
                throw;
            }
            finally
            {
                _kept.SetLength(0);
            }
        });
    }

    public void Dispose()
    {
        try
        {
            Flush();
        }
        finally
        {
            _file.Dispose();
        }
    }

    private static EventWriter Begun(string path, FileStream file, double wallTime)
    {
        var writer = new EventWriter(path, file);
        if (file.Length == 0) writer.Write(new Event { WallTime = wallTime, FileVersion = EventFile.Version });
        return writer;
    }
}
