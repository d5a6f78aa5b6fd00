using System.Reflection;

namespace Functional.NN;

/// <summary>Where a value is to stand, for sentences.</summary>
/// <param name="Name">what it is called: <c>"units" of Dense</c></param>
/// <param name="Type">what it must be</param>
/// <param name="Nullable">whether it may be nothing</param>
internal readonly record struct DescriptionSlot(string Name, Type Type, bool Nullable = false);

/// <summary>
/// Descriptions from JSON, strictly: fields that are not there, wrong types and what a constructor refuses are errors that name the line and the column (of the field that is to blame where one can be found). Everything is built by its
/// constructor, so it is checked as if it were written in code. A description with nothing but a type may be its name alone, <c>"Relu"</c>, and a constant schedule a number; a layer may have a
/// <c>"name"</c> among its fields, which is what <see cref="NamedLayer"/> around it says.
/// </summary>
/// <param name="types">what may be named</param>
internal sealed class DescriptionReader(LayerTypes types)
{
    /// <summary>What may be named.</summary>
    public LayerTypes Types { get; } = types;

    /// <summary>The value of a type.</summary>
    /// <param name="node">the JSON</param>
    /// <param name="name">what sentences call it</param>
    public T Read<T>(DocumentNode node, string name) => (T)Read(node, new DescriptionSlot(name, typeof(T)))!;

    /// <summary>A value that is to stand somewhere.</summary>
    /// <exception cref="DataException">The JSON does not say one.</exception>
    public object? Read(DocumentNode node, DescriptionSlot slot)
    {
        if (node is NullNode) return slot.Nullable ? null : throw Wrong(node, slot);
        var type = Nullable.GetUnderlyingType(slot.Type) ?? slot.Type;
        if (ValueForm.Of(type) is { } form) return Guarded(node, () => form.Read(node)) ?? throw Wrong(node, slot);
        if (type.IsEnum) return Named(node, type, slot);
        if (type == typeof(Network)) return NetworkJson.Read(node, this);
        if (DescriptionForm.ElementOf(type) is { } element) return List(node, element, slot);
        if (node is NumberNode && type.IsAssignableFrom(typeof(Constant)) && type.IsAssignableTo(typeof(Schedule)))
            return Guarded(node, () => new Constant(ValueForm.Number(node) ?? throw Wrong(node, slot)));
        return Description(node, type, slot);
    }

    private static object Named(DocumentNode node, Type type, DescriptionSlot slot)
    {
        if (node is not TextNode { Value: var text }) throw Wrong(node, slot);
        string[] names = Enum.GetNames(type);
        return names.Contains(text) ? Enum.Parse(type, text)
            : throw node.Error($"{slot.Name} must be {Wanted(slot.Type)}, got \"{text}\"{NearestName.Quoted(text, names)}.");
    }

    private object List(DocumentNode node, Type element, DescriptionSlot slot)
    {
        if (node is not ArrayNode { Items: var items }) throw Wrong(node, slot);
        var each = new DescriptionSlot($"an item of {slot.Name}", element);
        return DescriptionForm.ListOf(slot.Type, element, [.. items.Select(item => Read(item, each))]);
    }

    private object Description(DocumentNode node, Type wanted, DescriptionSlot slot)
    {
        bool named = DescriptionKind.IsNamed(wanted);
        var (typeName, fields) = node switch
        {
            TextNode text when named => (text, new ObjectNode { Place = node.Place }),
            ObjectNode o => (o[DescriptionForm.TypeField], o),
            _ => throw Wrong(node, slot),
        };
        if (typeName is not null and not TextNode) throw typeName.Error($"the \"type\" of {slot.Name} must be a text, got {typeName.Shown()}.");
        if ((typeName as TextNode)?.Value == DescriptionWriter.Function && wanted == typeof(ILayer)) return Function(fields);
        var type = typeName is TextNode name ? Type(name, wanted, slot) : DescriptionForm.Of(wanted) is null ? throw node.Error($"{slot.Name} must be {Wanted(wanted)}, an object with a \"type\", got {node.Shown()}.") : wanted;
        var form = DescriptionForm.Of(type) ?? throw node.Error($"{type.Name} has no public constructor and cannot be read.");
        return wanted.IsAssignableFrom(typeof(NamedLayer)) && fields[LayerName.Field] is { } own && form[LayerName.Field] is null
            ? Guarded(own, () => new NamedLayer(Read<string>(own, "the name of a layer"), (ILayer)Built(fields.Without(LayerName.Field), form)))
            : Built(fields, form);
    }

    /// <summary>An object of a form from its fields.</summary>
    /// <exception cref="DataException">A field is missing, unknown or wrong, or the constructor refuses.</exception>
    public object Built(ObjectNode node, DescriptionForm form)
    {
        string who = form.Type.Name;
        foreach (var field in node.Fields)
            if (field.Name != DescriptionForm.TypeField && form[field.Name] is null)
                throw field.Error($"there is no field \"{field.Name}\" of {who}{NearestName.Quoted(field.Name, form.Names)}; it has {(form.Names.Any() ? string.Join(", ", form.Names) : "none")}.");
        object?[] arguments = [.. form.Fields.Select(field => node[field.Name] is { } value ? Read(value, new DescriptionSlot($"\"{field.Name}\" of {who}", field.Type, field.Nullable))
            : field.Optional ? field.Default : throw node.Error($"{who} needs \"{field.Name}\", {Wanted(field.Type)}; it has {string.Join(", ", form.Names)}."))];
        try
        {
            return form.Built(arguments);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } refused)
        {
            throw Culprit(node, form, arguments).Error(refused.Message, refused);
        }
    }

    /// <summary>The field because of which an object is refused: the one without which it would not be, or the only one it cannot be without; the whole object where none is found.</summary>
    private static DocumentNode Culprit(ObjectNode node, DescriptionForm form, object?[] arguments)
    {
        DescriptionField[] fields = [.. form.Fields];
        for (int i = 0; i < fields.Length; i++)
            if (fields[i].Optional && node[fields[i].Name] is { Place: not null } given && IsBuilt(form, [.. arguments[..i], fields[i].Default, .. arguments[(i + 1)..]])) return given;
        return fields.Where(field => !field.Optional).ToArray() is [var only] && node[only.Name] is { Place: not null } needed ? needed : node;
    }

    private static bool IsBuilt(DescriptionForm form, object?[] arguments)
    {
        try
        {
            form.Built(arguments);
            return true;
        }
        catch (TargetInvocationException)
        {
            return false;
        }
    }

    /// <summary>What is made; a refusal says the place.</summary>
    public static T Guarded<T>(DocumentNode node, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (TargetInvocationException e) when (e.InnerException is { } refused)
        {
            throw node.Error(refused.Message, refused);
        }
        catch (NNException refused) when (refused is not DataException)
        {
            throw node.Error(refused.Message, refused);
        }
    }

    private FunctionLayer Function(ObjectNode node)
    {
        foreach (var field in node.Fields)
            if (field.Name is not (DescriptionForm.TypeField or "name" or "version")) throw field.Error($"there is no field \"{field.Name}\" of a function; it has type, name, version.");
        string name = Read<string>(node["name"] ?? throw node.Error("a function needs \"name\"."), "\"name\" of a function");
        int version = node["version"] is { } given ? Read<int>(given, "\"version\" of a function") : 1;
        return Types.Function(name, version) ?? throw node.Error(Sentence.Of($"\"{name}\" version {version} is a function; load with LayerTypes.Default.With(the layer), or give the network."));
    }

    private Type Type(TextNode name, Type wanted, DescriptionSlot slot)
    {
        var kind = DescriptionKind.Of(wanted);
        if (kind is null) return name.Value == wanted.Name ? wanted : throw name.Error($"{slot.Name} is {Wanted(wanted)}, got the type \"{name.Value}\".");
        if (Types.Find(name.Value) is not { } type)
            throw IsName(name.Value) ? name.Error($"there is no {kind.Name} \"{name.Value}\"{(NearestName.Quoted(name.Value, Types.NamesOf(wanted)) is { Length: > 0 } nearest ? nearest + "." : $". If it is yours, load with LayerTypes.Default.With<{name.Value}>().")}") : Wrong(name, slot);
        if (type.IsAssignableTo(wanted)) return type;
        throw name.Error($"{slot.Name} must be {Wanted(wanted)}, and {type.Name} is {DescriptionKind.Of(type)?.OneOf ?? "none"}{(DescriptionKind.Of(type) == kind ? " of another type" : "")}; there are {string.Join(", ", Types.NamesOf(wanted))}.");
    }

    /// <summary>Whether a class could be called so.</summary>
    private static bool IsName(string text) => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static DataException Wrong(DocumentNode node, DescriptionSlot slot) => node.Error($"{slot.Name} must be {Wanted(slot.Type)}{(slot.Nullable ? " or null" : "")}, got {node.Shown()}.");

    private static string Wanted(Type given)
    {
        var type = Nullable.GetUnderlyingType(given) ?? given;
        return ValueForm.Of(type) is { } form ? form.Wanted
            : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type).Select(name => $"\"{name}\""))}"
            : type == typeof(Network) ? "a network"
            : DescriptionForm.ElementOf(type) is not null ? "a list"
            : DescriptionKind.Of(type) is { } kind ? kind.OneOf + (type == kind.Type ? "" : $" of type {type.Name}")
            : DescriptionForm.Of(type) is { } plain ? $"an object with {string.Join(", ", plain.Names)}" : $"a {type.Name}";
    }
}
