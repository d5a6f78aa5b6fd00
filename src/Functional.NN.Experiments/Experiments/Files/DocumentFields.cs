namespace Functional.NN.Experiments;

/// <summary>An object in an experiment's file, and the fields it may have.</summary>
/// <param name="Object">the object</param>
/// <param name="Known">the fields with what they take, where that is known; none where any name will do</param>
internal sealed record DocumentFields(ObjectNode Object, IReadOnlyDictionary<string, Type?>? Known)
{
    /// <summary>What stands for the parameters of a file.</summary>
    private sealed record Parameters;

    /// <summary>The object that stands at a place; where a name alone or nothing may stand for one, that is made an object. None where no object can be.</summary>
    /// <param name="node">what is there, if anything is</param>
    /// <param name="type">what it must be, where that is known</param>
    /// <param name="types">what may be named</param>
    public static DocumentFields? Of(DocumentNode? node, Type? type, LayerTypes types)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Parameters)) return node is ObjectNode declared ? new(declared, declared.Fields.ToDictionary(field => field.Name, _ => (Type?)null)) : null;
        if (type == typeof(Network)) return node is ObjectNode network ? new(network, new Dictionary<string, Type?> { [NetworkJson.Input] = typeof(Shape), [NetworkJson.Layers] = typeof(IEnumerable<ILayer>), ["frozen"] = typeof(BlockSelection) }) : null;
        if (node is ObjectNode repetition && RepeatedLayers.IsRepetition(repetition)) return new(repetition, new Dictionary<string, Type?> { [RepeatedLayers.Repeat] = typeof(int), [RepeatedLayers.Layers] = typeof(IEnumerable<ILayer>) });
        var given = AsObject(node, type);
        return given is null ? null : OwnType(given, type, types) is { } own ? new(given, FieldsOf(own)) : type is null ? new(given, null) : null;
    }

    private static ObjectNode? AsObject(DocumentNode? node, Type? type) => node switch
    {
        ObjectNode given => given,
        TextNode name when type == typeof(DataDescription) => new ObjectNode(new ObjectField("source", name, name.Place)) { Place = name.Place },
        TextNode name when type is not null && DescriptionKind.IsNamed(type) => new ObjectNode(new ObjectField(DescriptionForm.TypeField, name, name.Place)) { Place = name.Place },
        null or NullNode when type is not null && !DescriptionKind.IsNamed(type) && ValueForm.Of(type) is null && DescriptionForm.Of(type) is not null => new ObjectNode(),
        _ => null,
    };

    private static Type? OwnType(ObjectNode given, Type? type, LayerTypes types) =>
        given[DescriptionForm.TypeField] is TextNode name && types.Find(name.Value) is { } named ? named
        : type == typeof(IObjective) ? typeof(Supervised)
        : type is not null && !type.IsAbstract && DescriptionForm.Of(type) is not null && ValueForm.Of(type) is null ? type : null;

    private static Dictionary<string, Type?> FieldsOf(Type type)
    {
        var form = DescriptionForm.Of(type)!;
        if (type == typeof(Experiment)) return ExperimentReader.Names.Where(name => name is not (ExperimentReader.Schema or ExperimentReader.Sweep)).ToDictionary(name => name, name => name == ExperimentReader.Parameters ? typeof(Parameters) : form[name]!.Type)!;
        var names = type.IsAssignableTo(typeof(ILayer)) ? form.Names.Append(LayerName.Field).Distinct() : form.Names;
        return names.ToDictionary(name => name, name => form[name]?.Type);
    }
}
