using System.Numerics;

namespace Functional.NN.Properties.Contract;

/// <summary>For a given number of shards it does not matter who computes which of them, nor when: their gradients are joined in the order of the shards.</summary>
[Collection(nameof(EngineLaws))]
public class ShardLaws
{
    /// <summary>The gradient of a batch, put together from shards that whoever computes in whatever order.</summary>
    internal delegate Parameters<T> JoinedGradient<T>(Trainer<T> trainer, Model<T> model, Batch<T> batch, RandomKey key) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    [Fact]
    public void Shards_computed_by_anybody_in_any_order_and_joined_in_theirs_are_the_gradient_of_the_batch() => Law.Holds(RunCases.Any, c => c.InItsPrecision(
        one => IsTheGradient<float>(JoinedFromAnybody, one), one => IsTheGradient<double>(JoinedFromAnybody, one)), RunCases.Smaller, tests: 25);

    /// <summary>The joined gradient has the bits of the trainer's, for 1, 2, 3 and 7 shards.</summary>
    internal static void IsTheGradient<T>(JoinedGradient<T> joined, RunCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // What a layer knows of earlier batches passes from shard to shard: then the next shard waits for the one before.
        var model = c.Start<T>().Train.Model;
        if (model.State.Blocks.Count > 0) return;
        foreach (int shards in (int[])[1, 2, 3, 7])
        {
            var trainer = c.Trainer<T>().With(shards: shards);
            foreach (var batch in c.Data<T>().Batches(c.Plan.Batching, c.Key, 0)) Assert.Equal(trainer.Gradient(model, batch, c.Key).Gradient, joined(trainer, model, batch, c.Key));
        }
    }

    /// <summary>Each shard on a thread of its own, begun in a drawn order.</summary>
    private static Parameters<T> JoinedFromAnybody<T>(Trainer<T> trainer, Model<T> model, Batch<T> batch, RandomKey key) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shards = Shard.Of(batch.Count, trainer.Shards);
        var parts = key.Permutation(shards.Count).AsParallel().WithDegreeOfParallelism(3).Select(shard => (shard, Part: Of(trainer, model, batch, shards[shard], key))).ToDictionary(part => part.shard, part => part.Part);
        return Joined(model.Parameters, [.. Enumerable.Range(0, shards.Count).Select(shard => parts[shard])], whole: trainer.Shards == 1);
    }

    /// <summary>g = Σ cₛ·gₛ / Σ cₛ, one after another.</summary>
    private static Parameters<T> Joined<T>(Parameters<T> θ, IReadOnlyList<(Parameters<T> Gradient, double Count)> parts, bool whole) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (whole) return parts[0].Gradient;
        double count = parts.Sum(part => part.Count);
        var sum = parts.Aggregate(θ.Zero.Vector, (sum, part) => sum + part.Gradient.Vector * T.CreateTruncating(part.Count));
        return θ.OfVector(sum / T.CreateTruncating(count == 0 ? 1 : count));
    }

    /// <summary>The gradient of one shard, by its samples' places in the whole batch, and the number of terms it is the mean of.</summary>
    private static (Parameters<T> Gradient, double Count) Of<T>(Trainer<T> trainer, Model<T> model, Batch<T> batch, Shard shard, RandomKey key) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double count = 0;
        var (_, gradients) = trainer.Differentiate(StepVars.Of(model, shard.Of(batch), key, Backend.Managed, shard.First), evaluation => count = double.CreateTruncating(evaluation.Count.Value<T>().ToScalar()));
        return (model.Parameters.OfVector(Tensor.Concat(0, [.. gradients.Select(g => g.Value<T>().Reshape(-1))])), count);
    }
}
