using System.Collections.Immutable;
using System.Security.Cryptography;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>The MNIST database of handwritten digits (LeCun, Cortes, Burges 1998), from its four IDX files, plain or gzip.</summary>
/// <remarks>What is read is the canonical set or an error: the SHA-256 of each uncompressed file is checked.</remarks>
public static class Mnist
{
    private const int Classes = 10;
    private const string Subfolder = "mnist";

    private static readonly MnistFile
        TrainingImages = new("train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        TrainingLabels = new("train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        TestImages = new("t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        TestLabels = new("t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

    /// <summary>The four files.</summary>
    public static ImmutableArray<MnistFile> Files { get; } = [TrainingImages, TrainingLabels, TestImages, TestLabels];

    /// <summary>True when all four files are there, plain or gzip, in one of the folders or its subfolder <c>mnist</c>; their content is not looked at.</summary>
    public static bool IsPresent(DataFolders folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return Files.All(file => folders.Find(file.Name, Subfolder) is not null);
    }

    /// <summary>Where a file was found; none where it was not.</summary>
    public static string? Find(DataFolders folders, MnistFile file)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(file);
        return folders.Find(file.Name, Subfolder);
    }

    /// <summary>Both parts, kept as bytes in memory (55 MB), read as byte/255 in <typeparamref name="T"/>.</summary>
    /// <exception cref="DataException">A file is missing (the sentence says where was looked), damaged, or not the canonical one.</exception>
    public static MnistData<T> Load<T>(DataFolders folders) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(folders);
        return new MnistData<T>(Part<T>(folders, TrainingImages, TrainingLabels), Part<T>(folders, TestImages, TestLabels));
    }

    private static Dataset<T> Part<T>(DataFolders folders, MnistFile imagesFile, MnistFile labelsFile) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (images, bytes) = Canonical(folders, imagesFile);
        var labels = Canonical(folders, labelsFile);
        return Dataset.OverIdx<T>(images, new ByteStore.InMemory(bytes, images.Bytes), labels, Classes, inputShape: null);
    }

    private static (IdxHeader Header, byte[] Whole) Canonical(DataFolders folders, MnistFile file)
    {
        string path = Find(folders, file) ?? throw new DataException(
            $"MNIST: {file.Name} was not found, neither plain nor as .gz, neither in a folder itself nor in its subfolder {Subfolder}; looked in: {folders}. Put the four files there, or name their folder in FNN_DATA.");
        var read = IdxBytes.Read(path);
        string hash = Convert.ToHexStringLower(SHA256.HashData(read.Whole));
        return hash == file.Sha256 ? read
            : throw new DataException($"{path}: this is not the canonical MNIST file; the SHA-256 of its content should be {file.Sha256}, it is {hash}. Get the file anew.");
    }
}
