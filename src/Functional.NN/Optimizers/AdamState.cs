namespace Functional.NN;

/// <summary>The state of Adam and its kin, to read.</summary>
/// <param name="Step">the number of steps taken</param>
/// <param name="Mean">m</param>
/// <param name="Square">v</param>
public sealed record AdamState<T>(long Step, Parameters<T> Mean, Parameters<T> Square) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The view of a state.</summary>
    public static AdamState<T> Of(OptimizerState<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(state.Step, state["mean"], state["square"]);
    }
}
