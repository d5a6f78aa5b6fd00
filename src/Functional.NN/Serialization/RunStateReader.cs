using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Reads where a run stands; see <see cref="RunState"/>. Its errors do not name the file yet.</summary>
internal sealed class RunStateReader<T>(SafetensorsFile file, Network network) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int LongestName = 200;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private ImmutableArray<ParameterLayout> _layouts = [];
    private Dictionary<string, string> _hashes = [];

    public RunState<T> Read()
    {
        string text = Text();
        var run = JsonPlace.Read(text, "the description of the run", Run);
        if (file.Tensors.FirstOrDefault(tensor => !_taken.Contains(tensor.Name)) is { } left) throw new DataException($"the file has a tensor {SafetensorsHeader.Quoted(left.Name)} that is no part of the run's state; it was changed after it was written.");
        return run;
    }

    /// <summary>The JSON text, once its hash is that which is written beside it.</summary>
    private string Text()
    {
        string? format = file.Metadata.GetValueOrDefault(RunStateFormat.FormatKey);
        if (format != RunStateFormat.Format)
            throw new DataException($"the file holds no state of a run: its metadata should have {RunStateFormat.FormatKey} \"{RunStateFormat.Format}\", and have {(format is null ? "none" : SafetensorsHeader.Quoted(format))}. Models are read with Model.Load.");
        string text = file.Metadata.GetValueOrDefault(RunStateFormat.TextKey) ?? throw new DataException($"the description of the run is missing (\"{RunStateFormat.TextKey}\" in the metadata).");
        CheckHash("the description of the run", RunStateFormat.Sha256(text), file.Metadata.GetValueOrDefault(RunStateFormat.TextHashKey));
        return text;
    }

    private RunState<T> Run(JsonPlace json)
    {
        if (json["precision"].Text is var precision && precision != RunStateFormat.Precision<T>())
            throw new DataException($"the run is in {SafetensorsHeader.Quoted(precision)}, and was asked for in {RunStateFormat.Precision<T>()}; a run goes on in the precision in which it began.");
        _layouts = [.. json["layouts"].Items().Select(Layout)];
        _hashes = json["tensor sha256"].Fields().ToDictionary(field => field.Key, field => field.Value.Text, StringComparer.Ordinal);
        var run = new RunState<T>(Train(json["train"], ""), json["epoch"].Int, json["place"].Int, Measured(json["running"]),
            json.Optional("stopping") is { } stopping ? Stopping(stopping) : null, json.Optional("rate") is { } rate ? Rate(rate) : null);
        CheckHash("the run's state as a whole", run.Sha256(), json["state sha256"].Text);
        return run;
    }

    private TrainState<T> Train(JsonPlace json, string prefix)
    {
        var layout = LayoutOf(json["theta"]);
        CheckNetwork(layout);
        var θ = Vector(layout, $"{prefix}theta.");
        var state = new NetworkState<T>([.. json["state"].Fields().Select(field => KeyValuePair.Create(field.Key, Block($"{prefix}state.{field.Key}", field.Value.Shape)))]);
        ulong[] key = [.. json["key"].Items().Select(item => item.Key)];
        if (key is not [var first, var second]) throw json["key"].Expected("two numbers");
        return new(new Model<T>(network, θ, state), Optimizer(json["optimizer"], $"{prefix}optimizer."), json["step"].Long, new RandomKey(first, second));
    }

    private OptimizerState<T> Optimizer(JsonPlace json, string prefix) => new(json["step"].Long,
        [.. json["vectors"].Fields().Select(field => KeyValuePair.Create(field.Key, Vector(LayoutOf(field.Value), $"{prefix}vector.{field.Key}.")))],
        Numbers(json["scalars"]),
        [.. json["inner"].Fields().Select(field => KeyValuePair.Create(field.Key, Optimizer(field.Value, $"{prefix}inner.{field.Key}.")))]);

    private static Metrics Measured(JsonPlace json) =>
        new(json["samples"].Int, json["count"].Number, json["loss"].Number, json["data_loss"].Number, json["penalty"].Number, json["gradient_norm"].Number, Numbers(json["values"])) { Counts = Numbers(json["counts"]) };

    private EarlyStoppingState<T> Stopping(JsonPlace json) => new(Train(json["best"], StateBlocks<T>.OfBest), json["best_epoch"].Int, json["best_loss"].Number, json["waited"].Int);

    private static RateState Rate(JsonPlace json) => new(json["factor"].Number, json["loss"].Number, json["waited"].Int, json["resting"].Int);

    private static ImmutableSortedDictionary<string, double> Numbers(JsonPlace json) => json.Fields().ToImmutableSortedDictionary(field => field.Key, field => field.Value.Number, StringComparer.Ordinal);

    private ParameterLayout Layout(JsonPlace json)
    {
        var (blocks, paths, start) = (new List<ParameterBlock>(), new HashSet<string>(StringComparer.Ordinal), 0L);
        foreach (var block in json.Items())
        {
            var read = new ParameterBlock(block["path"].Text, block["shape"].Shape, (int)start, Role(block["role"]), block["frozen"].Flag);
            if (!paths.Add(read.Path)) throw block["path"].Expected("the path of no other block of the layout");
            if ((start += read.Shape.Size) > Array.MaxLength) throw json.Expected("a layout of no more numbers than one vector can hold");
            blocks.Add(read);
        }
        var layout = new ParameterLayout(blocks);
        return layout.Equals(network.Layout) ? network.Layout : layout;
    }

    private static ParameterRole Role(JsonPlace json) =>
        Enum.GetValues<ParameterRole>().Cast<ParameterRole?>().FirstOrDefault(role => role.ToString() == json.Text) ?? throw json.Expected($"one of {string.Join(", ", Enum.GetNames<ParameterRole>())}");

    private ParameterLayout LayoutOf(JsonPlace number) => number.Int is var i && i >= 0 && i < _layouts.Length ? _layouts[i] : throw number.Expected("the number of a layout");

    private void CheckNetwork(ParameterLayout layout)
    {
        var own = network.Layout;
        if (layout.Equals(own)) return;
        foreach (var (theirs, ours) in layout.Zip(own))
            if (theirs.Path != ours.Path || theirs.Shape != ours.Shape)
                throw new DataException($"the run is one of another network: where it has the block {SafetensorsHeader.Quoted(theirs.Path)} {theirs.Shape}, the given one has \"{ours.Path}\" {ours.Shape}.");
        if (layout.Count != own.Count) throw new DataException(Sentence.Of($"the run is one of another network: θ has {layout.Count} blocks there, and {own.Count} in the given one."));
        var other = layout.Zip(own).First(pair => pair.First != pair.Second).First;
        throw new DataException($"the run is one of a network that differs in what is frozen or in roles, at \"{other.Path}\". Load it with the network it was trained with; TrainState.On brings it to another.");
    }

    private Parameters<T> Vector(ParameterLayout layout, string prefix) =>
        new(layout, Tensor.Concat(0, layout.Select(block => Block(prefix + block.Path, block.Shape).Reshape(block.Shape.Size)).Prepend(Tensor.Zeros<T>(Shape.Of(0)))));

    /// <summary>A tensor of the file by its name, once its hash is that which was recorded. One of the best state may be stored as the current one.</summary>
    private Tensor<T> Block(string name, Shape shape)
    {
        string who = $"the block {SafetensorsHeader.Quoted(name, LongestName)}";
        if (!_taken.Add(name)) throw new DataException($"{who} comes twice.");
        var stored = file.Find(name) ?? (RunStateFormat.Current(name) is { } current ? file.Find(current) : null);
        if (stored is not Tensor<T> tensor) throw new DataException($"{who} {(stored is null ? "is missing" : $"is not in {RunStateFormat.Precision<T>()}")}; the file was changed after it was written.");
        if (tensor.Shape != shape) throw new DataException($"{who} is {tensor.Shape}, and was written as {shape}; the file was changed after that.");
        CheckHash(who, RunStateFormat.Sha256(tensor), _hashes.GetValueOrDefault(name));
        return tensor;
    }

    private static void CheckHash(string who, string hash, string? recorded)
    {
        if (hash != recorded) throw new DataException($"{who} is damaged (its SHA-256 is {hash}, recorded is {(recorded is null ? "none" : SafetensorsHeader.Quoted(recorded, hash.Length).Trim('"'))}).");
    }
}
