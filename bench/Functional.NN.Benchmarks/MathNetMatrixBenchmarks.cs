using BenchmarkDotNet.Attributes;
using Functional.NN.Providers;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Functional.NN.Benchmarks;

/// <summary>What does a program gain that multiplies MathNet's 512×512 matrices on one thread and changes its provider?</summary>
[Config(typeof(WhereLoaded))]
public class MathNetMatrixBenchmarks
{
    private const int Size = 512;

    private readonly Matrix<float> _a = Matrix<float>.Build.Dense(Size, Size, Numbers.Some(Size * Size, 1)), _b = Matrix<float>.Build.Dense(Size, Size, Numbers.Some(Size * Size, 2));

    /// <summary>MathNet as it is.</summary>
    [GlobalSetup(Target = nameof(MathNetManaged))]
    public void UseManaged() => Use(ManagedLinearAlgebraProvider.Instance);

    /// <summary>The provider with the built-in kernels.</summary>
    [GlobalSetup(Target = nameof(BuiltIn))]
    public void UseBuiltIn() => Use(new ManagedSimdLinearAlgebraProvider());

    /// <summary>The provider with MKL.</summary>
    [GlobalSetup(Target = nameof(Mkl))]
    public void UseMkl() => Use(new MklRtLinearAlgebraProvider(MklOptions.WithThreads(1)));

    /// <summary>The provider with OpenBLAS.</summary>
    [GlobalSetup(Target = nameof(OpenBlas))]
    public void UseOpenBlas() => Use(new OpenBlasLinearAlgebraProvider(new OpenBlasOptions(1)));

    /// <summary>A·B by MathNet's managed provider.</summary>
    [Benchmark(Baseline = true)]
    public Matrix<float> MathNetManaged() => _a * _b;

    /// <summary>A·B by the built-in kernels.</summary>
    [Benchmark]
    public Matrix<float> BuiltIn() => _a * _b;

    /// <summary>A·B by Intel MKL.</summary>
    [Benchmark]
    public Matrix<float> Mkl() => _a * _b;

    /// <summary>A·B by OpenBLAS.</summary>
    [Benchmark]
    public Matrix<float> OpenBlas() => _a * _b;

    private static void Use(ILinearAlgebraProvider provider)
    {
        Control.UseSingleThread();
        LinearAlgebraControl.Provider = provider;
    }
}
