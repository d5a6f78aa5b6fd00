using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>A named block of a state: a tensor, or the eight bytes of a single number.</summary>
internal sealed record StateBlock<T>(string Name, Tensor<T>? Tensor, ImmutableArray<byte> Number) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The little-endian bytes that are hashed: every NaN is one.</summary>
    public ReadOnlySpan<byte> Canonical => Tensor is null ? Number.AsSpan() : LittleEndianNumbers.Of(HasNaN ? WithOneNaN(Tensor.AsSpan()) : Tensor.AsSpan());

    /// <summary>Whether it is a tensor with a NaN in it, so that its bytes are not the ones that are hashed.</summary>
    public bool HasNaN
    {
        get
        {
            if (Tensor is not { } tensor || Reduction.IsFinite(tensor.AsSpan())) return false;
            foreach (var number in tensor.AsSpan())
                if (T.IsNaN(number)) return true;
            return false;
        }
    }

    private static ReadOnlySpan<T> WithOneNaN(ReadOnlySpan<T> numbers)
    {
        var canonical = numbers.ToArray();
        foreach (ref var number in canonical.AsSpan())
            if (T.IsNaN(number)) number = T.NaN;
        return canonical;
    }
}

/// <summary>A state as named blocks, sorted by name: what its bits come down to, in whatever order its parts are kept. Hashes and files are made of it.</summary>
internal sealed class StateBlocks<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What stands before the names of the best state's blocks.</summary>
    public const string OfBest = "stopping.best.";

    private readonly SortedDictionary<string, StateBlock<T>> _blocks = new(StringComparer.Ordinal);

    private StateBlocks() { }

    public static StateBlocks<T> Of(TrainState<T> state)
    {
        var blocks = new StateBlocks<T>();
        blocks.Add("", state);
        return blocks;
    }

    public static StateBlocks<T> Of(RunState<T> run)
    {
        var blocks = Of(run.Train);
        blocks.Add("epoch", run.Epoch);
        blocks.Add("place", run.Place);
        blocks.Add("running.", run.Running);
        if (run.Stopping is { } stopping) blocks.Add("stopping.", stopping);
        if (run.Rate is { } rate) blocks.Add("rate.", rate);
        return blocks;
    }

    public IEnumerable<StateBlock<T>> All => _blocks.Values;

    public ImmutableArray<BlockHash> Hashes() => [.. All.Select(block => new BlockHash(block.Name, Convert.ToHexStringLower(SHA256.HashData(block.Canonical))))];

    /// <summary>Of each block its name in UTF-8, a zero byte, how many bytes it has, and the bytes; in hexadecimal.</summary>
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] length = new byte[sizeof(long)];
        foreach (var block in All)
        {
            var bytes = block.Canonical;
            BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
            hash.AppendData(Encoding.UTF8.GetBytes(block.Name));
            hash.AppendData([0]);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Add(StateBlock<T> block)
    {
        if (!_blocks.TryAdd(block.Name, block)) throw new NNException($"Two blocks of the state would be called \"{block.Name}\"; give the optimizer's vectors, or the layers, other names.");
    }

    private void Add(string name, Tensor<T> tensor) => Add(new StateBlock<T>(name, tensor, []));

    private void Add(string name, double number) => Add(name, BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number));

    private void Add(string name, long number)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        Add(new StateBlock<T>(name, null, [.. bytes]));
    }

    private void Add(string prefix, Parameters<T> parameters)
    {
        foreach (var block in parameters.Layout) Add(prefix + block.Path, parameters.Block(block));
    }

    private void Add(string prefix, OptimizerState<T> state)
    {
        Add(prefix + "step", state.Step);
        foreach (var (name, vector) in state.Vectors) Add($"{prefix}vector.{name}.", vector);
        foreach (var (name, number) in state.Scalars) Add($"{prefix}scalar.{name}", number);
        foreach (var (name, inner) in state.Inner) Add($"{prefix}inner.{name}.", inner);
    }

    private void Add(string prefix, TrainState<T> state)
    {
        Add($"{prefix}theta.", state.Parameters);
        foreach (var (path, block) in state.Model.State.Blocks) Add($"{prefix}state.{path}", block);
        Add($"{prefix}optimizer.", state.Optimizer);
        Add($"{prefix}step", state.Step);
        Add($"{prefix}key.first", (long)state.Key.First);
        Add($"{prefix}key.second", (long)state.Key.Second);
    }

    private void Add(string prefix, Metrics metrics)
    {
        Add($"{prefix}samples", metrics.Samples);
        Add($"{prefix}count", metrics.Count);
        Add($"{prefix}loss", metrics.Loss);
        Add($"{prefix}data_loss", metrics.DataLoss);
        Add($"{prefix}penalty", metrics.Penalty);
        Add($"{prefix}gradient_norm", metrics.GradientNorm);
        foreach (var (name, number) in metrics.Values) Add($"{prefix}value.{name}", number);
        foreach (var (name, number) in metrics.Counts) Add($"{prefix}count.{name}", number);
    }

    private void Add(string prefix, EarlyStoppingState<T> stopping)
    {
        Add(OfBest, stopping.Best);
        Add($"{prefix}best_epoch", stopping.BestEpoch);
        Add($"{prefix}best_loss", stopping.BestLoss);
        Add($"{prefix}waited", stopping.Waited);
    }

    private void Add(string prefix, RateState rate)
    {
        Add($"{prefix}factor", rate.Factor);
        Add($"{prefix}loss", rate.Loss);
        Add($"{prefix}waited", rate.Waited);
        Add($"{prefix}resting", rate.Resting);
    }
}
