using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Functional.NN.Tests;

/// <summary>What types let people change, seen by reflection; one sentence a violation.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> Writable =
    [
        "Span`1", "Memory`1", "ReadOnlyMemory`1", "ArraySegment`1", "List`1", "Dictionary`2", "HashSet`1", "SortedDictionary`2", "SortedSet`1", "Queue`1", "Stack`1", "LinkedList`1",
        "IList`1", "ICollection`1", "IDictionary`2", "ISet`1", "IList", "ICollection", "IDictionary", "ArrayList", "Hashtable", "StringBuilder", "Matrix`1", "Vector`1", "Array", "BitArray",
    ];

    /// <summary>A property that can be set after its object was made.</summary>
    public static IEnumerable<string> Setters(Type type) => type.GetProperties(Declared)
        .Where(property => property.SetMethod is { } set && Seen(set) && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
        .Select(property => $"{type.Name}.{property.Name} can be set");

    /// <summary>A field that can be written, seen or not; <paramref name="caches"/> are those that only remember what can be computed again.</summary>
    public static IEnumerable<string> Fields(Type type, params string[] caches) => type.GetFields(Declared)
        .Where(field => !field.IsInitOnly && !field.IsLiteral && field.Name != "value__" && !caches.Contains($"{type.Name}.{field.Name}"))
        .Select(field => $"{type.Name}.{field.Name} is a field that can be written");

    /// <summary>A member that hands out something that can be written to.</summary>
    public static IEnumerable<string> Exposures(Type type, params string[] copies)
    {
        var methods = type.GetMethods(Declared).Where(Seen).SelectMany(method => method.GetParameters()
            .Where(parameter => parameter.IsOut || parameter.ParameterType.IsByRef || typeof(Delegate).IsAssignableFrom(parameter.ParameterType))
            .Select(parameter => parameter.ParameterType).Append(method.ReturnType).Select(handed => (method.Name, Type: handed)));
        var fields = type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily).Select(f => (f.Name, Type: f.FieldType));
        return methods.Concat(fields).Where(member => CanBeWritten(member.Type) && !copies.Contains($"{type.Name}.{member.Name}"))
            .Select(member => $"{type.Name}.{member.Name} hands out {member.Type.Name}");
    }

    /// <summary>A property that keeps whatever collection it is given, which the giver can go on changing.</summary>
    public static IEnumerable<string> KeptCollections(Type type) => type.GetProperties(Declared)
        .Where(property => property.SetMethod is { } set && Seen(set) && property.PropertyType.IsInterface && property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType))
        .Select(property => $"{type.Name}.{property.Name} keeps the {property.PropertyType.Name} it is given");

    /// <summary>A member that takes an array, by its name; whoever takes one must copy it.</summary>
    public static IEnumerable<string> TakersOfArrays(Type type) => type.GetMembers(Declared).OfType<MethodBase>()
        .Where(method => Seen(method) && !typeof(Delegate).IsAssignableFrom(type) && method.GetParameters().Any(parameter => parameter.ParameterType.IsArray))
        .Select(method => $"{type.Name}.{method.Name}");

    private static bool Seen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool CanBeWritten(Type type) =>
        type.IsByRef ? CanBeWritten(type.GetElementType()!)
        : type.IsArray || type.IsPointer || Writable.Contains(type.Name) || (type.IsGenericType && type.GetGenericArguments().Any(CanBeWritten));
}
