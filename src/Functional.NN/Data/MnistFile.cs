namespace Functional.NN;

/// <summary>One of the files of a data set, known by the hash of its uncompressed bytes.</summary>
/// <param name="Name">the name without <c>.gz</c></param>
/// <param name="Sha256">of the uncompressed file, in hexadecimal</param>
public sealed record MnistFile(string Name, string Sha256);
