using BenchmarkDotNet.Attributes;
using Functional.NN.Kernels;
using Functional.NN.Providers;

namespace Functional.NN.Benchmarks;

/// <summary>What does a direct convolution (LeNet-5's second, batch 128) gain over patches copied into a matrix and multiplied?</summary>
[Config(typeof(WhereLoaded))]
public class ConvolutionBenchmarks
{
    private const int Batch = 128, Inputs = 6, Side = 14, Filters = 16, Kernel = 5, Cells = (Side - Kernel + 1) * (Side - Kernel + 1), Taps = Inputs * Kernel * Kernel;

    private readonly Tensor<float> _x = Numbers.Tensor([Batch, Inputs, Side, Side]), _weight = Numbers.Tensor([Filters, Inputs, Kernel, Kernel], 2);
    private readonly float[] _patches = new float[Taps * Cells], _y = new float[Batch * Filters * Cells];
    private readonly BlockedConvolution<float> _blocked = new([Batch, Inputs, Side, Side], [Filters, Inputs, Kernel, Kernel], Conv2DGeometry.Plain);
    private Backend? _mkl, _openBlas;

    /// <summary>Fills the blocks and finds the libraries.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        Numbers.Some(_blocked.Inputs.Length).CopyTo(_blocked.Inputs);
        _weight.AsSpan().CopyTo(_blocked.Weight);
        _mkl = MklBackend.TryLoad(out _, MklOptions.WithThreads(1));
        _openBlas = OpenBlasBackend.TryLoad(out _, new OpenBlasOptions(1));
    }

    /// <summary>Patches and the built-in product.</summary>
    [Benchmark(Baseline = true)]
    public float[] Patches() => By(Backend.Managed);

    /// <summary>Patches and MKL's product.</summary>
    [Benchmark]
    public float[] Mkl() => By(_mkl!);

    /// <summary>Patches and OpenBLAS's product.</summary>
    [Benchmark]
    public float[] OpenBlas() => By(_openBlas!);

    /// <summary>The direct convolution of a tensor.</summary>
    [Benchmark]
    public Tensor<float> Direct() => Convolution.Forward(_x, _weight, Conv2DGeometry.Plain);

    /// <summary>The direct convolution of what lies in blocks already, as in training.</summary>
    [Benchmark]
    public float DirectInBlocks()
    {
        _blocked.Forward();
        return _blocked.Outputs[0];
    }

    private float[] By(Backend backend)
    {
        for (int sample = 0; sample < Batch; sample++)
        {
            Unroll(_x.AsSpan().Slice(sample * Inputs * Side * Side, Inputs * Side * Side));
            backend.Multiply(_weight.AsSpan(), false, _patches, false, _y.AsSpan(sample * Filters * Cells, Filters * Cells), Filters, Taps, Cells, accumulate: false);
        }
        return _y;
    }

    /// <summary>(taps × cells): a row of the image at a time.</summary>
    private void Unroll(ReadOnlySpan<float> image)
    {
        const int side = Side - Kernel + 1;
        for (int tap = 0; tap < Taps; tap++)
        {
            int start = tap / (Kernel * Kernel) * Side * Side + tap / Kernel % Kernel * Side + tap % Kernel;
            for (int row = 0; row < side; row++) image.Slice(start + row * Side, side).CopyTo(_patches.AsSpan(tap * Cells + row * side, side));
        }
    }
}
