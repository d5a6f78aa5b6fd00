using System.Collections.Immutable;
using System.Globalization;

namespace Functional.NN.Tests.Data;

public sealed class DatasetTests
{
    private static readonly Dataset<double> Six = Dataset.FromArrays(
        new double[,] { { 0, 1 }, { 2, 3 }, { 4, 5 }, { 6, 7 }, { 8, 9 }, { 10, 11 } }, [0, 1, 2, 0, 1, 2], classes: 3);

    private static double[] Firsts(Dataset<double> data) => [.. Enumerable.Range(0, data.Count).Select(i => data.All().Inputs[i, 0])];

    [Fact]
    public void A_batch_holds_the_samples_asked_for_in_that_order()
    {
        var batch = Six.Read([3, 0, 3]);
        Assert.Equal(Tensor.Of(Shape.Of(3, 2), 6.0, 7, 0, 1, 6, 7), batch.Inputs);
        Assert.Equal(Tensor.Vector(0.0, 0, 0), batch.Targets);
    }

    [Fact]
    public void An_index_outside_is_refused_with_the_range()
    {
        Assert.Equal("Dataset.Read: there is no sample 6; the 6 samples have the indices 0 to 5.", Assert.Throws<NNException>(() => Six.Read([6])).Message);
        Assert.Throws<NNException>(() => Six.Read([-1]));
        Assert.Throws<NNException>(() => Six.Read(default));
        Assert.Equal("Dataset.Read: there is no sample 0, the dataset is empty.", Assert.Throws<NNException>(() => Six.Take(0).Read([0])).Message);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(double.NaN)]
    public void A_target_that_is_no_class_index_is_refused(double target) =>
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"Dataset.FromTensors: target 1 should be a class index, a whole number from 0 to 2; it is {target}."),
            Assert.Throws<DataException>(() => Dataset.FromTensors(Tensor.Zeros<double>([2, 1]), Tensor.Vector(0, target), classes: 3)).Message);

    [Fact]
    public void A_label_that_is_no_class_index_is_refused() =>
        Assert.Equal("Dataset: label 1 should be a class index from 0 to 2; it is 3.",
            Assert.Throws<DataException>(() => Dataset.FromArrays(new double[2, 1], [0, 3], 3)).Message);

    [Fact]
    public void Inputs_and_targets_must_be_equally_many() =>
        Assert.Equal("Dataset.FromTensors: inputs have 2 samples, targets of shape 3×1 should have as many along the first axis.",
            Assert.Throws<ShapeException>(() => Dataset.FromArrays(new double[2, 1], new double[3, 1])).Message);

    [Fact]
    public void Rows_of_different_lengths_are_refused() =>
        Assert.Equal("Dataset.FromArrays: all rows of inputs must be of one length; row 0 has 2 numbers, row 1 has 1.",
            Assert.Throws<ShapeException>(() => Dataset.FromArrays([[1.0, 2], [3]], [1.0, 2])).Message);

    [Fact]
    public void Arrays_are_copied()
    {
        double[][] inputs = [[1], [2]];
        int[] labels = [0, 1];
        var data = Dataset.FromArrays(inputs, labels, 2);
        (inputs[0][0], labels[0]) = (9, 1);
        Assert.Equal(1, data.All().Inputs[0, 0]);
        Assert.Equal(0, data.All().Targets[0]);
    }

    [Fact]
    public void Rows_of_a_MathNet_matrix_are_samples()
    {
        var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 1 }, { 2, 3 }, { 4, 5 } });
        var vector = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.DenseOfArray([7, 8, 9]);
        var data = Dataset.FromMathNet(matrix, vector);
        Assert.Equal(Tensor.Of(Shape.Of(1, 2), 2.0, 3), data.Read([1]).Inputs);
        Assert.Equal(Tensor.Of(Shape.Of(1, 1), 8.0), data.Read([1]).Targets);
        Assert.Equal(Shape.Of(1), data.TargetShape);
    }

    [Fact]
    public void A_subset_of_a_subset_reads_the_right_samples() =>
        Assert.Equal([10, 4], Firsts(Six.Subset([5, 3, 2]).Subset([0, 2])));

    [Fact]
    public void Take_and_Skip_cut_the_dataset_in_two()
    {
        Assert.Equal([0, 2], Firsts(Six.Take(2)));
        Assert.Equal([4, 6, 8, 10], Firsts(Six.Skip(2)));
        Assert.Equal("Dataset.Take: asked for 7 of 6 samples; give a number from 0 to 6.", Assert.Throws<NNException>(() => Six.Take(7)).Message);
        Assert.Throws<NNException>(() => Six.Skip(7));
    }

    [Fact]
    public void A_function_of_samples_and_one_of_batches_read_the_same()
    {
        var samples = Six.MapSamples(x => x * 2.0);
        var batches = Six.MapInputs(x => x * 2.0);
        Assert.Equal(samples.All(), batches.All());
        Assert.Equal(22, samples.All().Inputs[5, 1]);
    }

    [Fact]
    public void A_function_that_gives_another_shape_than_it_said_is_refused() =>
        Assert.Equal("Dataset.MapInputs: the function should give 2×3 for this batch, it gave 2×2.",
            Assert.Throws<ShapeException>(() => Six.MapInputs(x => x, Shape.Of(3)).Read([0, 1])).Message);

    [Fact]
    public void Reshaped_and_Flattened_keep_the_numbers()
    {
        var image = Six.Reshaped([1, 2, 1]);
        Assert.Equal(Shape.Of(6, 1, 2, 1), image.All().Inputs.Shape);
        Assert.Equal(Six.All(), image.Flattened().All());
        Assert.Throws<ShapeException>(() => Six.Reshaped([3]));
    }

    [Fact]
    public void Concat_reads_both_parts_in_any_order()
    {
        var joined = Six.Take(2).Concat(Six.Skip(4));
        Assert.Equal(4, joined.Count);
        Assert.Equal(Six.Read([5, 0, 4, 1]), joined.Read([3, 0, 2, 1]));
        Assert.Equal(Six.ReadTargets([5, 0, 4, 1]), joined.ReadTargets([3, 0, 2, 1]));
    }

    [Fact]
    public void Concat_fills_missing_weights_with_ones()
    {
        var plain = Dataset.FromArrays(new double[2, 1], new double[2, 1]);
        var weighted = Dataset.FromTensors(Tensor.Zeros<double>([1, 1]), Tensor.Zeros<double>([1, 1]), weights: Tensor.Vector(0.5));
        Assert.Equal(Tensor.Vector(0.5, 1, 1), plain.Concat(weighted).Read([2, 0, 1]).Weights);
    }

    [Fact]
    public void Concat_refuses_other_classes() => Assert.Throws<DataException>(() => Six.Concat(Dataset.FromArrays(new double[1, 2], [0], classes: 4)));

    [Fact]
    public void Masks_and_weights_follow_their_samples()
    {
        var data = Dataset.FromTensors(Tensor.Zeros<double>([3, 2, 1]), Tensor.Zeros<double>([3, 1]),
            mask: Tensor.Of(Shape.Of(3, 2), 1.0, 0, 1, 1, 0, 0), weights: Tensor.Vector(1.0, 2, 3));
        var batch = data.Read([2, 0]);
        Assert.Equal(Tensor.Of(Shape.Of(2, 2), 0.0, 0, 1, 0), batch.Mask);
        Assert.Equal(Tensor.Vector(3.0, 1), batch.Weights);
    }

    [Fact]
    public void OneHot_has_a_one_at_the_class() =>
        Assert.Equal(Tensor.Of(Shape.Of(2, 3), 0.0, 0, 1, 1, 0, 0), Six.OneHot().Read([2, 3]).Targets);

    [Fact]
    public void Cast_keeps_what_float_holds_exactly() => Assert.Equal(Six.All(), Six.Cast<float>().Cast<double>().All());

    [Fact]
    public void Labels_are_the_class_indices()
    {
        Assert.Equal([0, 1, 2, 0, 1, 2], Six.Labels().ToArray());
        Assert.Throws<DataException>(() => Six.OneHot().Labels());
    }

    [Fact]
    public void Bytes_read_as_a_quotient_in_the_precision_asked_for()
    {
        byte[] images = [0, 1, 128, 255];
        Assert.Equal(Tensor.Of(Shape.Of(2, 2), 0f, 1f / 255f, 128f / 255f, 1f), Dataset.FromBytes<float>([2], images, [0, 1], 2).All().Inputs);
        Assert.Equal(Tensor.Of(Shape.Of(2, 2), 0.0, 1.0 / 255, 128.0 / 255, 1), Dataset.FromBytes<double>([2], images, [0, 1], 2).All().Inputs);
    }

    [Fact]
    public void Bytes_are_copied_and_counted()
    {
        byte[] images = [0, 255];
        var data = Dataset.FromBytes<float>([1], images, [0, 0], 1);
        images[0] = 7;
        Assert.Equal(0f, data.All().Inputs[0, 0]);
        Assert.Equal("Dataset.FromBytes: 3 images of 1 are 3 bytes, got 2.", Assert.Throws<DataException>(() => Dataset.FromBytes<float>([1], images, [0, 0, 0], 1)).Message);
        Assert.Equal("Dataset.FromBytes: label 1 should be a class index from 0 to 1; it is 2.",
            Assert.Throws<DataException>(() => Dataset.FromBytes<float>([1], images, [0, 2], 2)).Message);
    }

    [Fact]
    public void A_source_is_read_by_index_and_checked()
    {
        Batch<double> Squares(ImmutableArray<int> indices) => new(
            Tensor.Generate(Shape.Of(indices.Length, 1), i => (double)indices[i]), Tensor.Generate(Shape.Of(indices.Length, 1), i => (double)indices[i] * indices[i]));
        var data = Dataset.FromSource<double>(1_000_000_000, [1], [1], Squares);
        Assert.Equal(Tensor.Of(Shape.Of(1, 1), 1e16), data.Read([100_000_000]).Targets);
        Assert.Equal("Dataset.FromSource: inputs should be 1×2, the source gave 1×1.",
            Assert.Throws<ShapeException>(() => Dataset.FromSource<double>(3, [2], [1], Squares).Read([0])).Message);
        Assert.Throws<DataException>(() => Dataset.FromSource<double>(3, [1], [1], Squares, classes: 2).Read([2]));
    }

    [Fact]
    public void Samples_of_a_function_are_stacked()
    {
        var data = Dataset.FromSamples<double>(4, [2], Shape.Scalar, i => new Sample<double>(Tensor.Vector<double>(i, -i), Tensor.Scalar<double>(i % 2)), classes: 2);
        Assert.Equal(Tensor.Of(Shape.Of(2, 2), 3.0, -3, 1, -1), data.Read([3, 1]).Inputs);
        Assert.Equal(Shape.Of(0, 2), data.Read([]).Inputs.Shape);
        Assert.Equal([0, 1, 0, 1], data.Labels().ToArray());
    }

    [Fact]
    public void Views_are_lazy_and_InMemory_reads_once()
    {
        int read = 0;
        var data = Dataset.FromSamples<double>(3, [1], [1], i => { read++; return new Sample<double>(Tensor.Vector<double>(i), Tensor.Vector<double>(i)); });
        var view = data.MapInputs(x => x + 1.0, [1]).Skip(1).Take(1);
        Assert.Equal(0, read);
        var kept = view.InMemory();
        Assert.Equal(1, read);
        Assert.Equal(2, kept.All().Inputs[0, 0]);
        Assert.Equal(1, read);
    }

    [Fact]
    public void Class_names_go_along_and_must_be_as_many_as_classes()
    {
        var named = Six.WithClassNames(["a", "b", "c"]);
        Assert.Equal(["a", "b", "c"], named.Skip(1).Flattened().Cast<float>().InMemory().ClassNames.ToArray());
        Assert.Throws<DataException>(() => Six.WithClassNames(["a"]));
    }

    [Fact]
    public void It_says_what_it_holds() => Assert.Equal("6 samples: 2 → one of 3 classes", Six.ToString());
}
