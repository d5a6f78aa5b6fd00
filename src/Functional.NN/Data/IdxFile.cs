using System.IO.Compression;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>The IDX format of MNIST and its kin: a header with type and dimensions, then the numbers, highest byte first; plain or gzip.</summary>
/// <remarks>
/// A reader checks everything before it believes anything: magic, type, dimensions, and that the length is exactly the promised one. Memory grows with the
/// bytes that are really there, whatever the header says. Gzip is known by its content, not by the name.
/// Format: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits".
/// </remarks>
public static class IdxFile
{
    /// <summary>Reads a file, plain or gzip.</summary>
    /// <exception cref="DataException">The file is missing, damaged, cut short, too long, or of another kind.</exception>
    public static IdxArray Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var (header, whole) = IdxBytes.Read(path);
        return new IdxArray(header, whole);
    }

    /// <summary>Writes a tensor as an IDX file.</summary>
    /// <param name="path">the file; one that exists is replaced</param>
    /// <param name="values">any tensor of one axis or more</param>
    /// <param name="element">the type of the numbers in the file</param>
    /// <param name="compressed">write it as gzip</param>
    /// <exception cref="DataException">A number does not fit the type, or the file cannot be written.</exception>
    public static void Write(string path, Tensor values, IdxElement element = IdxElement.UnsignedByte, bool compressed = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(values);
        if (!Enum.IsDefined(element)) throw new DataException($"IdxFile.Write: there is no element type {(int)element}.");
        if (values.Shape.Rank is 0 or > 255) throw new DataException($"IdxFile.Write: an IDX file has 1 to 255 dimensions, the tensor has {values.Shape.Rank}.");
        var numbers = values.Cast<double>();
        var content = new MemoryStream();
        content.Write([0, 0, (byte)element, (byte)values.Shape.Rank]);
        foreach (int dimension in values.Shape) content.Write(IdxNumbers.Write(dimension, IdxElement.Int32));
        foreach (double number in numbers.AsSpan()) content.Write(IdxNumbers.Write(number, element));
        Save(path, content, compressed);
    }

    private static void Save(string path, MemoryStream content, bool compressed)
    {
        content.Position = 0;
        try
        {
            using var file = File.Create(path);
            using Stream target = compressed ? new GZipStream(file, CompressionLevel.Optimal) : file;
            content.CopyTo(target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: the file cannot be written ({error.Message.TrimEnd('.')}).", error);
        }
    }
}
