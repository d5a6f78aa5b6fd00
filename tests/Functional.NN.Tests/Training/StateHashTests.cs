using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using static Functional.NN.Tests.Training.TrainingCase;

namespace Functional.NN.Tests.Training;

/// <summary>The hash of a state is that of its blocks as they are written down.</summary>
public sealed class StateHashTests
{
    private static byte[] Floats(params float[] numbers) => [.. numbers.SelectMany(x => { byte[] b = new byte[4]; BinaryPrimitives.WriteSingleLittleEndian(b, x); return b; })];

    private static byte[] Longs(params long[] numbers) => [.. numbers.SelectMany(x => { byte[] b = new byte[8]; BinaryPrimitives.WriteInt64LittleEndian(b, x); return b; })];

    private static byte[] Doubles(params double[] numbers) => [.. numbers.SelectMany(x => Longs(BitConverter.DoubleToInt64Bits(x)))];

    private static string Hash(params (string Name, byte[] Bytes)[] blocks) =>
        Convert.ToHexStringLower(SHA256.HashData([.. blocks.OrderBy(b => b.Name, StringComparer.Ordinal).SelectMany(b => (byte[])[.. Encoding.UTF8.GetBytes(b.Name), 0, .. Longs(b.Bytes.Length), .. b.Bytes])]));

    private static TrainState<float> Small(float weight = 2)
    {
        var network = new Network([1], new Dense(1).Named("d"), new BatchNorm(Affine: false).Named("n"));
        var θ = new Parameters<float>(network.Layout, Tensor.Vector(weight, -0f));
        var inner = new OptimizerState<float>(4, [KeyValuePair.Create("m", θ)]);
        var optimizer = new OptimizerState<float>(3, [KeyValuePair.Create("mean", θ * 3)], [KeyValuePair.Create("rate", 0.1)], [KeyValuePair.Create("inner", inner)]);
        return new TrainState<float>(new Model<float>(network, θ), optimizer, 7, new RandomKey(5, ulong.MaxValue));
    }

    [Fact]
    public void A_state_is_hashed_block_by_block_in_the_order_of_their_names() => Assert.Equal(
        Hash(("theta.d.weight", Floats(2)), ("theta.d.bias", Floats(-0f)), ("state.n.running_mean", Floats(0)), ("state.n.running_var", Floats(1)), ("optimizer.step", Longs(3)),
            ("optimizer.vector.mean.d.weight", Floats(6)), ("optimizer.vector.mean.d.bias", Floats(-0f)), ("optimizer.scalar.rate", Doubles(0.1)), ("optimizer.inner.inner.step", Longs(4)),
            ("optimizer.inner.inner.vector.m.d.weight", Floats(2)), ("optimizer.inner.inner.vector.m.d.bias", Floats(-0f)), ("step", Longs(7)), ("key.first", Longs(5)), ("key.second", Longs(-1))),
        Small().Sha256());

    [Fact]
    public void Any_part_that_changes_changes_the_hash()
    {
        var state = Folded(1);
        TrainState<float>[] others =
        [
            state.With(step: 8), state.With(key: RandomKey.FromSeed(1)), state.With(optimizer: state.Optimizer.Next()), state.With(optimizer: state.Optimizer.With("mean", state.Optimizer["square"])),
            state.With(model: state.Model.With(state.Parameters * -1)), state.With(model: state.Model.With(state: Start.Model.State)), state.With(optimizer: state.Optimizer.With("extra", 0)),
        ];
        Assert.Equal(others.Length + 1, others.Append(state).Select(s => s.Sha256()).Distinct().Count());
        Assert.Equal(state.Sha256(), Folded(1).Sha256());
    }

    [Fact]
    public void Every_NaN_counts_as_the_same_and_the_zeros_as_two()
    {
        float other = BitConverter.Int32BitsToSingle(0x7fc00123);
        Assert.Equal(Small(float.NaN).Sha256(), Small(other).Sha256());
        Assert.NotEqual(Small(0).Sha256(), Small(-0f).Sha256());
    }
}
