using System.Collections;
using System.Reflection;

namespace Functional.NN;

/// <summary>How a description is taken apart and put together: by its constructor, and the properties that are called like the constructor's parameters.</summary>
internal static class DescriptionParts
{
    /// <summary>The public constructor with the most parameters, leaving out the one records copy with; none where there is no public one.</summary>
    public static ConstructorInfo? Constructor(Type type) => type.GetConstructors()
        .Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type).MaxBy(c => c.GetParameters().Length);

    /// <summary>The property a parameter's argument is read from; none where no property has its name.</summary>
    public static PropertyInfo? Property(Type type, ParameterInfo parameter) =>
        type.GetProperties().FirstOrDefault(p => string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && p.CanRead && p.GetIndexParameters().Length == 0);

    /// <summary>What the constructor makes of arguments; what it refuses comes out as it threw it.</summary>
    public static object Built(ConstructorInfo constructor, object?[] arguments) =>
        constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);

    /// <summary>Whether two arguments are one: equal, or sequences of equal things.</summary>
    public static bool Same(object? a, object? b) =>
        Equals(a, b) || (a is IEnumerable left and not string && b is IEnumerable right and not string && left.Cast<object?>().SequenceEqual(right.Cast<object?>(), SameParts));

    private static readonly IEqualityComparer<object?> SameParts = EqualityComparer<object?>.Create(Same, part => 0);
}
