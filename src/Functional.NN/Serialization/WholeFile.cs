namespace Functional.NN;

/// <summary>Files that are there whole or not at all.</summary>
/// <remarks>
/// The contents are on the disk before the file gets its name; the name itself reaches the disk when the system writes the folder, which .NET has no way to ask for (it opens no folders).
/// So after a loss of power the old file may be there in place of the new one, but never a part of either; a process that is killed loses nothing.
/// </remarks>
internal static class WholeFile
{
    /// <summary>Writes beside the path, flushes to the disk, then renames over it; a failure leaves what was there and nothing else.</summary>
    /// <exception cref="DataException">The system refuses.</exception>
    public static void Write(string path, Action<Stream> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            string beside = $"{Path.GetFullPath(path)}.{Guid.NewGuid():N}.tmp";   // a name nobody else has; it ends up nowhere
            try
            {
                using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
                {
                    content(stream);
                    stream.Flush(flushToDisk: true);
                }
                File.Move(beside, path, overwrite: true);
            }
            catch
            {
                File.Delete(beside);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DataException($"{path}: the file cannot be written; the system says: {e.Message}", e);
        }
    }
}
