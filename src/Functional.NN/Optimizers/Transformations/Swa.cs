using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Stochastic weight averaging: after the first n steps, every c-th θ enters the plain mean a of those before it, θₙ among them.</summary>
/// <remarks>
/// Izmailov et al. 2018, algorithm 1: a = θₙ with a count of 1; at steps n + c, n + 2c, … a ← a + (θ − a)/(count + 1). Until step n, a is θ. The rate is that of the inner optimizer: constant or cyclic after n.
/// <see cref="ParameterAverage.Of"/> reads a from the state; where the network has batch normalisation, <see cref="BatchNormStatistics.Reestimate"/> gives the averaged model its statistics. The weight is computed in double and rounded once.
/// </remarks>
/// <param name="Inner">the optimizer that trains</param>
/// <param name="From">n</param>
/// <param name="Period">c</param>
public sealed record Swa(IOptimizer Inner, long From = 0, int Period = 1) : OptimizerTransformation(Inner)
{
    /// <summary>n, from 0 on.</summary>
    public long From { get; init => field = Constants.AtLeast(0, value, nameof(Swa), "the step to average from"); } = Constants.AtLeast(0, From, nameof(Swa), "the step to average from");

    /// <summary>c, from 1 on.</summary>
    public int Period { get; init => field = Constants.AtLeast(1, value, nameof(Swa), "the period"); } = Constants.AtLeast(1, Period, nameof(Swa), "the period");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Swa With(IOptimizer? inner = null, long? from = null, int? period = null) => this with { Inner = inner ?? Inner, From = from ?? From, Period = period ?? Period };

    /// <inheritdoc/>
    public override OptimizerState<T> Start<T>(Parameters<T> θ) => base.Start(θ).With(ParameterAverage.Vector, θ);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Swa({Inner}, {From}, {Period})");

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new ParameterAverage.Run<T>(Weight, inner, layout);

    private double Weight(long t) => t <= From ? 1 : (t - From) % Period == 0 ? 1.0 / ((t - From) / Period + 1) : 0;
}
