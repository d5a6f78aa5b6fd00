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

    /// <summary>The same state of a network that differs from the model's in what is frozen; training goes on from it with a trainer of that network.</summary>
    /// <exception cref="NNException">It differs in more.</exception>
    public TrainState<T> On(Network network)
    {
        var model = Model.On(network);
        return this with { Model = model, Optimizer = Optimizer.On(network.Layout) };
    }

    /// <summary>θ.</summary>
    public Parameters<T> Parameters => Model.Parameters;

    /// <summary>The state's SHA-256, in hexadecimal: equal for two states exactly when all their numbers are, bit for bit, every NaN counting as the same.</summary>
    /// <remarks>
    /// The state is a set of named blocks of little-endian numbers: <c>theta.PATH</c> for each block of θ; <c>state.PATH</c> for each of the network's state;
    /// <c>optimizer.step</c>, <c>optimizer.vector.NAME.PATH</c>, <c>optimizer.scalar.NAME</c> and <c>optimizer.inner.NAME.…</c>, which goes on in the same way;
    /// <c>step</c>, <c>key.first</c> and <c>key.second</c>. Counts and keys have 64 bits, scalars are <c>double</c>, and a NaN is 0xFFC00000 or 0xFFF8000000000000. The blocks are sorted by the UTF-16 units of their names, and of each is hashed
    /// its name in UTF-8, a zero byte, the number of its bytes in 64 bits, and its bytes.
    /// </remarks>
    public string Sha256() => StateBlocks<T>.Of(this).Sha256();
}

/// <summary>What a step gives: the next state, and what was measured on the batch before the update.</summary>
public readonly record struct Stepped<T>(TrainState<T> State, Metrics Metrics) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
