namespace Functional.NN;

/// <summary>A method that evaluates the objective more than once in a step, or asks for more than its gradient: line searches, Newton's method and its kin, sharpness-aware steps. Constants in a record, and a pure step.</summary>
/// <remarks>In training, all evaluations of a step are of the same batch under the same random key, so the objective is one function of θ.</remarks>
public interface IObjectiveOptimizer : IMinimizer
{
    /// <summary>One step: (objective, θ, state) to (θ′, state′).</summary>
    Updated<T> Step<T>(ObjectiveFunction<T> objective, Parameters<T> θ, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
