using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Functional.NN.Kernels;

namespace Functional.NN.Benchmarks;

/// <summary>What does it cost that the elementary functions have the same bits everywhere, against a loop over the platform's?</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class ElementwiseBenchmarks
{
    private const int Count = 8192;

    private readonly float[] _x = Numbers.Some(Count), _y = new float[Count];

    /// <summary>e^x by the platform.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("exp")]
    public float[] PlatformExp()
    {
        for (int i = 0; i < Count; i++) _y[i] = MathF.Exp(_x[i]);
        return _y;
    }

    /// <summary>e^x by the built-in kernel.</summary>
    [Benchmark, BenchmarkCategory("exp")]
    public float[] BuiltInExp() => Mapped<Elementwise.Exp<float>>();

    /// <summary>tanh x by the platform.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("tanh")]
    public float[] PlatformTanh()
    {
        for (int i = 0; i < Count; i++) _y[i] = MathF.Tanh(_x[i]);
        return _y;
    }

    /// <summary>tanh x by the built-in kernel.</summary>
    [Benchmark, BenchmarkCategory("tanh")]
    public float[] BuiltInTanh() => Mapped<Elementwise.Tanh<float>>();

    /// <summary>1/(1 + e^−x) by the platform.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("sigmoid")]
    public float[] PlatformSigmoid()
    {
        for (int i = 0; i < Count; i++) _y[i] = 1 / (1 + MathF.Exp(-_x[i]));
        return _y;
    }

    /// <summary>1/(1 + e^−x) by the built-in kernel.</summary>
    [Benchmark, BenchmarkCategory("sigmoid")]
    public float[] BuiltInSigmoid() => Mapped<Elementwise.Sigmoid<float>>();

    private float[] Mapped<TFunction>() where TFunction : struct, IElementary
    {
        Elementwise.Scalar<float, TFunction>(_x, _y);
        return _y;
    }
}
