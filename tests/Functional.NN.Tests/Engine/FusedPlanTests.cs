using System.Numerics;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Engine;

/// <summary>Networks whose tensors are large enough for strips, fused sums and joined gradients train with the bits of the eager fold.</summary>
public sealed class FusedPlanTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(4);

    private static readonly Network Images = new([2, 12, 12],
        new Conv2D(16, 3, Padding: 1, Bias: false), new BatchNorm(), new Relu(), new MaxPool2D(2), new Conv2D(20, 3, Padding: 1), new BatchNorm(), new Gelu(), new Flatten(), new Dense(3));

    private static readonly Network Steps = new([5, 6], new Lstm(40, ReturnSequence: true), new Gru(41), new Dense(3));

    private static readonly Network Attending = new([7, 16], new Residual(new MultiHeadAttention(2)), new LayerNorm(), new Residual(new Dense(40, PerPosition: true), new Silu(), new Dense(16, PerPosition: true)), new LayerNorm(), new Flatten(), new Dense(3));

    [Theory]
    [InlineData(32)]
    [InlineData(61)]
    public void Images_normalised_over_the_batch(int batch)
    {
        Same<float>(Images, batch);
        Same<double>(Images, batch);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(61)]
    public void Recurrent_layers(int batch)
    {
        Same<float>(Steps, batch);
        Same<double>(Steps, batch);
    }

    [Theory]
    [InlineData(80)]
    public void Attention_and_normalised_positions(int batch)
    {
        Same<float>(Attending, batch);
        Same<double>(Attending, batch);
    }

    /// <summary>The other summand has as many numbers as there are channels: one sample of one cell. A bias has none of the sample.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_convolutions_of_one_cell_that_are_added(bool bias)
    {
        var added = new Network([1, 3, 3], new ParallelLayers([new Conv2D(2, 3, Bias: bias), new Sequential(new Conv2D(2, 3, Bias: bias), new Tanh())], Join: Joining.Add), new Relu(), new Flatten(), new Dense(3));
        Same<float>(added, 1);
        Same<double>(added, 1);
        var (model, image) = (Model<float>.Initialize(added, Key), Key.Normal<float>([1, 1, 3, 3]));
        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(model.Trace(image).Output, model.Predict(image)));
    }

    /// <summary>What has a coefficient for each of four channels is summed for each of two.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void Images_whose_numbers_come_into_other_channels_before_they_are_summed(int batch)
    {
        var turned = new Network([4, 3, 9], new Subsampling(1, Stride: 3), new Reshape([2, 2, 3]), new BatchNorm(), new Flatten(), new Dense(3));
        Same<float>(turned, batch);
        Same<double>(turned, batch);
    }

    [Fact]
    public void The_gradient_of_a_shared_matrix_is_one_product_and_that_of_a_shared_row_one_sum_over_the_rows_of_all()
    {
        Tensor<float> w = Numbers.Some<float>([4, 5], 1), b = Numbers.Some<float>([5], 2), c = Numbers.Some<float>([9, 5], 3);
        Tensor<float>[] x = [Numbers.Some<float>([3, 4], 4), Numbers.Some<float>([5, 4], 5), Numbers.Some<float>([1, 4], 6)];
        Var Loss(Var weight, Var bias) => (Var.Concat(0, x.Select(part => Var.MatMul(Var.Of(part), weight) + bias)) * Var.Of(c)).Sum();
        Assert.Equal(Tensor.Concat(0, x).MatMul(c, transposeThis: true), Grad.Of(weight => Loss(weight, Var.Of(b)), w));
        Assert.Equal(c.Sum([0]), Grad.Of(bias => Loss(Var.Of(w), bias), b));
    }

    private static void Same<T>(Network network, int batch) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var data = Dataset.FromTensors(Numbers.Some<T>(network.Input.Prepend(2 * batch), 1), Tensor.Generate([2 * batch], i => T.CreateTruncating(i % 3)), classes: 3);
        var trainer = new Trainer<T>(network, new SoftmaxCrossEntropy(), new Adam(0.001));
        var plan = new FitPlan(2, new Batching(batch));
        var folded = Enumerable.Range(0, plan.Epochs).SelectMany(epoch => data.Batches(plan.Batching, Key.Fold("batches"), epoch)).Aggregate(trainer.Initialize(Key), (state, some) => trainer.Step(state, some).State);
        foreach (int threads in (int[])[1, 3])
        {
            var fit = trainer.With(compute: new Compute(Backend.Managed, threads)).Fit(trainer.Initialize(Key), data, plan);
            Assert.Null(fit.Eager);
            Assert.Equal(folded, fit.Run.Train);
        }
    }
}
