namespace Functional.NN.Experiments;

/// <summary>Whether a part of some data is what it should be.</summary>
internal enum PartState
{
    /// <summary>Its hash is the known one.</summary>
    Right,

    /// <summary>It is there, and no hash is known that it should have.</summary>
    Unknown,

    /// <summary>It was not found.</summary>
    Missing,

    /// <summary>Its hash is another one, or it cannot be read.</summary>
    Wrong,
}

/// <summary>A part of some data: a file, or drawn samples.</summary>
/// <param name="Name">what it is called</param>
/// <param name="State">whether it is what it should be</param>
/// <param name="Path">the file, where it is one and was found</param>
/// <param name="Bytes">how long the file is</param>
/// <param name="Sha256">the hash of its uncompressed bytes, where it was taken</param>
/// <param name="Fault">what is wrong with it, in a clause that ends a sentence</param>
internal sealed record DataPart(string Name, PartState State, string? Path = null, long? Bytes = null, string? Sha256 = null, string? Fault = null)
{
    /// <summary>A file of which it is known what its hash must be, or not.</summary>
    public static DataPart OfFile(string name, string? path, string? wanted)
    {
        if (path is null) return new(name, PartState.Missing);
        try
        {
            string sha256 = FileContent.Of(path, file => FileContent.UncompressedSha256(file)!);
            return Judged(name, sha256, wanted) with { Path = path, Bytes = new FileInfo(path).Length };
        }
        catch (DataException e)
        {
            return new(name, PartState.Wrong, path, Fault: e.Message.TrimEnd('.'));
        }
    }

    /// <summary>A part whose hash was taken.</summary>
    public static DataPart Judged(string name, string sha256, string? wanted) => new(name, wanted is null ? PartState.Unknown : sha256 == wanted ? PartState.Right : PartState.Wrong, Sha256: sha256)
    {
        Fault = wanted is null || sha256 == wanted ? null : $"its SHA-256 should be {wanted}, it is {sha256}",
    };
}
