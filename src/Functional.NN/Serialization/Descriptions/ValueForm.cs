using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace Functional.NN;

/// <summary>Gives a type a form of its own in JSON.</summary>
/// <param name="holder">a class with a static property <c>Form</c>, a <see cref="ValueForm"/></param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class ValueFormAttribute(Type holder) : Attribute
{
    public Type Holder { get; } = holder;
}

/// <summary>How a constant that is no description stands in JSON: numbers, texts, shapes, paddings, tensors …</summary>
/// <param name="Type">its type</param>
/// <param name="Wanted">what sentences say there must be: <c>a whole number</c></param>
/// <param name="Write">the constant as JSON</param>
/// <param name="Read">the constant that JSON says; none where it is of another form</param>
/// <param name="Schema">its JSON schema</param>
internal sealed record ValueForm(Type Type, string Wanted, Func<object, DocumentNode> Write, Func<DocumentNode, object?> Read, string Schema)
{
    private const string Integers = """{ "type": "array", "items": { "type": "integer" } }""";

    private static readonly ImmutableDictionary<Type, ValueForm> All = ImmutableDictionary.CreateRange(new ValueForm[]
    {
        new(typeof(bool), "true or false", value => new TruthNode((bool)value), node => node is TruthNode truth ? truth.Value : null, """{ "type": "boolean" }"""),
        new(typeof(int), "a whole number", value => NumberNode.Of((int)value), node => Whole<int>(node), """{ "type": "integer" }"""),
        new(typeof(long), "a whole number", value => NumberNode.Of((long)value), node => Whole<long>(node), """{ "type": "integer" }"""),
        new(typeof(ulong), "a whole number from 0 on", value => NumberNode.Of((ulong)value), node => Whole<ulong>(node), """{ "type": "integer", "minimum": 0 }"""),
        new(typeof(double), "a number", value => Number((double)value), node => Number(node), """{ "anyOf": [{ "type": "number" }, { "enum": ["Infinity", "-Infinity"] }] }"""),
        new(typeof(float), "a number", value => float.IsFinite((float)value) ? new NumberNode(((float)value).ToString("R", CultureInfo.InvariantCulture)) : Number((float)value), node => node is NumberNode n && float.TryParse(n.Digits, NumberStyles.Float, CultureInfo.InvariantCulture, out float x) && float.IsFinite(x) ? x : null, """{ "type": "number" }"""),
        new(typeof(string), "a text", value => new TextNode((string)value), node => node is TextNode text ? text.Value : null, """{ "type": "string" }"""),
        new(typeof(char), "a text of one character", value => new TextNode($"{value}"), node => node is TextNode { Value: [var one] } ? one : null, """{ "type": "string", "minLength": 1, "maxLength": 1 }"""),
        new(typeof(Shape), "a list of dimensions, such as [1, 28, 28]", value => ArrayNode.Of((Shape)value), node => Wholes(node) is { } dimensions ? Shape.Of(dimensions) : null, """{ "type": "array", "items": { "type": "integer", "minimum": 0 } }"""),
        ImageForms.Extent, ImageForms.Padding, ImageForms.ImagePadding, ImageForms.SignalPadding, ImageForms.Connections,
        TensorForm.Doubles,
    }.Select(form => KeyValuePair.Create(form.Type, form)));

    /// <summary>The form of a type, if it has one of its own.</summary>
    public static ValueForm? Of(Type type) => All.TryGetValue(type, out var form) ? form : Marked.GetOrAdd(type, FormOf);

    private static readonly ConcurrentDictionary<Type, ValueForm?> Marked = [];

    private static ValueForm? FormOf(Type type) => type.GetCustomAttribute<ValueFormAttribute>()?.Holder.GetProperty("Form", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ValueForm;

    /// <summary>A whole number, exactly; none where it has a point, an exponent or too many digits.</summary>
    public static T? Whole<T>(DocumentNode node) where T : struct, System.Numerics.IBinaryInteger<T> =>
        node is NumberNode number && T.TryParse(number.Digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    /// <summary>Several whole numbers; none where it is something else.</summary>
    public static int[]? Wholes(DocumentNode node) => node is ArrayNode array && array.Items.Select(Whole<int>).ToArray() is var numbers && Array.TrueForAll(numbers, n => n is not null) ? [.. numbers.Select(n => n!.Value)] : null;

    /// <summary>A number as JSON: infinities as the texts "Infinity" and "-Infinity".</summary>
    /// <exception cref="NNException">It is a NaN.</exception>
    public static DocumentNode Number(double value) =>
        double.IsFinite(value) ? NumberNode.Of(value)
        : double.IsNaN(value) ? throw new NNException("JSON: NaN cannot be written; the constants of descriptions are numbers.")
        : new TextNode(value > 0 ? "Infinity" : "-Infinity");

    /// <summary>A number, or one of the texts "Infinity" and "-Infinity"; none where it is something else, or larger than any double.</summary>
    public static double? Number(DocumentNode node) => node switch
    {
        NumberNode number => double.TryParse(number.Digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null,
        TextNode { Value: "Infinity" } => double.PositiveInfinity,
        TextNode { Value: "-Infinity" } => double.NegativeInfinity,
        _ => null,
    };
}
