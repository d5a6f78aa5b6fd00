using BenchmarkDotNet.Attributes;
using Functional.NN.Kernels;

namespace Functional.NN.Benchmarks;

/// <summary>How long does softmax over rows take, against plain loops with the platform's exponential?</summary>
public class SoftmaxBenchmarks
{
    private const int Count = 16000;

    private readonly float[] _x = Numbers.Some(Count), _y = new float[Count];

    /// <summary>The numbers of a row.</summary>
    [Params(10, 100, 1000)]
    public int Columns { get; set; }

    /// <summary>Three loops a row.</summary>
    [Benchmark(Baseline = true)]
    public float[] Loops()
    {
        for (int start = 0; start < Count; start += Columns)
        {
            float largest = float.NegativeInfinity, sum = 0;
            for (int i = start; i < start + Columns; i++) largest = MathF.Max(largest, _x[i]);
            for (int i = start; i < start + Columns; i++) sum += _y[i] = MathF.Exp(_x[i] - largest);
            for (int i = start; i < start + Columns; i++) _y[i] /= sum;
        }
        return _y;
    }

    /// <summary>The built-in kernel.</summary>
    [Benchmark]
    public float[] BuiltIn()
    {
        Normalization.Softmax<float>(_x, Columns, _y);
        return _y;
    }
}
