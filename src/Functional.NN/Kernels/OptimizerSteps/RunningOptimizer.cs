namespace Functional.NN.Kernels;

/// <summary>
/// An optimizer and its state in memory that is used again. A step is Prepare; where the optimizer wants the whole gradient before it moves anything, Gather;
/// then Update for every range of θ, by any worker in any order, each range once; and Advance when all of it is good. Until then the present state stays as it was.
/// </summary>
internal abstract class RunningOptimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The memory of an optimizer for a θ of this layout; one that knows only values gets values.</summary>
    public static RunningOptimizer<T> Of(IOptimizer optimizer, ParameterLayout layout, bool inPlace = false) =>
        optimizer is IRunnable runnable ? runnable.Run<T>(layout, inPlace) : new ValueRun<T>(optimizer, layout);

    /// <summary>True where the whole gradient must be there before the first range is updated.</summary>
    public abstract bool NeedsWhole { get; }

    /// <summary>The present state, as a value that owns its memory.</summary>
    public abstract OptimizerState<T> State { get; }

    /// <summary>Takes over a state.</summary>
    public abstract void Load(OptimizerState<T> state);

    /// <summary>Gets the numbers of the coming step ready.</summary>
    public abstract void Prepare();

    /// <summary>Looks at the whole gradient, and may change it where it lies; only where <see cref="NeedsWhole"/>.</summary>
    public virtual void Gather(WholeGradient<T> whole) { }

    /// <summary>θ′ and the next state over a range. False if a number of them is not finite.</summary>
    public abstract bool Update(in StepRange<T> range);

    /// <summary>The next state becomes the present one.</summary>
    public abstract void Advance();
}
