namespace Functional.NN.Experiments;

/// <summary>
/// <c>{"repeat": 3, "layers": [ … ]}</c> among layers, written out: the layers three times, one after another. Layers with a name get the number of the time behind it, from 1: <c>hidden1</c>, <c>hidden2</c>, …; in a
/// repetition inside another one <c>hidden1-1</c>, <c>hidden1-2</c>, … Blocks shared by name keep it, and so stay shared.
/// </summary>
/// <param name="types">what may be named</param>
internal sealed class RepeatedLayers(LayerTypes types)
{
    public const string Repeat = "repeat", Layers = NetworkJson.Layers;

    private const int MostTimes = 10_000, MostValues = 100_000;

    private int _written;

    /// <summary>A list of layers with everything in it written out.</summary>
    /// <exception cref="DataException">A repetition is not of this form, or makes too many layers.</exception>
    public DocumentNode WrittenOut(DocumentNode layers) => Node(layers, "");

    public static bool IsRepetition(DocumentNode node) => node is ObjectNode o && o[Repeat] is not null;

    private DocumentNode Node(DocumentNode node, string suffix)
    {
        if (suffix.Length > 0) Count(node);
        return node switch
        {
            ArrayNode array => new ArrayNode(array.Items.SelectMany(item => IsRepetition(item) ? Times((ObjectNode)item, suffix) : [Node(item, suffix)])) { Place = node.Place },
            ObjectNode o => Numbered(new ObjectNode(o.Fields.Select(field => field with { Value = Node(field.Value, suffix) })) { Place = node.Place }, suffix),
            _ => node,
        };
    }

    private IEnumerable<DocumentNode> Times(ObjectNode node, string suffix)
    {
        if (node.Fields.FirstOrDefault(field => field.Name is not (Repeat or Layers)) is { } other)
            throw other.Error($"there is no field \"{other.Name}\" of a repetition{NearestName.Quoted(other.Name, [Repeat, Layers])}; it has repeat, layers.");
        var given = node[Repeat]!;
        if (ValueForm.Whole<int>(given) is not (>= 0 and <= MostTimes and var times)) throw given.Error(Invariant.Text($"\"repeat\" must be a whole number from 0 to {MostTimes}, got {given.Shown()}."));
        if (node[Layers] is not ArrayNode layers) throw node.Error("a repetition needs \"layers\", a list of layers.");
        return Enumerable.Range(1, times).SelectMany(time => ((ArrayNode)Node(layers, Invariant.Text($"{suffix}{(suffix.Length == 0 ? "" : "-")}{time}"))).Items);
    }

    private void Count(DocumentNode node)
    {
        if (++_written > MostValues) throw node.Error(Invariant.Text($"repeated as often as they are the layers hold more than {MostValues} values."));
    }

    /// <summary>A layer with its name numbered, where it has one and is repeated.</summary>
    private ObjectNode Numbered(ObjectNode layer, string suffix) =>
        suffix.Length > 0 && layer[LayerName.Field] is TextNode name && layer[DescriptionForm.TypeField] is TextNode type && HasLayerName(type.Value)
            ? layer.With(LayerName.Field, new TextNode(name.Value + suffix) { Place = name.Place }) : layer;

    /// <summary>Whether the field "name" of a type is that of a layer, and not a constant of its own.</summary>
    private bool HasLayerName(string type) =>
        type == nameof(NamedLayer) || (types.Find(type) is { } found && found.IsAssignableTo(typeof(ILayer)) && DescriptionForm.Of(found)?[LayerName.Field] is null);
}
