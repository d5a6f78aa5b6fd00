using BenchmarkDotNet.Attributes;
using Functional.NN.Providers;
using MathNet.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Functional.NN.Benchmarks;

/// <summary>How long does a square product in float take on one thread, against MathNet's own code and the native libraries?</summary>
[Config(typeof(WhereLoaded))]
public class ProductBenchmarks
{
    private float[] _a = [], _b = [], _c = [];
    private Backend? _mkl, _openBlas;

    /// <summary>Rows and columns.</summary>
    [Params(32, 64, 128, 256, 512)]
    public int Size { get; set; }

    /// <summary>Operands, and the libraries that are there.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        (_a, _b, _c) = (Numbers.Some(Size * Size, 1), Numbers.Some(Size * Size, 2), new float[Size * Size]);
        Control.UseSingleThread();
        _mkl = MklBackend.TryLoad(out _, MklOptions.WithThreads(1));
        _openBlas = OpenBlasBackend.TryLoad(out _, new OpenBlasOptions(1));
    }

    /// <summary>MathNet's managed provider.</summary>
    [Benchmark(Baseline = true)]
    public float[] MathNetManaged()
    {
        ManagedLinearAlgebraProvider.Instance.MatrixMultiply(_a, Size, Size, _b, Size, Size, _c);
        return _c;
    }

    /// <summary>The built-in kernels.</summary>
    [Benchmark]
    public float[] BuiltIn() => By(Backend.Managed);

    /// <summary>Intel MKL.</summary>
    [Benchmark]
    public float[] Mkl() => By(_mkl!);

    /// <summary>OpenBLAS.</summary>
    [Benchmark]
    public float[] OpenBlas() => By(_openBlas!);

    private float[] By(Backend backend)
    {
        backend.Multiply<float>(_a, false, _b, false, _c, Size, Size, Size, accumulate: false);
        return _c;
    }
}
