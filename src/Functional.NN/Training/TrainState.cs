namespace Functional.NN;

/// <summary>Everything a training step depends on besides its batch.</summary>
/// <param name="Model">the network with its θ and state</param>
/// <param name="Optimizer">the optimizer's state</param>
/// <param name="Step">how many steps were taken</param>
/// <param name="Key">the run's key, which never changes: step k draws from <c>Key.Fold(k)</c></param>
public sealed record TrainState<T>(Model<T> Model, OptimizerState<T> Optimizer, long Step, RandomKey Key) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>This state with other parts; what is not named stays.</summary>
    public TrainState<T> With(Model<T>? model = null, OptimizerState<T>? optimizer = null, long? step = null, RandomKey? key = null) =>
        this with { Model = model ?? Model, Optimizer = optimizer ?? Optimizer, Step = step ?? Step, Key = key ?? Key };

    /// <summary>θ.</summary>
    public Parameters<T> Parameters => Model.Parameters;
}

/// <summary>What a step gives: the next state, and what was measured on the batch before the update.</summary>
public readonly record struct Stepped<T>(TrainState<T> State, Metrics Metrics) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
