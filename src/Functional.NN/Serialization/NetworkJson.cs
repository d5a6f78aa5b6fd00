using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functional.NN;

public sealed partial class Network
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The input's shape and the layers as JSON, from which <see cref="FromJson"/> makes an equal network.</summary>
    public string ToJson()
    {
        var json = new JsonObject { ["input"] = DescriptionJson.Write(Input), ["layers"] = DescriptionJson.Write(Body.Layers) };
        if (Frozen is not null) json["frozen"] = DescriptionJson.Write(Frozen);
        return json.ToJsonString(Indented);
    }

    /// <summary>The network that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="DataException">This is not such JSON; the sentence names the place.</exception>
    public static Network FromJson(string json, LayerTypes? types = null)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(json);
        }
        catch (JsonException e)
        {
            throw new DataException(Sentence.Of($"Network JSON: line {e.LineNumber + 1}, column {e.BytePositionInLine + 1} is not JSON."), e);
        }
        if (root is not JsonObject network || !network.ContainsKey("input") || !network.ContainsKey("layers") || network.Any(field => field.Key is not ("input" or "layers" or "frozen")))
            throw new DataException("Network JSON: expected an object with \"input\" and \"layers\".");
        types ??= LayerTypes.Default;
        var input = (Shape?)DescriptionJson.Read(network["input"], typeof(Shape), types, "input");
        var layers = (ImmutableArray<ILayer>?)DescriptionJson.Read(network["layers"], typeof(ImmutableArray<ILayer>), types, "layers");
        if (input is null || layers is not { } all) throw new DataException("Network JSON: \"input\" and \"layers\" cannot be null.");
        var frozen = (BlockSelection?)DescriptionJson.Read(network["frozen"], typeof(BlockSelection), types, "frozen");
        try
        {
            return frozen is null ? new Network(input, all) : new Network(input, all).Freeze(frozen);
        }
        catch (NNException e) when (e.Message.StartsWith("BlockSelection", StringComparison.Ordinal))
        {
            throw new DataException($"frozen: {e.Message}", e);
        }
    }
}
