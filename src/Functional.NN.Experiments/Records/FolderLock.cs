using System.Globalization;
using System.Text;

namespace Functional.NN.Experiments;

/// <summary>That one process at a time writes to a folder: a file that the system holds locked for as long as its owner lives.</summary>
/// <remarks>The lock is the open file, not the file's being there: when its owner ends, however it does, the system lets go of it.</remarks>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>The lock, or a sentence that somebody has it.</summary>
    /// <param name="path">the file, made when it is not there</param>
    /// <param name="what">what is locked, for sentences</param>
    /// <exception cref="NNException">A living process has it.</exception>
    public static FolderLock Take(string path, string what)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new NNException($"{what} is being written by another process; wait for it to end, or end it.", e);
        }
        byte[] owner = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}\n"));
        file.SetLength(0);
        file.Write(owner);
        file.Flush();
        return new FolderLock(file);
    }

    public void Dispose() => _file.Dispose();
}
