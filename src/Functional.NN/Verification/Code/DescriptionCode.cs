using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Functional.NN;

/// <summary>
/// Descriptions and tensors as C# that makes equal ones: <c>new Dense(3, Bias: false)</c>. Arguments that are the constructor's defaults are left out. What code cannot say
/// (a function) becomes a placeholder with a comment that asks for it.
/// </summary>
internal static class DescriptionCode
{
    /// <summary>The code of a value: a layer, an initialiser, a loss, a penalty, an objective, a shape, a tensor, a number …</summary>
    public static CodeText Of(object? value) => value switch
    {
        null => CodeText.Of("null"),
        bool b => CodeText.Of(LiteralCode.Of(b)),
        double x => CodeText.Of(LiteralCode.Of(x)),
        float x => CodeText.Of(LiteralCode.Of(x)),
        ulong n => CodeText.Of(string.Create(CultureInfo.InvariantCulture, $"0x{n:x}UL")),
        IFormattable n when value.GetType().IsPrimitive => CodeText.Of(n.ToString(null, CultureInfo.InvariantCulture)),
        string text => CodeText.Of(LiteralCode.Of(text)),
        Enum e => Named(value, LiteralCode.Of(e)),
        Shape shape => CodeText.Of(LiteralCode.Of(shape)),
        RandomKey { Second: 0 } key => CodeText.Of(Sentence.Of($"RandomKey.FromSeed({key.First})")),
        Tensor<double> tensor => Numbers(tensor, "double", LiteralCode.Of),
        Tensor<float> tensor => Numbers(tensor, "float", LiteralCode.Of),
        NamedLayer named => Of(named.Layer).Before($".Named({LiteralCode.Of(named.Name)})"),
        SampledCoordinates sample => Call("GradientCoordinates.Sample", Of(sample.PerBlock)),
        RandomDirections directions => Call("GradientCoordinates.Directions", Of(directions.Count)),
        AllCoordinates => CodeText.Of("GradientCoordinates.All"),
        Delegate function => Placeholder($"a {LiteralCode.TypeName(function.GetType())} belongs here"),
        _ => ImageCode.Of(value) ?? FunctionCode.Of(value) ?? ObjectiveCode.Of(value) ?? Known(value) ?? (value is IEnumerable items and not ILayer ? List(items) : New(value)),
    };

    /// <summary>Several values in brackets.</summary>
    public static CodeText List(IEnumerable items) => new("[", [.. items.Cast<object?>().Select(Of)], "]");

    /// <summary>A call, or a construction, of something of the library.</summary>
    public static CodeText Call(string head, params IEnumerable<CodeText> arguments) => new($"{head}(", [.. arguments], ")") { Namespace = "Functional.NN" };

    /// <summary>Code that compiles, and a comment on what must be put in its place.</summary>
    public static CodeText Placeholder(string what) => CodeText.Of($"default! /* {what.Replace("*/", "", StringComparison.Ordinal)} */");

    private static CodeText Numbers<T>(Tensor<T> tensor, string type, Func<T, string> literal) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string[] numbers = [.. tensor.ToArray().Select(literal)];
        string shape = LiteralCode.Of(tensor.Shape);
        if (Array.TrueForAll(numbers, n => n == literal(T.Zero))) return Call("Tensor.Zeros" + $"<{type}>", CodeText.Of(shape));
        if (numbers.Length > 1 && Array.TrueForAll(numbers, n => n == numbers[0])) return Call("Tensor.Full", CodeText.Of(shape), CodeText.Of(numbers[0]));
        return Call("Tensor.Of", numbers.Select(CodeText.Of).Prepend(CodeText.Of(shape))) with { Filled = true };
    }

    /// <summary>A value that its own type has under a name, where the type is one of those, or has no other way to be made.</summary>
    private static CodeText? Known(object value)
    {
        var type = value.GetType();
        if (value is not (BlockSelection or ConnectionTable) && DescriptionParts.Constructor(type) is not null) return null;
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(p => p.PropertyType == type && p.GetIndexParameters().Length == 0);
        return properties.FirstOrDefault(p => value.Equals(p.GetValue(null))) is { } known ? Named(value, $"{LiteralCode.TypeName(type)}.{known.Name}") : null;
    }

    private static CodeText New(object value)
    {
        var type = value.GetType();
        return ConstructorCode.Of(value) ?? Placeholder($"{LiteralCode.TypeName(type)} has no public constructor; put one here");
    }

    private static CodeText Named(object value, string text) => CodeText.Of(text) with { Namespace = value.GetType().Namespace };
}
