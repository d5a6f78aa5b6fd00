namespace Functional.NN.Experiments;

/// <summary>What the networks of images are trained on: MNIST's 60,000 training images, or made-up bytes of the same shape where it is not found; 1×28×28, ten classes.</summary>
internal static class TrainingImages
{
    private const int Count = 60_000, Side = 28, Classes = 10;

    public static Dataset<float> Find(DataFolders folders) => Mnist.IsPresent(folders) ? Mnist.Load<float>(folders).Training : MadeUp();

    /// <summary>Bytes of which four fifths are zero, as MNIST's are.</summary>
    private static Dataset<float> MadeUp()
    {
        var (key, pixels) = (RandomKey.FromSeed(1), Side * Side);
        byte[] images = new byte[Count * pixels], labels = new byte[Count];
        for (int i = 0; i < images.Length; i += 8)
        {
            ulong word = key.Bits(i / 8);
            for (int j = 0; j < 8 && i + j < images.Length; j++, word >>= 8) images[i + j] = (word & 255) < 205 ? (byte)0 : (byte)(5 * (word & 255) - 1020);
        }
        for (int i = 0; i < Count; i++) labels[i] = (byte)(i % Classes);
        return Dataset.FromBytes<float>([1, Side, Side], images, labels, Classes);
    }
}
