namespace Functional.NN.Kernels;

/// <summary>An optimizer that can step in memory that is used again.</summary>
internal interface IRunnable
{
    /// <summary>True where a step with a gradient that is not finite is passed over and does not end the run.</summary>
    bool PassesOver => false;

    /// <summary>Its memory for a θ of this layout.</summary>
    /// <param name="layout">θ's blocks</param>
    /// <param name="inPlace">whether a step may overwrite what it reads: only to measure what it costs that steps do not</param>
    RunningOptimizer<T> Run<T>(ParameterLayout layout, bool inPlace) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
