using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class LastStepTests
{
    private static readonly Tensor<double> X = Numbers.Some<double>([5, 4, 2], 1);
    private static readonly Tensor<double> Mask = Tensor.Matrix(new double[,] { { 1, 1, 1, 1 }, { 1, 1, 0, 0 }, { 0, 1, 0, 1 }, { 1, 0, 0, 0 }, { 0, 0, 0, 0 } });

    private static Model<double> Model(Shape sample) => Model<double>.Initialize(new Network(sample, new LastStep()), default);

    [Fact]
    public void Without_a_mask_it_is_the_last_step() => Assert.Equal(X.Slice(1, 3, 1).Reshape(5, 2), Model([4, 2]).Predict(X));

    [Fact]
    public void With_a_mask_it_is_the_last_step_that_counts_and_0_where_none_does()
    {
        var y = Model([4, 2]).Predict(X, Mask);
        int[] last = [3, 1, 3, 0];
        for (int sample = 0; sample < last.Length; sample++) Assert.Equal(X.At(sample).At(last[sample]), y.At(sample));
        Assert.Equal(Tensor.Zeros<double>([2]), y.At(4));
    }

    [Fact]
    public void It_is_the_last_state_of_a_recurrent_layer_that_returns_them_all()
    {
        var key = RandomKey.FromSeed(1);
        Network all = new([4, 2], new Gru(3, ReturnSequence: true), new LastStep()), last = new([4, 2], new Gru(3));
        Assert.Equal(Model<double>.Initialize(last, key).Predict(X, Mask), Model<double>.Initialize(all, key).Predict(X, Mask));
    }

    [Fact]
    public void What_stands_in_masked_steps_does_not_matter_even_if_it_is_no_number()
    {
        var changed = Tensor.Generate(X.Shape, i => Mask.AsSpan()[i / 2] == 0 ? double.NaN : X.AsSpan()[i]);
        Assert.Equal(Model([4, 2]).Predict(X, Mask), Model([4, 2]).Predict(changed, Mask));
    }

    [Fact]
    public void Steps_may_be_numbers_or_images()
    {
        Assert.Equal([3.0, 20], Model([3]).Predict(Tensor.Matrix(new double[,] { { 1, 2, 3 }, { 10, 20, 30 } }), Tensor.Matrix(new double[,] { { 1, 1, 1 }, { 1, 1, 0 } })).ToArray());
        var images = Numbers.Some<double>([1, 2, 3, 2, 2], 2);
        Assert.Equal(images.At(0).At(0).Reshape(1, 3, 2, 2), Model([2, 3, 2, 2]).Predict(images, Tensor.Matrix(new double[,] { { 1, 0 } })));
    }
}
