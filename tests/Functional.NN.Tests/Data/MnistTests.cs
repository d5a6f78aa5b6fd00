namespace Functional.NN.Tests.Data;

public sealed class MnistTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Missing_files_are_an_error_that_says_where_was_looked()
    {
        var error = Assert.Throws<DataException>(() => Mnist.Load<float>(DataFolders.Of(_folder.Path)));
        Assert.Equal($"MNIST: train-images-idx3-ubyte was not found, neither plain nor as .gz, neither in a folder itself nor in its subfolder mnist; looked in: {_folder.Path} (given). "
            + "Put the four files there, or name their folder in FNN_DATA.", error.Message);
        Assert.False(Mnist.IsPresent(DataFolders.Of(_folder.Path)));
    }

    [Fact]
    public void A_file_with_other_content_is_an_error_that_names_both_hashes()
    {
        IdxFile.Write(_folder.File("train-images-idx3-ubyte"), Tensor.Zeros<double>([1, 28, 28]));
        var error = Assert.Throws<DataException>(() => Mnist.Load<float>(DataFolders.Of(_folder.Path)));
        Assert.StartsWith($"{_folder.File("train-images-idx3-ubyte")}: this is not the canonical MNIST file; the SHA-256 of its content should be ba891046", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_places_searched_are_the_given_one_the_environment_and_the_cache()
    {
        Assert.Equal(["given", "$FNN_DATA", "the user's cache"], DataFolders.Search("x").Places.Select(place => place.Origin));
        Assert.Equal(["$FNN_DATA", "the user's cache"], DataFolders.Search().Places.Select(place => place.Origin));
    }

    [Fact]
    public void A_file_is_found_in_the_first_folder_plain_before_gzip_itself_before_the_subfolder()
    {
        var folders = DataFolders.Of(_folder.File("nowhere"), _folder.Path);
        Directory.CreateDirectory(_folder.File("sub"));
        Assert.Null(folders.Find("x", "sub"));
        foreach (string name in new[] { "sub/x.gz", "sub/x", "x.gz", "x" })
        {
            string path = _folder.File(name, []);
            Assert.Equal(path, folders.Find("x", "sub"));
        }
    }

    [MnistFact]
    public void Mnist_has_its_samples_shapes_and_classes()
    {
        var mnist = Mnist.Load<float>(MnistFactAttribute.Folders);
        Assert.Equal("60000 samples: 1×28×28 → one of 10 classes", mnist.Training.ToString());
        Assert.Equal("10000 samples: 1×28×28 → one of 10 classes", mnist.Test.ToString());
        Assert.Equal([5, 0, 4, 1, 9], mnist.Training.Take(5).Labels().ToArray());
        Assert.Equal([7, 2, 1, 0, 4], mnist.Test.Take(5).Labels().ToArray());
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], mnist.Training.Labels().CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
    }

    [MnistFact]
    public void Mnist_has_its_well_known_mean_and_deviation()
    {
        var normalizer = Normalizer.Standard(Mnist.Load<float>(MnistFactAttribute.Folders).Training.Take(60000), NormalizeOver.Everything);
        Assert.Equal(0.1307, normalizer.Shift.ToScalar(), 5e-5);
        Assert.Equal(0.3081, normalizer.Scale.ToScalar(), 5e-5);
    }

    [MnistFact]
    public void Mnist_mapped_has_the_bits_of_Mnist_in_memory()
    {
        var test = Mnist.Load<float>(MnistFactAttribute.Folders).Test;
        string images = Mnist.Find(MnistFactAttribute.Folders, Mnist.Files[2])!, labels = Mnist.Find(MnistFactAttribute.Folders, Mnist.Files[3])!;
        IdxFile.Write(_folder.File("plain"), IdxFile.Read(images).ToTensor<float>());
        Assert.Equal(test.All(), Dataset.FromMappedIdx<float>(_folder.File("plain"), labels, 10).All());
    }
}
