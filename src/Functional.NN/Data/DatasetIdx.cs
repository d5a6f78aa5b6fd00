using Functional.NN.Kernels;

namespace Functional.NN;

public static partial class Dataset
{
    /// <summary>A dataset from two IDX files of unsigned bytes, plain or gzip, read into memory and kept as bytes; a byte reads as byte/255.</summary>
    /// <param name="imagesPath">(N × H × W) read as 1×H×W each, or (N × …) read as they are</param>
    /// <param name="labelsPath">(N) class indices</param>
    /// <param name="classes">the number of classes</param>
    /// <param name="inputShape">the shape of one input, if another one of the same size is wanted</param>
    /// <exception cref="DataException">A file is missing or damaged, or the two do not belong together.</exception>
    public static Dataset<T> FromIdx<T>(string imagesPath, string labelsPath, int classes, Shape? inputShape = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(imagesPath);
        ArgumentNullException.ThrowIfNull(labelsPath);
        var (images, bytes) = IdxBytes.Read(imagesPath);
        return OverIdx<T>(images, new ByteStore.InMemory(bytes, images.Bytes), IdxBytes.Read(labelsPath), classes, inputShape);
    }

    /// <summary>The dataset of <see cref="FromIdx"/>, with the same bits, over a plain images file that stays where it is: samples come into memory when they are read.</summary>
    /// <param name="imagesPath">as in <see cref="FromIdx"/>, but not compressed; do not change the file while the dataset is in use</param>
    /// <param name="labelsPath">(N) class indices, plain or gzip; read into memory</param>
    /// <param name="classes">the number of classes</param>
    /// <param name="inputShape">the shape of one input, if another one of the same size is wanted</param>
    /// <remarks>Nothing is to be disposed of: the mapping ends when no dataset refers to it any more.</remarks>
    /// <exception cref="DataException">A file is missing or damaged, or the two do not belong together.</exception>
    public static Dataset<T> FromMappedIdx<T>(string imagesPath, string labelsPath, int classes, Shape? inputShape = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(imagesPath);
        ArgumentNullException.ThrowIfNull(labelsPath);
        var (images, store) = IdxBytes.Map(imagesPath);
        return OverIdx<T>(images, store, IdxBytes.Read(labelsPath), classes, inputShape);
    }

    internal static Dataset<T> OverIdx<T>(IdxHeader images, ByteStore store, (IdxHeader Header, byte[] Whole) labels, int classes, Shape? inputShape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Bytes(images);
        Bytes(labels.Header);
        if (images.Dimensions.Length < 2) throw new DataException($"{images.Path}: inputs need a dimension for samples and at least one more, the file has {images.Promise}. Are images and labels swapped?");
        if (labels.Header.Dimensions.Length != 1) throw new DataException($"{labels.Header.Path}: labels have one dimension, the file has {labels.Header.Promise}. Are images and labels swapped?");
        if (images.Dimensions[0] != labels.Header.Dimensions[0])
            throw new DataException($"{images.Path} has {images.Dimensions[0]} samples and {labels.Header.Path} has {labels.Header.Dimensions[0]} labels; they do not belong together.");
        var own = images.ShapeFrom(1);
        if (inputShape is not null && inputShape.Size != own.Size)
            throw new ShapeException($"{images.Path}: samples are {own}, {own.Size} numbers each; the input shape {inputShape} has {inputShape.Size}.");
        return OverBytes<T>(labels.Header.Path, inputShape ?? (own.Rank == 2 ? own.Prepend(1) : own), store, labels.Whole, labels.Header.Bytes, classes);
    }

    private static void Bytes(IdxHeader header)
    {
        if (header.Element != IdxElement.UnsignedByte)
            throw new DataException($"{header.Path}: a dataset of images and labels needs unsigned bytes, the file has {header.Promise}. Read it with IdxFile.Read, and make the dataset from tensors.");
    }
}
