using System.Collections;

namespace Functional.NN;

/// <summary>Descriptions as JSON: <c>{"type": "Dense", "units": 128, …}</c>, with every field that the constructor takes, in its order. A constant schedule is its rate.</summary>
internal static class DescriptionWriter
{
    /// <summary>What a layer made from a function has in place of its type's name.</summary>
    public const string Function = "function";

    /// <summary>A value as JSON.</summary>
    /// <exception cref="NNException">It holds something that JSON cannot say, such as a function.</exception>
    public static DocumentNode Write(object? value) => Write(value, 0);

    private static DocumentNode Write(object? value, int depth)
    {
        if (depth > DocumentLimits.Depth / 2) throw new NNException(Sentence.Of($"JSON: descriptions lie more than {DocumentLimits.Depth / 2} deep in each other, which could not be read again."));
        return value switch
        {
            null => new NullNode(),
            _ when ValueForm.Of(value.GetType()) is { } form => form.Write(value),
            Enum named => Enum.IsDefined(named.GetType(), named) ? new TextNode(named.ToString()) : throw new NNException($"JSON: {named} is no named value of {named.GetType().Name} and cannot be written."),
            Constant constant => ValueForm.Number(constant.Value),
            FunctionLayer f => new ObjectNode([new(DescriptionForm.TypeField, new TextNode(Function)), new("name", new TextNode(f.Name)), new("version", NumberNode.Of(f.Version))]),
            FunctionLoss or FunctionPenalty or FunctionObjective => throw new NNException($"JSON: the {DescriptionKind.Of(value.GetType())!.Name} \"{value}\" is made from a function, which cannot be written; make it a class of its own."),
            Network network => NetworkJson.Write(network),
            IEnumerable items when DescriptionForm.ElementOf(value.GetType()) is not null => new ArrayNode(items.Cast<object?>().Select(item => Write(item, depth + 1))),
            _ => Description(value, depth),
        };
    }

    private static ObjectNode Description(object value, int depth)
    {
        var type = value.GetType();
        if (type.Assembly != typeof(ILayer).Assembly && LayerTypes.Default.Has(type.Name))
            throw new NNException($"JSON: {type.FullName} has the name of a type of the library and would be read back as that; give the class another name.");
        var form = DescriptionForm.Of(type) ?? throw new NNException($"JSON: {type.Name} has no public constructor and cannot be written.");
        var fields = form.Fields.Select(field => new ObjectField(field.Name, Write(Part(value, field), depth + 1)));
        return new(DescriptionKind.IsNamed(type) ? fields.Prepend(new(DescriptionForm.TypeField, new TextNode(type.Name))) : fields);
    }

    private static object? Part(object value, DescriptionField field) => field.Property is { } property ? property.GetValue(value)
        : throw new NNException($"JSON: {value.GetType().Name} takes \"{field.Name}\" but has no property of that name to read it from.");
}
