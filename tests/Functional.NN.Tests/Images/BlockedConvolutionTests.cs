using Functional.NN.Kernels;

namespace Functional.NN.Tests.Images;

/// <summary>A convolution that stays in blocks computes what one of tensors does, in every bit.</summary>
public sealed class BlockedConvolutionTests
{
    private const int Batch = 32, Samples = 16;

    private static readonly Conv2DGeometry Geometry = new(padding: new Padding2D(1, 1, 1, 1));
    private static readonly Tensor<float> X = Numbers.Some<float>([Batch, 2, 7, 6], 1), W = Numbers.Some<float>([3, 2, 3, 3], 2), DY = Numbers.Some<float>([Batch, 3, 7, 6], 3);

    [Fact]
    public void Forward_and_both_gradients_have_the_bits_of_those_of_tensors()
    {
        var forward = Filled(DY);
        forward.Forward();
        Assert.Equal(Blocks(Convolution.Forward(X, W, Geometry)), forward.Outputs);

        var inputGradient = Filled(DY);
        inputGradient.InputGradient();
        Assert.Equal(Blocks(Convolution.InputGradient(DY, W, Geometry, X.Shape)), inputGradient.Inputs);

        var weightGradient = Filled(DY);
        weightGradient.WeightGradient();
        Assert.Equal(Convolution.WeightGradient(X, DY, Geometry, W.Shape).ToArray(), weightGradient.Weight);
    }

    private static BlockedConvolution<float> Filled(Tensor<float> outputs)
    {
        var blocked = new BlockedConvolution<float>(X.Shape, W.Shape, Geometry);
        Blocks(X).CopyTo(blocked.Inputs);
        W.AsSpan().CopyTo(blocked.Weight);
        Blocks(outputs).CopyTo(blocked.Outputs);
        return blocked;
    }

    /// <summary>[block][cell][sample of the block]</summary>
    private static float[] Blocks(Tensor<float> batch)
    {
        int size = batch.Shape.Sample.Size;
        var flat = batch.Reshape(Batch, size);
        return [.. Enumerable.Range(0, batch.Shape.Size).Select(i => flat[i / (size * Samples) * Samples + i % Samples, i / Samples % size])];
    }
}
