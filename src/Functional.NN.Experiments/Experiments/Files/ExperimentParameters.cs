namespace Functional.NN.Experiments;

/// <summary>
/// The parameters of an experiment's file: a text <c>"$width"</c> stands for the value that <c>"parameters"</c> has for <c>width</c>, which may itself be made of others. <c>"$inputs"</c> is the shape
/// of a sample of the data and <c>"$outputs"</c> the number of their classes, or of the numbers in a target. A text that is to begin with <c>$</c> has two.
/// </summary>
/// <param name="declared">the values by name</param>
/// <param name="known">what needs no declaration, worked out when it is used</param>
internal sealed class ExperimentParameters(ObjectNode declared, IReadOnlyDictionary<string, Func<DocumentNode>> known)
{
    private const char Mark = '$';
    private const int MostParameters = 1000, MostValues = 1_000_000;

    private readonly Dictionary<string, Resolved> _resolved = [];
    private readonly HashSet<string> _underWay = [];

    /// <summary>A value without parameters.</summary>
    /// <param name="Node">the value</param>
    /// <param name="Values">how many values it holds, shared ones counted as often as they are there</param>
    /// <param name="Depth">how deep they lie in each other</param>
    private readonly record struct Resolved(DocumentNode Node, long Values, int Depth);

    /// <summary>A value with all parameters put in.</summary>
    /// <exception cref="DataException">A parameter is not there, stands for itself, or makes the value too large.</exception>
    public DocumentNode In(DocumentNode node) => Resolve(node).Node;

    /// <summary>A value in which no text is taken for a parameter.</summary>
    public static DocumentNode Escaped(DocumentNode node) => node switch
    {
        TextNode { Value: [Mark, ..] } text => new TextNode(Mark + text.Value) { Place = text.Place },
        ArrayNode array => new ArrayNode(array.Items.Select(Escaped)) { Place = array.Place },
        ObjectNode o => new ObjectNode(o.Fields.Select(field => field with { Value = Escaped(field.Value) })) { Place = o.Place },
        _ => node,
    };

    /// <summary>Names that are declared must be used: a parameter without effect is a mistake.</summary>
    public static void CheckUsed(ObjectNode document, ObjectNode declared)
    {
        if (declared.Fields.Length > MostParameters) throw declared.Error(Invariant.Text($"there are {declared.Fields.Length} parameters, the most that are read are {MostParameters}."));
        var used = new HashSet<string>(Names(document));
        foreach (var field in declared.Fields)
            if (!used.Contains(field.Name)) throw field.Error($"the parameter \"{field.Name}\" is used nowhere; write \"{Mark}{field.Name}\" where it is to stand.");
    }

    private static IEnumerable<string> Names(DocumentNode node) => node switch
    {
        TextNode { Value: [Mark, not Mark, ..] text } => [text[1..]],
        ArrayNode array => array.Items.SelectMany(Names),
        ObjectNode o => o.Fields.SelectMany(field => Names(field.Value)),
        _ => [],
    };

    private Resolved Resolve(DocumentNode node)
    {
        switch (node)
        {
            case TextNode { Value: [Mark, Mark, ..] text }: return new(new TextNode(text[1..]) { Place = node.Place }, 1, 1);
            case TextNode { Value: [Mark, .. var name] }: return Named(name, node);
            case ArrayNode array:
                Resolved[] items = [.. array.Items.Select(Resolve)];
                return Joined(new ArrayNode(items.Select(item => item.Node)) { Place = node.Place }, items);
            case ObjectNode o:
                Resolved[] values = [.. o.Fields.Select(field => Resolve(field.Value))];
                return Joined(new ObjectNode(o.Fields.Select((field, i) => field with { Value = values[i].Node })) { Place = node.Place }, values);
            default: return new(node, 1, 1);
        }
    }

    private static Resolved Joined(DocumentNode node, Resolved[] parts)
    {
        long count = 1 + parts.Sum(part => part.Values);
        int depth = 1 + (parts.Length == 0 ? 0 : parts.Max(part => part.Depth));
        if (count > MostValues) throw node.Error(Invariant.Text($"with its parameters put in this holds more than {MostValues} values."));
        return depth <= DocumentLimits.Depth ? new(node, count, depth) : throw node.Error(Invariant.Text($"with its parameters put in this lies more than {DocumentLimits.Depth} deep."));
    }

    private Resolved Named(string name, DocumentNode place)
    {
        if (_resolved.TryGetValue(name, out var there)) return there;
        if (known.TryGetValue(name, out var value)) return _resolved[name] = Resolve(value().At(place.Place));
        if (declared[name] is not { } given)
            throw place.Error($"there is no parameter \"{name}\"{NearestName.Quoted(name, [.. declared.Names, .. known.Keys])}; there are {string.Join(", ", declared.Names.Concat(known.Keys))}.");
        if (!_underWay.Add(name)) throw place.Error($"the parameter \"{name}\" stands for itself.");
        var resolved = Resolve(given);
        _underWay.Remove(name);
        return _resolved[name] = resolved;
    }
}
