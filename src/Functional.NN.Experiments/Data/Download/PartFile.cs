namespace Functional.NN.Experiments;

/// <summary>A download that is not finished: <c>NAME.part</c>, beside it <c>NAME.part.json</c> that says where the bytes come from. No loader looks for such names.</summary>
internal sealed class PartFile : IDisposable
{
    private readonly string _target, _sourcePath;
    private readonly FileStream _file;

    private PartFile(string target, FileStream file) => (_target, _sourcePath, _file) = (target, $"{file.Name}.json", file);

    /// <summary>How many bytes are there.</summary>
    public long Length => _file.Length;

    /// <summary>Where the bytes are.</summary>
    public string Path => _file.Name;

    /// <summary>Where the bytes come from, if there are any and it is known.</summary>
    public PartSource? Source => Length > 0 ? PartSource.Read(_sourcePath) : null;

    /// <summary>The part of a file, an empty one where there is none; nobody else can write it meanwhile.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static PartFile Open(string target)
    {
        string whole = System.IO.Path.GetFullPath(target);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(whole)!);
        return new(whole, new FileStream($"{whole}.part", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
    }

    /// <summary>Throws the bytes away, and notes where the next ones come from.</summary>
    public void Begin(PartSource? source)
    {
        _file.SetLength(0);
        source?.Write(_sourcePath);
    }

    /// <summary>Puts bytes behind those that are there.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _file.Position = _file.Length;
        _file.Write(bytes);
    }

    /// <summary>What is wrong with the bytes by a check of the whole file.</summary>
    public string? Fault(Func<Stream, string?> fault)
    {
        _file.Position = 0;
        return fault(_file);
    }

    /// <summary>Closes the file and gives it its name, whole as it is.</summary>
    public void Finish()
    {
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(Path, _target, overwrite: true);
        File.Delete(_sourcePath);
    }

    /// <summary>Closes the file; it goes where nothing is in it.</summary>
    public void Dispose()
    {
        if (!_file.CanRead) return;   // finished
        bool empty = _file.Length == 0;
        _file.Dispose();
        if (!empty) return;
        File.Delete(Path);
        File.Delete(_sourcePath);
    }
}
