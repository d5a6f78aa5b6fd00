using System.Collections.Immutable;
using System.Text;

namespace Functional.NN;

public sealed partial class Network
{
    /// <summary>The input's shape and the layers as JSON, from which <see cref="FromJson"/> makes an equal network.</summary>
    /// <exception cref="NNException">A layer holds something that JSON cannot say.</exception>
    public string ToJson() => DocumentWriter.Text(NetworkJson.Write(this)).TrimEnd('\n');

    /// <summary>The network that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="DataException">This is not such JSON; the sentence names the line and the column.</exception>
    public static Network FromJson(string json, LayerTypes? types = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        var source = new TextSource("Network JSON", Encoding.UTF8.GetBytes(json));
        return NetworkJson.Read(DocumentReader.Read(source, DocumentLimits.Network), new DescriptionReader(types ?? LayerTypes.Default));
    }
}

/// <summary>Networks as JSON: <c>{"input": [28, 28], "layers": [{"type": "Flatten"}, …], "frozen": {…}}</c>, the last only where blocks are frozen by choice.</summary>
internal static class NetworkJson
{
    public const string Input = "input", Layers = "layers";

    private const string Frozen = "frozen";
    private const int MostLayers = 10_000;

    public static ObjectNode Write(Network network)
    {
        var json = new ObjectNode([new(Input, DescriptionWriter.Write(network.Input)), new(Layers, DescriptionWriter.Write(network.Body.Layers))]);
        return network.Frozen is { } frozen ? json.With(Frozen, DescriptionWriter.Write(frozen)) : json;
    }

    public static Network Read(DocumentNode node, DescriptionReader reader)
    {
        if (node is not ObjectNode json) throw node.Error($"a network must be an object with \"input\" and \"layers\", got {node.Shown()}.");
        string[] known = [Input, Layers, Frozen];
        if (json.Fields.FirstOrDefault(field => !known.Contains(field.Name)) is { } unknown)
            throw unknown.Error($"there is no field \"{unknown.Name}\" of a network{NearestName.Quoted(unknown.Name, known)}; it has input, layers, frozen.");
        var input = reader.Read<Shape>(json[Input] ?? throw node.Error("a network needs \"input\", the shape of a sample."), "\"input\" of a network");
        var listed = json[Layers] ?? throw node.Error("a network needs \"layers\", a list of layers.");
        var layers = reader.Read<ImmutableArray<ILayer>>(listed, "\"layers\" of a network");
        var network = Network(input, layers, (ArrayNode)listed);
        return json[Frozen] is { } frozen and not NullNode ? Guarded(frozen, network, reader.Read<BlockSelection>(frozen, "\"frozen\" of a network")) : network;
    }

    private static Network Guarded(DocumentNode node, Network network, BlockSelection frozen) => DescriptionReader.Guarded(node, () => network.Freeze(frozen));

    /// <summary>The network; a refused shape is said at the layer that refuses it.</summary>
    private static Network Network(Shape input, ImmutableArray<ILayer> layers, ArrayNode listed)
    {
        if (layers.Sum(Count) > MostLayers) throw listed.Error(Sentence.Of($"the layers, repeated ones counted as often as they are, are more than {MostLayers}."));
        try
        {
            return new Network(input, layers);
        }
        catch (ShapeException refused) when (refused.Place is { } place && IndexOf(layers, place.Path.Split('.')[0]) is >= 0 and var layer)
        {
            throw listed.Items[layer].Error(refused.Message, refused);
        }
        catch (Exception refused) when (refused is NNException and not DataException or OverflowException)
        {
            throw listed.Error(refused.Message, refused);
        }
    }

    private static int IndexOf(ImmutableArray<ILayer> layers, string name)
    {
        var list = new LayerList(nameof(Network), layers);
        return list.Names.IndexOf(name);
    }

    /// <summary>How many layers a layer stands for, itself and those inside it.</summary>
    private static double Count(ILayer layer) => layer is Repeat repeat ? 1 + repeat.Times * Count(repeat.Layer)
        : 1 + (DescriptionForm.Of(layer.GetType())?.Fields.Sum(field => field.Property?.GetValue(layer) switch { ILayer one => Count(one), IEnumerable<ILayer> several => several.Sum(Count), _ => 0 }) ?? 0);
}
