using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>What stands around an optimizer and changes the gradient before it, or θ after it: an optimizer again.</summary>
/// <remarks>
/// The inner optimizer's state is the inner state "inner". Transformations compose from the inside out: <c>new Adam(0.001).WithWeightDecay(0.01).ClippedByGlobalNorm(1)</c> clips first,
/// then adds the decay, then takes Adam's step. One that is neutral (a limit of ∞, a decay of 0) changes no bit. Under <c>Fit</c> they work in memory that is used again; what needs no whole
/// gradient is done range by range as the gradient comes.
/// </remarks>
public abstract record OptimizerTransformation : IOptimizer, IRunnable
{
    private protected OptimizerTransformation(IOptimizer inner) => Inner = inner;

    /// <summary>The optimizer inside.</summary>
    public IOptimizer Inner { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); }

    /// <inheritdoc/>
    public virtual OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new OptimizerState<T>(0).With(WrapperRun<T>.InnerName, Inner.Start(θ));

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T> => RunningStep.Of(this, θ, g, state);

    /// <inheritdoc/>
    public virtual IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { Inner = (IOptimizer)Inner.WithRate(change) };

    internal abstract RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    internal virtual bool PassesOver => Inner is IRunnable { PassesOver: true };

    bool IRunnable.PassesOver => PassesOver;

    RunningOptimizer<T> IRunnable.Run<T>(ParameterLayout layout, bool inPlace) => Around(RunningOptimizer<T>.Of(Inner, layout), layout);
}
