using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functional.NN;

/// <summary>
/// Layers and initialisers as JSON: <c>{"type": "Dense", "units": 128, …}</c>, a field for every parameter of the constructor, read from the
/// property of that name. What is read is built by the constructor, so everything is checked as if it were written in code.
/// </summary>
internal static class DescriptionJson
{
    private const string Function = "function";

    public static JsonNode? Write(object? value) => value switch
    {
        null => null,
        bool b => b,
        int n => n,
        long n => n,
        double x => double.IsFinite(x) ? x : throw new NNException(Sentence.Of($"Network JSON: {x} cannot be written; constants of layers must be finite.")),
        string s => s,
        Enum e => e.ToString(),
        Shape shape => Numbers(shape),
        Extent2D e => Numbers([e.Y, e.X]),
        Padding2D p => Numbers([p.Top, p.Bottom, p.Left, p.Right]),
        ImagePadding p => p.IsSame ? "same" : Write(p.Given),
        SignalPadding p => p.Rule is { } rule ? rule : Numbers([p.Before, p.After]),
        ConnectionTable table => new JsonArray([.. table.Select(inputs => Numbers(inputs))]),
        Tensor<double> t => new JsonObject { ["shape"] = Numbers(t.Shape), ["data"] = new JsonArray([.. t.ToArray().Select(x => Write(x))]) },
        FunctionLayer f => new JsonObject { ["type"] = Function, ["name"] = f.Name, ["version"] = f.Version },
        IEnumerable<ILayer> layers => new JsonArray([.. layers.Select(Write)]),
        BlockSelection choice => new JsonObject { ["roles"] = new JsonArray([.. choice.Roles.Select(role => (JsonNode)role.ToString())]), ["paths"] = new JsonArray([.. choice.Paths.Select(path => (JsonNode)path)]), ["others"] = choice.Others },
        ILayer or IInitializer => Description(value),
        _ => throw new NNException($"Network JSON: a {value.GetType().Name} cannot be written; constants of layers are numbers, texts, shapes, layers and initialisers."),
    };

    public static object? Read(JsonNode? node, Type type, LayerTypes types, string where)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return node is null ? null : Read(node, inner, types, where);
        if (node is null) return type.IsValueType ? throw new DataException($"{where}: expected a value, got null.") : null;
        try
        {
            if (type == typeof(bool)) return node.GetValue<bool>();
            if (type == typeof(int)) return node.GetValue<int>();
            if (type == typeof(long)) return node.GetValue<long>();
            if (type == typeof(double)) return node.GetValue<double>();
            if (type == typeof(string)) return node.GetValue<string>();
            if (type.IsEnum) return Enum.Parse(type, node.GetValue<string>());
            if (type == typeof(Shape)) return Shape.Of(Ints(node));
            if (type == typeof(Extent2D)) return Ints(node) is [int y, int x] ? new Extent2D(y, x) : throw new FormatException();
            if (type == typeof(Padding2D)) return Ints(node) is [int top, int bottom, int left, int right] ? new Padding2D(top, bottom, left, right) : throw new FormatException();
            if (type == typeof(ImagePadding)) return node is JsonValue ? node.GetValue<string>() == "same" ? ImagePadding.Same : throw new FormatException() : ImagePadding.Of((Padding2D)Read(node, typeof(Padding2D), types, where)!);
            if (type == typeof(SignalPadding)) return node is JsonValue ? SignalPadding.Named(node.GetValue<string>()) : Ints(node) is [int before, int after] ? SignalPadding.Of(before, after) : throw new FormatException();
            if (type == typeof(ConnectionTable)) return new ConnectionTable(node.AsArray().Select(inputs => Ints(inputs!)));
            if (type == typeof(Tensor<double>)) return Tensor.Of(Shape.Of(Ints(node["shape"]!)), node["data"]!.AsArray().Select(x => x!.GetValue<double>()));
            if (type == typeof(BlockSelection)) return new BlockSelection(node["roles"]!.AsArray().Select(role => Enum.Parse<ParameterRole>(role!.GetValue<string>())), node["paths"]!.AsArray().Select(path => path!.GetValue<string>()), node["others"]!.GetValue<bool>());
            if (type.IsAssignableFrom(typeof(ImmutableArray<ILayer>))) return node.AsArray().Select((layer, i) => (ILayer)Read(layer, typeof(ILayer), types, $"{where}[{i}]")!).ToImmutableArray();
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException or NullReferenceException or OverflowException)
        {
            throw new DataException($"{where}: expected {Wanted(type)}, got {Short(node)}.", e);
        }
        catch (NNException refused) when (refused is not DataException)
        {
            throw new DataException($"{where}: {refused.Message}", refused);
        }
        return Object(node, type, types, where);
    }

    private static JsonObject Description(object value)
    {
        if (value.GetType().Assembly != typeof(ILayer).Assembly && LayerTypes.Default.Has(value.GetType().Name))
            throw new NNException($"Network JSON: {value.GetType().FullName} has the name of a type of the library and would be read back as that; give the class another name.");
        var json = new JsonObject { ["type"] = value.GetType().Name };
        foreach (var parameter in Constructor(value.GetType()).GetParameters()) json[Field(parameter)] = Write(Property(value.GetType(), parameter).GetValue(value));
        return json;
    }

    private static object Object(JsonNode node, Type wanted, LayerTypes types, string where)
    {
        if (node is not JsonObject json || json["type"] is not JsonValue kind || !kind.TryGetValue(out string? name))
            throw new DataException($"{where}: expected {Wanted(wanted)}, an object with a \"type\", got {Short(node)}.");
        if (name == Function && wanted == typeof(ILayer)) return types.Function((string?)json["name"] ?? "", (int?)json["version"] ?? 1, where);
        var type = types.Find(name, wanted, where);
        var parameters = Constructor(type).GetParameters();
        foreach (var field in json)
            if (field.Key != "type" && parameters.All(p => Field(p) != field.Key))
                throw new DataException($"{where}: a {name} has no \"{field.Key}\"; it has {string.Join(", ", parameters.Select(Field))}.");
        object?[] arguments = [.. parameters.Select(p => json.ContainsKey(Field(p)) ? Read(json[Field(p)], p.ParameterType, types, $"{where}.{Field(p)}")
            : p.HasDefaultValue ? p.DefaultValue : throw new DataException($"{where}: a {name} needs \"{Field(p)}\"."))];
        try
        {
            return Constructor(type).Invoke(arguments);
        }
        catch (TargetInvocationException e) when (e.InnerException is NNException refused)
        {
            throw new DataException($"{where}: {refused.Message}", refused);
        }
    }

    private static ConstructorInfo Constructor(Type type) => DescriptionParts.Constructor(type)
        ?? throw new NNException($"Network JSON: {type.Name} has no public constructor.");

    private static PropertyInfo Property(Type type, ParameterInfo parameter) => DescriptionParts.Property(type, parameter)
        ?? throw new NNException($"Network JSON: {type.Name} takes \"{parameter.Name}\" but has no property of that name to read it from.");

    /// <summary>A parameter's name as JSON writes it: <c>Units</c> is <c>units</c>.</summary>
    private static string Field(ParameterInfo parameter) => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);

    private static JsonArray Numbers(IEnumerable<int> numbers) => new([.. numbers.Select(n => (JsonNode)n)]);

    private static int[] Ints(JsonNode node) => [.. node.AsArray().Select(n => n!.GetValue<int>())];

    private static string Short(JsonNode node) => node.ToJsonString() is { Length: > 60 } text ? text[..60] + "…" : node.ToJsonString();

    private static string Wanted(Type type) =>
        type.IsAssignableTo(typeof(ILayer)) ? "a layer" : type == typeof(IInitializer) ? "an initialiser" : type == typeof(int) || type == typeof(long) ? "a whole number" : type == typeof(double) ? "a number"
        : type == typeof(bool) ? "true or false" : type == typeof(string) ? "a text" : type == typeof(Shape) ? "a list of dimensions" : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}" : $"a {type.Name}";
}
