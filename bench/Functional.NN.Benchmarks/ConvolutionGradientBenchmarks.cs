using BenchmarkDotNet.Attributes;
using Functional.NN.Kernels;

namespace Functional.NN.Benchmarks;

/// <summary>Do the gradients of a convolution (LeNet-5's second, batch 128) take as long as the convolution? All three have the same multiply-adds.</summary>
public class ConvolutionGradientBenchmarks
{
    private readonly BlockedConvolution<float> _blocked = new([128, 6, 14, 14], [16, 6, 5, 5], Conv2DGeometry.Plain);

    /// <summary>Fills the blocks.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        Numbers.Some(_blocked.Inputs.Length, 1).CopyTo(_blocked.Inputs);
        Numbers.Some(_blocked.Weight.Length, 2).CopyTo(_blocked.Weight);
        Numbers.Some(_blocked.Outputs.Length, 3).CopyTo(_blocked.Outputs);
    }

    /// <summary>y</summary>
    [Benchmark(Baseline = true)]
    public float Forward()
    {
        _blocked.Forward();
        return _blocked.Outputs[0];
    }

    /// <summary>dx</summary>
    [Benchmark]
    public float InputGradient()
    {
        _blocked.InputGradient();
        return _blocked.Inputs[0];
    }

    /// <summary>dw</summary>
    [Benchmark]
    public float WeightGradient()
    {
        _blocked.WeightGradient();
        return _blocked.Weight[0];
    }
}
