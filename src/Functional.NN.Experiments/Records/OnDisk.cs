namespace Functional.NN.Experiments;

/// <summary>What the system refuses to do with a file, as a sentence.</summary>
internal static class OnDisk
{
    /// <summary>Does something that writes to a file or a folder.</summary>
    /// <exception cref="DataException">The system refuses.</exception>
    public static void Write(string path, Action action) => Write(path, () =>
    {
        action();
        return true;
    });

    /// <inheritdoc cref="Write(string, Action)"/>
    public static TResult Write<TResult>(string path, Func<TResult> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DataException($"{path}: it cannot be written; the system says: {e.Message}", e);
        }
    }
}
