using Functional.NN.Tests.Data;

namespace Functional.NN.Tests.Serialization;

/// <summary>Models and IDX files with something changed in them: what is read has the form it says, or one of the library's own sentences says why it is not.</summary>
public sealed class FileMutationTests : IDisposable
{
    private static readonly Shape Samples = Shape.Of(3, 1, 4, 4);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ten_thousand_mutations_of_a_model_are_refused_or_read_as_a_model_that_answers()
    {
        var network = new Network([1, 4, 4], new Conv2D(2, 3).Named("conv"), new BatchNorm(), new Relu(), new Flatten(), new Dense(3));
        string path = _folder.File("model.safetensors");
        Model<float>.Initialize(network, RandomKey.FromSeed(1)).Save(path);
        var withstood = Withstands(path, read =>
        {
            var model = Model.Load<float>(read);
            if (model.Network.Equals(network)) Assert.Equal(Shape.Of(3, 3), model.Predict(Tensor.Zeros<float>(Samples)).Shape);
        });
        Assert.InRange(withstood.Refused, 5000, 9999);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ten_thousand_mutations_of_an_idx_file_are_refused_or_have_the_numbers_they_promise(bool compressed)
    {
        string path = _folder.File(compressed ? "images.gz" : "images");
        IdxFile.Write(path, Tensor.Generate(Shape.Of(3, 4, 4), i => (double)(i % 256)), IdxElement.UnsignedByte, compressed);
        var withstood = Withstands(path, read =>
        {
            var array = IdxFile.Read(read);
            Assert.Equal(array.Shape.Size, array.ToTensor<float>().Shape.Size);
        });
        Assert.InRange(withstood.Refused, 1000, 9999);
    }

    [Fact]
    public void So_are_those_of_images_with_their_labels()
    {
        string images = _folder.File("images"), labels = _folder.File("labels");
        IdxFile.Write(images, Tensor.Generate(Shape.Of(3, 4, 4), i => (double)i));
        IdxFile.Write(labels, Tensor.Of(Shape.Of(3), [0.0, 1, 2]));
        var withstood = Withstands(labels, read => Assert.Equal(3, Dataset.FromIdx<float>(images, read, 3).All().Count));
        Assert.InRange(withstood.Refused, 1000, 9999);
    }

    private Withstood Withstands(string path, Action<string> read)
    {
        string changed = _folder.File("changed" + Path.GetExtension(path));
        return Mutations.Withstands(File.ReadAllBytes(path), 10_000, bytes =>
        {
            File.WriteAllBytes(changed, bytes);
            read(changed);
        });
    }
}
