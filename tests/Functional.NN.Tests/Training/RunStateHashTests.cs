using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using static Functional.NN.Tests.Training.TrainingCase;

namespace Functional.NN.Tests.Training;

/// <summary>The hash of a run's state is that of the hashes of its blocks as they are written down.</summary>
public sealed class RunStateHashTests
{
    private static readonly Network Tiny = new([1], new Dense(1).Named("d"));

    private static byte[] Long(long number)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] Of(double number) => Long(BitConverter.DoubleToInt64Bits(number));

    private static TrainState<double> Train(double weight, long step) =>
        new(new Model<double>(Tiny, new Parameters<double>(Tiny.Layout, Tensor.Vector(weight, -0.0))), new OptimizerState<double>(step, scalars: [KeyValuePair.Create("rate", 0.1)]), step, new RandomKey(5, ulong.MaxValue));

    private static RunState<double> Everything => new(Train(2, 7), 3, 1, Measures(Metrics.None with { Samples = 8, Count = 7.5, Loss = 0.5, DataLoss = 0.25, Penalty = 0.125, GradientNorm = 3 }),
        new EarlyStoppingState<double>(Train(1, 4), 2, double.NaN, 1), new RateState(0.5, double.PositiveInfinity, 2, 1));

    private static Metrics Measures(Metrics metrics) => metrics with { Values = metrics.Values.Add("accuracy", 0.75), Counts = metrics.Counts.Add("accuracy", 8) };

    private static IEnumerable<(string Name, byte[] Bytes)> TrainBlocks(string prefix, double weight, long step) =>
    [
        ($"{prefix}theta.d.weight", Of(weight)), ($"{prefix}theta.d.bias", Of(-0.0)), ($"{prefix}optimizer.step", Long(step)), ($"{prefix}optimizer.scalar.rate", Of(0.1)),
        ($"{prefix}step", Long(step)), ($"{prefix}key.first", Long(5)), ($"{prefix}key.second", Long(-1)),
    ];

    [Fact]
    public void Every_block_of_a_run_has_its_hash_under_its_name_and_they_are_sorted()
    {
        (string Name, byte[] Bytes)[] blocks =
        [
            .. TrainBlocks("", 2, 7), ("epoch", Long(3)), ("place", Long(1)), ("running.samples", Long(8)), ("running.count", Of(7.5)), ("running.loss", Of(0.5)), ("running.data_loss", Of(0.25)),
            ("running.penalty", Of(0.125)), ("running.gradient_norm", Of(3)), ("running.value.accuracy", Of(0.75)), ("running.count.accuracy", Of(8)),
            .. TrainBlocks("stopping.best.", 1, 4), ("stopping.best_epoch", Long(2)), ("stopping.best_loss", Of(double.NaN)), ("stopping.waited", Long(1)),
            ("rate.factor", Of(0.5)), ("rate.loss", Of(double.PositiveInfinity)), ("rate.waited", Long(2)), ("rate.resting", Long(1)),
        ];
        Assert.Equal(blocks.OrderBy(b => b.Name, StringComparer.Ordinal).Select(b => new BlockHash(b.Name, Convert.ToHexStringLower(SHA256.HashData(b.Bytes)))), Everything.Hashes());
    }

    [Fact]
    public void The_whole_is_the_hash_of_the_names_and_hashes_of_the_blocks_in_whatever_order_they_come()
    {
        var hashes = Everything.Hashes();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. hashes.SelectMany(b => (byte[])[.. Encoding.UTF8.GetBytes(b.Name), 0, .. Convert.FromHexString(b.Sha256)])])), Everything.Sha256());
        Assert.Equal(Everything.Sha256(), BlockHash.Sha256Of(hashes.Reverse()));
    }

    [Fact]
    public void Any_part_that_changes_changes_the_hash_of_its_blocks_and_the_whole()
    {
        var run = Everything;
        var (stopping, rate) = (run.Stopping!, run.Rate!);
        (string Blocks, RunState<double> Run)[] others =
        [
            ("theta.d.weight", run with { Train = run.Train.With(model: run.Train.Model.With(run.Train.Parameters.With("d.weight", Tensor.Vector(3.0).Reshape(1, 1)))) }), ("step", run with { Train = run.Train.With(step: 8) }),
            ("epoch", run with { Epoch = 4 }), ("place", run with { Place = 2 }), ("running.samples", run with { Running = run.Running with { Samples = 9 } }), ("running.count", run with { Running = run.Running with { Count = 9 } }),
            ("running.loss", run with { Running = run.Running with { Loss = 9 } }), ("running.data_loss", run with { Running = run.Running with { DataLoss = 9 } }), ("running.penalty", run with { Running = run.Running with { Penalty = 9 } }),
            ("running.gradient_norm", run with { Running = run.Running with { GradientNorm = 9 } }), ("running.value.accuracy", run with { Running = run.Running with { Values = run.Running.Values.SetItem("accuracy", 9) } }),
            ("running.count.accuracy", run with { Running = run.Running with { Counts = run.Running.Counts.SetItem("accuracy", 9) } }),
            ("stopping.best.theta.d.weight", run with { Stopping = stopping with { Best = Train(9, 4) } }), ("stopping.best_epoch", run with { Stopping = stopping with { BestEpoch = 9 } }),
            ("stopping.best_loss", run with { Stopping = stopping with { BestLoss = 9 } }), ("stopping.waited", run with { Stopping = stopping with { Waited = 9 } }),
            ("rate.factor", run with { Rate = rate with { Factor = 9 } }), ("rate.loss", run with { Rate = rate with { Loss = 9 } }), ("rate.waited", run with { Rate = rate with { Waited = 9 } }), ("rate.resting", run with { Rate = rate with { Resting = 9 } }),
        ];
        foreach (var (block, other) in others) Assert.Equal([block], other.Hashes().Except(run.Hashes()).Select(hash => hash.Name));
        Assert.Equal(others.Length + 3, others.Select(o => o.Run).Append(run).Append(run with { Stopping = null }).Append(run with { Rate = null }).Select(r => r.Sha256()).Distinct().Count());
    }

    [Fact]
    public void The_hash_does_not_see_what_a_NaN_says_and_sees_the_sign_of_zero()
    {
        RunState<double> With(double weight) => Everything with { Train = Train(weight, 7) };
        Assert.Equal(With(double.NaN).Sha256(), With(BitConverter.Int64BitsToDouble(0x7ff8000000000123)).Sha256());
        Assert.NotEqual(With(0).Sha256(), With(-0.0).Sha256());
    }

    [Fact]
    public void Two_blocks_of_one_name_are_refused()
    {
        var network = new Network([1], new Sequential(new Dense(1).Named("c")).Named("b"), new Dense(1).Named("c"));
        var small = network.Initialize<float>(Key);
        var state = new TrainState<float>(new Model<float>(network, small), new OptimizerState<float>(0, [KeyValuePair.Create("a", small), KeyValuePair.Create("a.b", small)]), 0, Key);
        Assert.Equal("Two blocks of the state would be called \"optimizer.vector.a.b.c.weight\"; give the optimizer's vectors, or the layers, other names.", Assert.Throws<NNException>(() => RunState<float>.Start(state).Sha256()).Message);
    }

    [Theory, InlineData("12"), InlineData("no hash"), InlineData("")]
    public void What_is_no_hash_is_refused(string hash) =>
        Assert.Equal($"BlockHash: the hash of \"epoch\" must be a SHA-256, 64 hexadecimal digits, got \"{hash}\".", Assert.Throws<NNException>(() => BlockHash.Sha256Of([new("epoch", hash)])).Message);
}
