using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Functional.NN;

/// <summary>Writes where a run stands; see <see cref="RunState"/>.</summary>
internal sealed class RunStateWriter<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<ParameterLayout> _layouts = [];
    private readonly Utf8JsonWriter _json;

    private RunStateWriter(Utf8JsonWriter json) => _json = json;

    /// <param name="run">where it stands</param>
    /// <param name="hashes">its <see cref="RunState{T}.Hashes"/></param>
    public static SafetensorsFile Write(RunState<T> run, ImmutableArray<BlockHash> hashes)
    {
        if (run.Stopping is { } stopping && !stopping.Best.Model.Network.Equals(run.Train.Model.Network))
            throw new NNException("RunState: the best state that early stopping found belongs to another network than the current one, and a file has the state of one network. Bring it over with TrainState.On, or begin early stopping anew.");
        var blocks = StateBlocks<T>.Of(run);
        foreach (var block in blocks.All) SafetensorsFile.CheckText("a block's name", block.Name);
        var tensors = blocks.All.Where(block => block.Tensor is not null).ToImmutableSortedDictionary(block => block.Name, block => block.Tensor!, StringComparer.Ordinal);
        string text = Text(run, blocks.All.Zip(hashes).Where(pair => pair.First.Tensor is not null).Select(pair => OfBytes(pair.First, pair.Second)), BlockHash.Sha256Of(hashes));
        return SafetensorsFile.Of(tensors.Where(tensor => !IsStoredAlready(tensor.Key, tensor.Value)).Select(tensor => new NamedTensor(tensor.Key, tensor.Value)),
            [KeyValuePair.Create(RunStateFormat.FormatKey, RunStateFormat.Format), KeyValuePair.Create(RunStateFormat.TextKey, text), KeyValuePair.Create(RunStateFormat.TextHashKey, RunStateFormat.Sha256(text))]);

        bool IsStoredAlready(string name, Tensor<T> tensor) => RunStateFormat.Current(name) is { } current && tensors.TryGetValue(current, out var same) && same == tensor;
    }

    /// <summary>The hash of a tensor's bytes as they are: that of its block, unless it has a NaN, of which the block's hash knows one only.</summary>
    private static BlockHash OfBytes(StateBlock<T> block, BlockHash hash) => block.HasNaN ? hash with { Sha256 = RunStateFormat.Sha256(block.Tensor!) } : hash;

    private static string Text(RunState<T> run, IEnumerable<BlockHash> tensors, string stateHash)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = JsonPlace.DeepestJson })) new RunStateWriter<T>(json).Write(run, tensors, stateHash);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private void Write(RunState<T> run, IEnumerable<BlockHash> tensors, string stateHash)
    {
        _json.WriteStartObject();
        _json.WriteString("precision", RunStateFormat.Precision<T>());
        Object("train", run.Train, Write);
        _json.WriteNumber("epoch", run.Epoch);
        _json.WriteNumber("place", run.Place);
        Object("running", run.Running, Write);
        if (run.Stopping is { } stopping) Object("stopping", stopping, Write);
        if (run.Rate is { } rate) Object("rate", rate, Write);
        _json.WriteStartArray("layouts");
        foreach (var layout in _layouts) Write(layout);
        _json.WriteEndArray();
        Object("tensor sha256", tensors, hashes => { foreach (var hash in hashes) _json.WriteString(hash.Name, hash.Sha256); });
        _json.WriteString("state sha256", stateHash);
        _json.WriteEndObject();
    }

    private void Write(TrainState<T> state)
    {
        _json.WriteNumber("theta", NumberOf(state.Parameters.Layout));
        Object("state", state.Model.State.Blocks, blocks => { foreach (var (path, block) in blocks) Write(path, block.Shape); });
        Object("optimizer", state.Optimizer, Write);
        _json.WriteNumber("step", state.Step);
        _json.WriteStartArray("key");
        _json.WriteNumberValue(state.Key.First);
        _json.WriteNumberValue(state.Key.Second);
        _json.WriteEndArray();
    }

    private void Write(OptimizerState<T> state)
    {
        // A state has three levels of its own, and each of those inside begins two levels further in.
        if (_json.CurrentDepth > JsonPlace.DeepestJson - 3)
            throw new NNException(Sentence.Of($"RunState: the optimizer's states stand in one another too deep for a file, in JSON of more than {JsonPlace.DeepestJson} levels; put fewer optimizers around one another."));
        _json.WriteNumber("step", state.Step);
        Object("vectors", state.Vectors, vectors => { foreach (var (name, vector) in vectors) _json.WriteNumber(name, NumberOf(vector.Layout)); });
        Object("scalars", state.Scalars, Write);
        Object("inner", state.Inner, inner => { foreach (var (name, one) in inner) Object(name, one, Write); });
    }

    private void Write(Metrics metrics)
    {
        _json.WriteNumber("samples", metrics.Samples);
        Write("count", metrics.Count);
        Write("loss", metrics.Loss);
        Write("data_loss", metrics.DataLoss);
        Write("penalty", metrics.Penalty);
        Write("gradient_norm", metrics.GradientNorm);
        Object("values", metrics.Values, Write);
        Object("counts", metrics.Counts, Write);
    }

    private void Write(EarlyStoppingState<T> stopping)
    {
        Object("best", stopping.Best, Write);
        _json.WriteNumber("best_epoch", stopping.BestEpoch);
        Write("best_loss", stopping.BestLoss);
        _json.WriteNumber("waited", stopping.Waited);
    }

    private void Write(RateState rate)
    {
        Write("factor", rate.Factor);
        Write("loss", rate.Loss);
        _json.WriteNumber("waited", rate.Waited);
        _json.WriteNumber("resting", rate.Resting);
    }

    private void Write(ParameterLayout layout)
    {
        _json.WriteStartArray();
        foreach (var block in layout)
        {
            _json.WriteStartObject();
            _json.WriteString("path", block.Path);
            Write("shape", block.Shape);
            _json.WriteString("role", block.Role.ToString());
            _json.WriteBoolean("frozen", block.Frozen);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    /// <summary>Which of the layouts it is; vectors of one layout say so by its number.</summary>
    private int NumberOf(ParameterLayout layout)
    {
        int known = _layouts.FindIndex(l => ReferenceEquals(l, layout) || l.Equals(layout));
        if (known >= 0) return known;
        _layouts.Add(layout);
        return _layouts.Count - 1;
    }

    private void Object<TValue>(string name, TValue value, Action<TValue> write)
    {
        _json.WriteStartObject(name);
        write(value);
        _json.WriteEndObject();
    }

    private void Write(ImmutableSortedDictionary<string, double> numbers)
    {
        foreach (var (name, number) in numbers) Write(name, number);
    }

    private void Write(string name, Shape shape)
    {
        _json.WriteStartArray(name);
        foreach (int dimension in shape) _json.WriteNumberValue(dimension);
        _json.WriteEndArray();
    }

    /// <summary>A number that reads back to the same bits: finite ones in decimal, others as their bits.</summary>
    private void Write(string name, double number)
    {
        if (double.IsFinite(number)) _json.WriteNumber(name, number);
        else _json.WriteString(name, $"0x{BitConverter.DoubleToUInt64Bits(number):x16}");
    }
}
