namespace Functional.NN.Experiments;

/// <summary>A file to be fetched.</summary>
/// <param name="From">its address, http or https</param>
/// <param name="To">where it goes</param>
/// <param name="Fault">what is wrong with the content of the whole file, or none when it is what was wanted; none when there is nothing to tell it by</param>
internal sealed record DownloadRequest(Uri From, string To, Func<Stream, string?>? Fault = null)
{
    /// <summary>For how long nothing may come before the server is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The file's name.</summary>
    public string Name => Path.GetFileName(To);

    /// <summary>A web address from what somebody typed.</summary>
    /// <exception cref="NNException">It is none.</exception>
    public static Uri Address(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
            : throw new NNException($"\"{text}\" is no address that files can be fetched from; one begins with https:// or http://.");
    }

    /// <summary>The address of a file in a folder of the web.</summary>
    public static Uri Below(Uri folder, string name) => new UriBuilder(folder) { Path = $"{folder.AbsolutePath.TrimEnd('/')}/{Uri.EscapeDataString(name)}" }.Uri;
}
