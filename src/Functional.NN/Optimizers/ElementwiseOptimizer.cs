using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>
/// An optimizer each of whose numbers is updated by itself: a step is one pass over θ, g and the vectors of its state, so θ may be cut anywhere and the pieces updated in any order.
/// State numbers smaller in magnitude than the smallest normal number of their precision become +0.
/// </summary>
public abstract record ElementwiseOptimizer : IOptimizer, IRunnable
{
    private protected ElementwiseOptimizer() { }

    /// <inheritdoc/>
    public virtual OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ, VectorNames);

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T> => FusedStep.Of(this, θ, g, state);

    /// <inheritdoc/>
    public abstract IMinimizer WithRate(Func<Schedule, Schedule> change);

    /// <summary>The names of the state's vectors, in the order <see cref="Update"/> takes them; at most four.</summary>
    internal abstract IReadOnlyList<string> VectorNames { get; }

    /// <summary>The names of the state's numbers, in the order <see cref="PrepareWith"/> takes them.</summary>
    internal virtual IReadOnlyList<string> NumberNames => [];

    /// <summary>How many numbers <see cref="Prepare"/> writes.</summary>
    internal abstract int ScalarCount { get; }

    /// <summary>The numbers of the step after so many steps, derived in double; <see cref="Update"/> rounds each once.</summary>
    internal abstract void Prepare(long step, Span<double> scalars);

    /// <summary>The same of an optimizer whose state has numbers; they become those of the next state.</summary>
    internal virtual void PrepareWith(Span<double> numbers, long step, Span<double> scalars) => Prepare(step, scalars);

    /// <summary>
    /// θ′ and the state's next vectors over one range; all spans have one length, and what is written may be the memory of what is read.
    /// False if a number of θ′ or of the next state is not finite.
    /// </summary>
    internal abstract bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    RunningOptimizer<T> IRunnable.Run<T>(ParameterLayout layout, bool inPlace) => new ElementwiseRun<T>(this, layout, inPlace);
}
