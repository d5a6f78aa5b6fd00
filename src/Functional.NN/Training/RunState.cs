using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Where a run stands: a training state, its place in the epoch, and what the controllers know. All that is to come depends on it, the data and the plan, and on nothing else.</summary>
/// <param name="Train">the training state</param>
/// <param name="Epoch">how many epochs are complete</param>
/// <param name="Place">how many batches of the next one are done</param>
/// <param name="Running">what was measured in the epoch in progress, each batch before its update</param>
/// <param name="Stopping">what early stopping knows, where it is used</param>
/// <param name="Rate">what the controller of the learning rate knows, where there is one</param>
public sealed record RunState<T>(TrainState<T> Train, int Epoch, int Place, Metrics Running, EarlyStoppingState<T>? Stopping = null, RateState? Rate = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The beginning of a run.</summary>
    public static RunState<T> Start(TrainState<T> train) => new(train, 0, 0, Metrics.None);

    /// <summary>The best state so far where early stopping looks for one, else the current.</summary>
    public TrainState<T> Best => Stopping?.Best ?? Train;

    /// <summary>The SHA-256 of each block of the state, in hexadecimal, sorted by the UTF-16 units of their names.</summary>
    /// <remarks>
    /// The state is a set of named blocks of little-endian numbers: those of <see cref="TrainState{T}.Sha256"/> for the training state, under the same names; <c>epoch</c> and <c>place</c>;
    /// <c>running.samples</c>, <c>running.count</c>, <c>running.loss</c>, <c>running.data_loss</c>, <c>running.penalty</c>, <c>running.gradient_norm</c>, <c>running.value.NAME</c> for each further measure and
    /// <c>running.count.NAME</c> for what it is an average over; where early stopping is used <c>stopping.best.</c> with the names of the best training state, <c>stopping.best_epoch</c>, <c>stopping.best_loss</c> and
    /// <c>stopping.waited</c>; where there is a controller of the rate <c>rate.factor</c>, <c>rate.loss</c>, <c>rate.waited</c> and <c>rate.resting</c>. Counts and keys have 64 bits, other single numbers are <c>double</c>,
    /// tensors have the precision of θ, and a NaN is 0xFFC00000 or 0xFFF8000000000000. A block's hash is that of its bytes.
    /// </remarks>
    public ImmutableArray<BlockHash> Hashes() => StateBlocks<T>.Of(this).Hashes();

    /// <summary>The <c>state sha256</c> of the run, in hexadecimal: <see cref="BlockHash.Sha256Of"/> its <see cref="Hashes"/>. Equal for two states exactly when all their numbers are, bit for bit, every NaN counting as the same.</summary>
    public string Sha256() => BlockHash.Sha256Of(Hashes());
}
