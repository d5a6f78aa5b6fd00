using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functional.NN;

public sealed partial class Network
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The input's shape and the layers as JSON, from which <see cref="FromJson"/> makes an equal network.</summary>
    public string ToJson() => new JsonObject { ["input"] = DescriptionJson.Write(Input), ["layers"] = DescriptionJson.Write(Body.Layers) }.ToJsonString(Indented);

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
        if (root is not JsonObject { Count: 2 } network || !network.ContainsKey("input") || !network.ContainsKey("layers")) throw new DataException("Network JSON: expected an object with \"input\" and \"layers\".");
        types ??= LayerTypes.Default;
        var input = (Shape?)DescriptionJson.Read(network["input"], typeof(Shape), types, "input");
        var layers = (ImmutableArray<ILayer>?)DescriptionJson.Read(network["layers"], typeof(ImmutableArray<ILayer>), types, "layers");
        return input is not null && layers is { } all ? new Network(input, all) : throw new DataException("Network JSON: \"input\" and \"layers\" cannot be null.");
    }
}
