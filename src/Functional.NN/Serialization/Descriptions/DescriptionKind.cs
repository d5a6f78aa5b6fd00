using System.Collections.Concurrent;
using System.Reflection;

namespace Functional.NN;

/// <summary>Makes an interface or a base class a kind of things to choose from: in JSON each is an object with the name of its type, <c>{"type": "Dense", …}</c>.</summary>
/// <param name="name">what sentences call one: <c>layer</c></param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
internal sealed class DescriptionKindAttribute(string name) : Attribute
{
    /// <summary>What sentences call one.</summary>
    public string Name { get; } = name;
}

/// <summary>A kind of things to choose from by the name of their type.</summary>
/// <param name="Type">what all of the kind are</param>
/// <param name="Name">what sentences call one: <c>layer</c></param>
internal sealed record DescriptionKind(Type Type, string Name)
{
    private static readonly ConcurrentDictionary<Type, DescriptionKind?> Known = [];

    /// <summary>The kind that a type belongs to, if it does; the first by its name where it is of several.</summary>
    public static DescriptionKind? Of(Type type) => Known.GetOrAdd(type, Found);

    /// <summary><c>a layer</c>, <c>an optimizer</c>.</summary>
    public string OneOf => $"{("aeiou".Contains(Name[0], StringComparison.Ordinal) ? "an" : "a")} {Name}";

    /// <summary>Whether objects of a type are written with their type's name: those of a kind are, and other parts of descriptions are not.</summary>
    public static bool IsNamed(Type type) => Of(type) is not null;

    private static DescriptionKind? Found(Type type)
    {
        var lineage = new List<Type>(type.GetInterfaces());
        for (var of = type; of is not null; of = of.BaseType) lineage.Add(of);
        return lineage.Select(of => (Type: of, Kind: of.GetCustomAttribute<DescriptionKindAttribute>(inherit: false))).Where(of => of.Kind is not null)
            .OrderBy(of => of.Kind!.Name, StringComparer.Ordinal).Select(of => new DescriptionKind(of.Type, of.Kind!.Name)).FirstOrDefault();
    }
}
