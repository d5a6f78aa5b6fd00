using BenchmarkDotNet.Attributes;

namespace Functional.NN.Benchmarks;

/// <summary>What does Adam in one pass gain over plain loops, and what does fresh memory for θ, m and v cost?</summary>
[MemoryDiagnoser]
public class OptimizerBenchmarks
{
    private static readonly Network Model = new([500], new Dense(500));
    private static readonly Adam Adam = new(0.001);

    private readonly Parameters<float> _θ = Model.Initialize<float>(RandomKey.FromSeed(1)), _g = Model.Initialize<float>(RandomKey.FromSeed(2));
    private readonly double[] _scalars = new double[Adam.ScalarCount];
    private OptimizerState<float>? _state;
    private float[] _weights = [], _gradient = [], _mean = [], _square = [], _nextWeights = [], _nextMean = [], _nextSquare = [];

    /// <summary>A state that has seen a step.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _state = Adam.Step(_θ, _g, Adam.Start(_θ)).State;
        Adam.Prepare(1, _scalars);
        (_weights, _gradient, _mean, _square) = (_θ.Vector.ToArray(), _g.Vector.ToArray(), _state["mean"].Vector.ToArray(), _state["square"].Vector.ToArray());
        (_nextWeights, _nextMean, _nextSquare) = (new float[_weights.Length], new float[_weights.Length], new float[_weights.Length]);
    }

    /// <summary>The lines of the paper in a loop.</summary>
    [Benchmark(Baseline = true)]
    public float[] Loop()
    {
        float correctMean = 1 / (1 - MathF.Pow(0.9f, 2)), correctSquare = 1 / (1 - MathF.Pow(0.999f, 2));
        for (int i = 0; i < _weights.Length; i++)
        {
            float g = _gradient[i], m = _nextMean[i] = 0.9f * _mean[i] + 0.1f * g, v = _nextSquare[i] = 0.999f * _square[i] + 0.001f * g * g;
            _nextWeights[i] = _weights[i] - 0.001f * (m * correctMean) / (MathF.Sqrt(v * correctSquare) + 1e-8f);
        }
        return _nextWeights;
    }

    /// <summary>One pass into memory that is used again.</summary>
    [Benchmark]
    public float[] OnePass()
    {
        Adam.Update<float>(_scalars, _weights, _gradient, _nextWeights, new(_mean, _square), new(_nextMean, _nextSquare));
        return _nextWeights;
    }

    /// <summary>One pass into fresh memory: the pure step.</summary>
    [Benchmark]
    public Updated<float> PureStep() => Adam.Step(_θ, _g, _state!);
}
