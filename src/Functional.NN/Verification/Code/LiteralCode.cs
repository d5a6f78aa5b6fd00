using System.Globalization;
using System.Text;

namespace Functional.NN;

/// <summary>Numbers, texts and shapes as C# writes them.</summary>
internal static class LiteralCode
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The shortest text that is read back as the same number, always with a point or an exponent.</summary>
    public static string Of(double x) => double.IsFinite(x) ? Pointed(x.ToString("R", Invariant)) : Odd("double", double.IsNaN(x), x > 0);

    /// <summary>The shortest text that is read back as the same number.</summary>
    public static string Of(float x) => float.IsFinite(x) ? Pointed(x.ToString("R", Invariant)) + "f" : Odd("float", float.IsNaN(x), x > 0);

    public static string Of(bool b) => b ? "true" : "false";

    public static string Of(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text) quoted.Append(Escaped(c));
        return quoted.Append('"').ToString();
    }

    /// <summary>A shape or a list of whole numbers: <c>[2, 5]</c>.</summary>
    public static string Of(IEnumerable<int> numbers) => $"[{string.Join(", ", numbers.Select(n => n.ToString(Invariant)))}]";

    /// <summary>A value of an enumeration; a combination without a name is cast from its number.</summary>
    public static string Of(Enum value) => Enum.IsDefined(value.GetType(), value) ? $"{TypeName(value.GetType())}.{value}" : $"({TypeName(value.GetType())})({value:D})";

    /// <summary>A type as code in the same namespace calls it.</summary>
    public static string TypeName(Type type)
    {
        string own = type.Name.Split('`')[0];
        if (type.IsGenericType) own += $"<{string.Join(", ", type.GetGenericArguments().Select(Argument))}>";
        return type.DeclaringType is { } outer ? $"{TypeName(outer)}.{own}" : own;
    }

    private static string Argument(Type type) => type == typeof(double) ? "double" : type == typeof(float) ? "float" : type == typeof(int) ? "int" : TypeName(type);

    private static string Pointed(string digits) => digits.AsSpan().ContainsAny('.', 'E') ? digits : digits + ".0";

    private static string Odd(string type, bool nan, bool positive) => $"{type}.{(nan ? "NaN" : positive ? "PositiveInfinity" : "NegativeInfinity")}";

    private static string Escaped(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' => string.Create(Invariant, $"\\u{(int)c:x4}"),
        _ => c.ToString(),
    };
}
