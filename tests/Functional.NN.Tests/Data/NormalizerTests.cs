using System.Numerics;

namespace Functional.NN.Tests.Data;

public sealed class NormalizerTests
{
    private static Dataset<T> Data<T>(Shape shape, params T[] inputs) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Dataset.FromTensors(Tensor.Of(shape, inputs), Tensor.Zeros<T>([shape[0], 1]));

    [Fact]
    public void Standard_takes_mean_and_deviation_of_each_feature()
    {
        var normalizer = Normalizer.Standard(Data([4, 2], 2.0, 10, 4, 10, 4, 20, 6, 20));
        Assert.Equal(Tensor.Vector(4.0, 15), normalizer.Shift);
        Assert.Equal(Tensor.Vector(Math.Sqrt(2), 5), normalizer.Scale);
    }

    [Fact]
    public void Normalized_training_data_have_mean_0_and_deviation_1()
    {
        var data = Data([100, 3], [.. Enumerable.Range(0, 300).Select(i => (double)(i * 37 % 101))]);
        var again = Normalizer.Standard(Normalizer.Standard(data).Apply(data));
        Assert.All(again.Shift.ToArray(), mean => Assert.Equal(0, mean, 1e-14));
        Assert.All(again.Scale.ToArray(), deviation => Assert.Equal(1, deviation, 1e-14));
    }

    [Fact]
    public void A_constant_feature_becomes_0_exactly()
    {
        var data = Data([3, 2], 0.1, 1, 0.1, 2, 0.1, 3);
        var normalizer = Normalizer.Standard(data);
        Assert.Equal((0.1, 1.0), (normalizer.Shift[0], normalizer.Scale[0]));
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(0.0, normalizer.Apply(data).All().Inputs[i, 0]));
    }

    [Fact]
    public void Channels_and_everything_take_numbers_together()
    {
        var data = Data([2, 2, 2], 1.0, 3, 10, 10, 1, 3, 20, 20);
        Assert.Equal(Tensor.Of(Shape.Of(2, 1), 2.0, 15), Normalizer.Standard(data, NormalizeOver.Channel).Shift);
        Assert.Equal(Tensor.Of(Shape.Of(2, 1), 1.0, 5), Normalizer.Standard(data, NormalizeOver.Channel).Scale);
        Assert.Equal(Tensor.Scalar(8.5), Normalizer.Standard(data, NormalizeOver.Everything).Shift);
        Assert.Equal(-1, Normalizer.Standard(data, NormalizeOver.Channel).Apply(data).All().Inputs[1, 0, 0]);
    }

    [Fact]
    public void MinMax_goes_to_the_ends_of_the_range()
    {
        var data = Data([3, 2], 2.0, 5, 4, 5, 6, 5);
        var unit = Normalizer.MinMax(data).Apply(data).All().Inputs;
        Assert.Equal(Tensor.Of(Shape.Of(3, 2), 0.0, 0, 0.5, 0, 1, 0), unit);
        Assert.Equal(Tensor.Of(Shape.Of(3, 2), -1.0, -1, 0, -1, 1, -1), Normalizer.MinMax(data, low: -1, high: 1).Apply(data).All().Inputs);
    }

    [Fact]
    public void Invert_takes_it_back()
    {
        var data = Data([3, 2], 2.0, 5, 4, 7, 6, 1);
        foreach (var normalizer in new[] { Normalizer.Standard(data), Normalizer.MinMax(data, low: -1) })
            Assert.All(normalizer.Invert(normalizer.Apply(data.All().Inputs)).ToArray().Zip(data.All().Inputs.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
    }

    [Fact]
    public void Constants_of_float_data_are_taken_in_double()
    {
        var inputs = Enumerable.Range(0, 3000).Select(i => 1e4f + i % 7 / 8f).ToArray();
        Assert.Equal(Normalizer.Standard(Data([3000, 1], inputs)), Normalizer.Standard(Data([3000, 1], inputs).Cast<double>()));
        Assert.Equal(inputs.Average(x => (double)x), Normalizer.Standard(Data([3000, 1], inputs)).Shift[0], 1e-10);
    }

    [Fact]
    public void Sums_over_samples_are_taken_as_a_tensor_sums_over_its_first_axis()
    {
        var data = Data([1001, 3], [.. Enumerable.Range(0, 3003).Select(i => 1 / (i + 3.0))]);
        Assert.Equal(data.All().Inputs.Sum(0) / 1001.0, Normalizer.Standard(data).Shift);
    }

    [Fact]
    public void Data_of_another_shape_are_refused() =>
        Assert.Equal("Normalizer: its shift is 2 and its scale 2; they do not fit samples of a batch 1×3. Apply it to data of the shape it was made from.",
            Assert.Throws<ShapeException>(() => Normalizer.Standard(Data([2, 2], 1.0, 2, 3, 4)).Apply(Tensor.Zeros<double>([1, 3]))).Message);

    [Fact]
    public void Numbers_that_are_not_finite_are_refused()
    {
        Assert.Equal("Normalizer.Standard: the inputs have a number that is not finite; take out or repair that sample.",
            Assert.Throws<DataException>(() => Normalizer.Standard(Data([2, 1], 1.0, double.NaN))).Message);
        Assert.Throws<DataException>(() => Normalizer.MinMax(Data([2, 1], 1.0, double.NegativeInfinity)));
        Assert.Throws<DataException>(() => Normalizer.Standard(Data<double>([0, 1])));
        Assert.Throws<DataException>(() => new Normalizer(Tensor.Scalar(0.0), Tensor.Scalar(0.0)));
    }
}
