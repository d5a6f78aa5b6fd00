using System.Reflection;

namespace Functional.NN.Experiments;

/// <summary>Puts the schema of experiments together.</summary>
/// <param name="types">what may be named</param>
/// <param name="documentation">what is said of it</param>
internal sealed class SchemaBuilder(LayerTypes types, CodeDocumentation documentation)
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";
    private const string Parameter = "parameter", Repetition = "repetition", Function = "function";

    private readonly SortedDictionary<string, DocumentNode> _definitions = new(StringComparer.Ordinal);

    public ObjectNode Experiment()
    {
        var form = DescriptionForm.Of(typeof(Experiment))!;
        Define(Parameter, () => SchemaNode.Parsed("""{ "type": "string", "pattern": "^\\$[^$]", "description": "the value of a parameter by its name, such as \"$width\"; \"$inputs\" and \"$outputs\" follow from the data" }"""));
        var fields = form.Fields.Select(field => (field.Name, (DocumentNode)Described(Field(form, field), form, field)))
            .Prepend((ExperimentReader.Schema, SchemaNode.Parsed("""{ "type": "string", "description": "this schema, for editors" }""")))
            .Append((ExperimentReader.Parameters, SchemaNode.Parsed("""{ "type": "object", "description": "values by name; \"$name\" stands for one anywhere" }""")))
            .Append((ExperimentReader.Sweep, SchemaNode.Parsed(SweepSchema.Json)));
        var root = SchemaNode.Closed(fields, form.Fields.Where(field => !field.Optional).Select(field => field.Name), documentation.Of(typeof(Experiment)));
        var head = SchemaNode.Object(("$schema", SchemaNode.Text(Dialect)), ("title", SchemaNode.Text("Functional.NN experiment")));
        return new ObjectNode([.. head.Fields, .. root.Fields, new("$defs", SchemaNode.Object(_definitions.Select(definition => (definition.Key, definition.Value))))]);
    }

    /// <summary>What may stand in a field.</summary>
    private ObjectNode Field(DescriptionForm form, DescriptionField field)
    {
        var value = (form.Type, field.Name) switch
        {
            (var experiment, ExperimentReader.Data) when experiment == typeof(Experiment) => SchemaNode.AnyOf([SchemaNode.OneOf(NamedData<float>.All.Names), Value(field.Type)]),
            (var experiment, ExperimentReader.Network) when experiment == typeof(Experiment) => SchemaNode.AnyOf([Named(NamedNetworks.All.Names), Network(needsInput: false)]),
            (var experiment, ExperimentReader.Objective) when experiment == typeof(Experiment) => SchemaNode.AnyOf([Value(field.Type), Plain(typeof(Supervised))]),
            (var experiment, "schedule") when experiment == typeof(Experiment) => Named(NamedSchedules.All.Names),
            (var data, "source") when data == typeof(DataDescription) => SchemaNode.OneOf(NamedData<float>.All.Names),
            (var training, "diagnostics") when training == typeof(TrainingDescription) => SchemaNode.ListOf(SchemaNode.OneOf(NamedDiagnostics.All.Names)),
            _ => Value(field.Type),
        };
        return SchemaNode.AnyOf([value, .. field.Nullable ? [SchemaNode.Object(("type", SchemaNode.Text("null")))] : Array.Empty<DocumentNode>(), .. field.Type == typeof(string) && value.Fields.Length == 1 ? [] : new[] { SchemaNode.Reference(Parameter) }]);
    }

    private ObjectNode Described(ObjectNode schema, DescriptionForm form, DescriptionField field)
    {
        if (documentation.Of(form, field) is { } text) schema = schema.With("description", SchemaNode.Text(text));
        return field.Optional && field.Default is not (null or Missing) ? schema.With("default", DescriptionWriter.Write(field.Default)) : schema;
    }

    /// <summary>A name from a list, or one of them with something behind a colon.</summary>
    private static ObjectNode Named(IEnumerable<string> names) => SchemaNode.Object(("type", SchemaNode.Text("string")), ("pattern", SchemaNode.Text($"^({string.Join('|', names)})(:.*)?$")), ("examples", SchemaNode.Texts(names)));

    /// <summary>What may stand where a type is wanted.</summary>
    private ObjectNode Value(Type given)
    {
        var type = Nullable.GetUnderlyingType(given) ?? given;
        if (ValueForm.Of(type) is { } form) return (ObjectNode)SchemaNode.Parsed(form.Schema);
        if (type.IsEnum) return SchemaNode.OneOf(Enum.GetNames(type));
        if (type == typeof(Network)) return Network(needsInput: true);
        if (DescriptionForm.ElementOf(type) is { } element) return SchemaNode.ListOf(SchemaNode.AnyOf([Value(element), .. element == typeof(ILayer) ? [Define(Repetition, Repeated)] : Array.Empty<DocumentNode>(), SchemaNode.Reference(Parameter)]));
        return DescriptionKind.IsNamed(type) ? Define(type.IsAbstract || type.IsInterface ? type.Name : $"Any{type.Name}", () => Choice(type)) : Plain(type);
    }

    /// <summary>One of all things of a kind: an object with its type, or a name alone where nothing else is needed.</summary>
    private ObjectNode Choice(Type wanted)
    {
        string[] names = [.. types.NamesOf(wanted)];
        var bare = names.Where(name => DescriptionForm.Of(types.Find(name)!)!.Fields.All(field => field.Optional)).ToList();
        var choices = new List<DocumentNode>(names.Select(name => Define(name, () => Object(types.Find(name)!, named: true))));
        if (bare.Count > 0) choices.Add(SchemaNode.OneOf(bare));
        if (wanted.IsAssignableFrom(typeof(Constant)) && wanted.IsAssignableTo(typeof(Schedule))) choices.Add(SchemaNode.Object(("type", SchemaNode.Text("number"))));
        if (wanted == typeof(ILayer)) choices.Add(SchemaNode.Parsed($$"""{ "type": "object", "properties": { "type": { "const": "{{Function}}" }, "name": { "type": "string" }, "version": { "type": "integer" } }, "required": ["type", "name"], "additionalProperties": false }"""));
        if (!wanted.IsAbstract && !wanted.IsInterface) choices.Add(Plain(wanted));
        choices.Add(SchemaNode.Object(("type", SchemaNode.Text("object")), ("properties", SchemaNode.Object((DescriptionForm.TypeField, SchemaNode.Reference(Parameter)))), ("required", SchemaNode.Texts([DescriptionForm.TypeField]))));
        return SchemaNode.AnyOf(choices);
    }

    private ObjectNode Plain(Type type) => Define($"{type.Name}Fields", () => Object(type, named: false));

    private ObjectNode Object(Type type, bool named)
    {
        var form = DescriptionForm.Of(type)!;
        var fields = form.Fields.Select(field => (field.Name, (DocumentNode)Described(Field(form, field), form, field)));
        if (named) fields = fields.Prepend((DescriptionForm.TypeField, SchemaNode.Exactly(type.Name)));
        if (named && type.IsAssignableTo(typeof(ILayer)) && form[LayerName.Field] is null) fields = fields.Append((LayerName.Field, SchemaNode.Parsed("""{ "type": "string", "pattern": "^[A-Za-z0-9_-]+$|^\\$[^$]", "description": "the layer's name in paths, in place of its number" }""")));
        var needed = form.Fields.Where(field => !field.Optional).Select(field => field.Name);
        return SchemaNode.Closed(fields, named ? needed.Prepend(DescriptionForm.TypeField) : needed, documentation.Of(type));
    }

    private ObjectNode Network(bool needsInput) => Define(needsInput ? "Network" : "NetworkOfTheData", () => SchemaNode.Closed(
        [(NetworkJson.Input, SchemaNode.AnyOf([Value(typeof(Shape)), SchemaNode.Reference(Parameter), .. needsInput ? Array.Empty<DocumentNode>() : [SchemaNode.Object(("type", SchemaNode.Text("null")))]])), (NetworkJson.Layers, Value(typeof(IEnumerable<ILayer>))), ("frozen", Value(typeof(BlockSelection)))],
        needsInput ? [NetworkJson.Input, NetworkJson.Layers] : [NetworkJson.Layers], documentation.Of(typeof(Network))));

    private ObjectNode Repeated() => SchemaNode.Closed(
        [(RepeatedLayers.Repeat, SchemaNode.AnyOf([SchemaNode.Parsed("""{ "type": "integer", "minimum": 0 }"""), SchemaNode.Reference(Parameter)])), (RepeatedLayers.Layers, Value(typeof(IEnumerable<ILayer>)))],
        [RepeatedLayers.Repeat, RepeatedLayers.Layers], "layers that are written out so many times; names in them are numbered from 1");

    /// <summary>A definition, made once; a reference to it.</summary>
    private ObjectNode Define(string name, Func<DocumentNode> make)
    {
        if (!_definitions.ContainsKey(name))
        {
            _definitions[name] = new NullNode();   // what it is made of may refer to it
            _definitions[name] = make();
        }
        return SchemaNode.Reference(name);
    }
}
