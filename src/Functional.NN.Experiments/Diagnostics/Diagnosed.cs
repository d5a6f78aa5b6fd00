using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>What diagnostics are functions of: the state after an epoch, and a batch and a key that stay the same through the run.</summary>
/// <remarks>
/// The batch is the first samples of the training data in their order, as many as a batch of the experiment has, or all where there are fewer, without augmentation. What asks for the objective evaluates it in training mode at the key
/// <c>RandomKey.FromSeed(seed).Fold("diagnostics")</c>, in the experiment's shards; what asks for activations, in evaluation mode.
/// </remarks>
public sealed class Diagnosed<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Lazy<ObjectiveFunction<T>> _objective;

    /// <summary>A state with what it is looked at by.</summary>
    /// <param name="run">the state</param>
    /// <param name="trainer">whose objective</param>
    /// <param name="batch">the samples</param>
    /// <param name="key">of noise in layers, and of what diagnostics draw</param>
    /// <param name="rate">the learning rate of the last step, where the optimizer has one</param>
    public Diagnosed(RunState<T> run, Trainer<T> trainer, Batch<T> batch, RandomKey key, double? rate = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(batch);
        (Run, Trainer, Batch, Key, Rate) = (run, trainer, batch, key, rate);
        _objective = new(() => Trainer.ObjectiveOf(Model, Batch, Key));
    }

    /// <summary>The state.</summary>
    public RunState<T> Run { get; }

    /// <summary>Whose objective.</summary>
    public Trainer<T> Trainer { get; }

    /// <summary>The samples.</summary>
    public Batch<T> Batch { get; }

    /// <summary>Of noise in layers, and of what diagnostics draw.</summary>
    public RandomKey Key { get; }

    /// <summary>The learning rate of the last step, where the optimizer has one.</summary>
    public double? Rate { get; }

    /// <summary>The model as it is now.</summary>
    public Model<T> Model => Run.Train.Model;

    /// <summary>θ.</summary>
    public Parameters<T> Parameters => Run.Train.Parameters;

    /// <summary>The objective of the batch as a function of θ; its gradient at θ is computed once, for all who ask.</summary>
    public ObjectiveFunction<T> Objective => _objective.Value;
}
