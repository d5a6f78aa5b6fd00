using System.Collections.Immutable;

namespace Functional.NN;

public static partial class SyntheticData
{
    private const int Pixels = DigitImages.Size * DigitImages.Size;

    /// <summary>Drawn digits to classify: sample i is <see cref="DigitImages.Render"/> of the key folded with i, of the digit i mod 10, as byte/255.</summary>
    /// <remarks>
    /// Built to stand in for MNIST where no data can be fetched: a linear classifier cannot learn it, a small convolutional network can. The images are drawn once,
    /// when the dataset is made, and kept as bytes.
    /// </remarks>
    /// <param name="count">the number of images</param>
    /// <param name="key">decides every image; take <c>key.Fold("train")</c> and <c>key.Fold("test")</c> for independent sets</param>
    /// <returns>inputs of shape 1×28×28 in [0, 1], class indices from 0 to 9</returns>
    public static Dataset<T> Digits<T>(int count, RandomKey key) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var images = Enumerable.Range(0, Counted(nameof(Digits), count)).Select(i => DigitImages.Render(key.Fold(i), i % 10)).ToImmutableArray();
        return new Dataset<T>(count, [1, DigitImages.Size, DigitImages.Size], Shape.Scalar, indices => Read<T>(images, indices), classes: 10);
    }

    private static Batch<T> Read<T>(ImmutableArray<ImmutableArray<byte>> images, ImmutableArray<int> indices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (int i in indices)
            if (i < 0 || i >= images.Length) throw new DataException($"SyntheticData.Digits: there are {images.Length} samples, from 0 on; there is no sample {i}.");
        T full = T.CreateTruncating(255);
        var inputs = new T[indices.Length * Pixels];
        for (int row = 0; row < indices.Length; row++)
            for (int p = 0; p < Pixels; p++)
                inputs[row * Pixels + p] = T.CreateTruncating(images[indices[row]][p]) / full;
        return new Batch<T>(Tensor<T>.Own([indices.Length, 1, DigitImages.Size, DigitImages.Size], inputs), Tensor.Of([indices.Length], indices.Select(i => T.CreateTruncating(i % 10))));
    }
}
