using System.Globalization;
using System.Text;

namespace Functional.NN.Experiments;

/// <summary>That one process at a time writes to a folder: a file that the system holds locked for as long as its owner lives.</summary>
/// <remarks>The lock is the open file, not the file's being there: when its owner ends, however it does, the system lets go of it.</remarks>
internal sealed class FolderLock : IDisposable
{
    // What the system says of a file that is locked: EAGAIN on Linux, EWOULDBLOCK on macOS and the BSDs, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    private static readonly int[] Locked = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private const int Tries = 20, Milliseconds = 25;

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>The lock, or a sentence that somebody has it.</summary>
    /// <param name="path">the file, made when it is not there</param>
    /// <param name="what">what is locked, for sentences</param>
    /// <exception cref="NNException">A living process has it.</exception>
    public static FolderLock Take(string path, string what)
    {
        var file = Opened(path, what);
        try
        {
            byte[] owner = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}\n"));
            OnDisk.Write(path, () => file.SetLength(0));
            OnDisk.Write(path, () => file.Write(owner));
            return new FolderLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The open file. A process that is just being started by an owner that has ended holds what was open there for a moment, so a lock that is taken is asked for again before it is refused.</summary>
    private static FileStream Opened(string path, string what)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return OnDisk.Write(path, () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            }
            catch (DataException e) when (e.InnerException is IOException { HResult: var reason } && Locked.Contains(reason))
            {
                if (tries == Tries) throw new NNException($"{what} is being written by another process; wait for it to end, or end it.", e);
                Thread.Sleep(Milliseconds);
            }
        }
    }
}
