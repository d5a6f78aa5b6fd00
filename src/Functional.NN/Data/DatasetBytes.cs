using Functional.NN.Kernels;

namespace Functional.NN;

public static partial class Dataset
{
    /// <summary>A dataset of byte images and byte labels that stay bytes in memory; a byte reads as byte/255, divided in <typeparamref name="T"/>.</summary>
    /// <param name="inputShape">the shape of one image, for instance 1×28×28</param>
    /// <param name="images">the images one after the other, row-major; copied</param>
    /// <param name="labels">a class index for each image; copied</param>
    /// <param name="classes">the number of classes</param>
    /// <exception cref="DataException">The bytes are not as many as the images of the labels have, or a label is not a class index.</exception>
    public static Dataset<T> FromBytes<T>(Shape inputShape, ReadOnlySpan<byte> images, ReadOnlySpan<byte> labels, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        if (images.Length != (long)labels.Length * inputShape.Size)
            throw new DataException($"Dataset.FromBytes: {labels.Length} images of {inputShape} are {(long)labels.Length * inputShape.Size} bytes, got {images.Length}.");
        return OverBytes<T>("Dataset.FromBytes", inputShape, new ByteStore.InMemory(images.ToArray(), 0), labels.ToArray(), 0, classes);
    }

    /// <summary>A dataset over bytes that nobody writes to any more; the labels start at a place of their array and go to its end.</summary>
    internal static Dataset<T> OverBytes<T>(string labelSource, Shape inputShape, ByteStore images, byte[] labels, int firstLabel, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (classes < 1) throw new DataException($"{labelSource}: there must be at least one class, got {classes}.");
        for (int i = firstLabel; i < labels.Length; i++)
            if (labels[i] >= classes)
                throw new DataException($"{labelSource}: label {i - firstLabel} should be a class index from 0 to {classes - 1}; it is {labels[i]}.");
        return new Dataset<T>(labels.Length - firstLabel, inputShape, Shape.Scalar,
            indices => new Batch<T>(ByteSamples.Read<T>(images, inputShape, indices), ByteSamples.Labels<T>(labels, firstLabel, indices)),
            classes, indices => ByteSamples.Labels<T>(labels, firstLabel, indices), source: new ByteSource<T>(images, inputShape.Size, labels, firstLabel));
    }
}
