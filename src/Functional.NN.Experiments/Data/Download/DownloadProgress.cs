namespace Functional.NN.Experiments;

/// <summary>How far the download of a file has come.</summary>
/// <param name="Name">the file's name</param>
/// <param name="Bytes">how many bytes of it are there, those of an earlier try with them</param>
/// <param name="Length">how many there are in all, where the server says so</param>
public sealed record DownloadProgress(string Name, long Bytes, long? Length);
