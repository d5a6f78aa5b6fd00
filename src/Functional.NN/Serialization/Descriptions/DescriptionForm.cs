using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Functional.NN;

/// <summary>A field of a description as JSON has it: a parameter of the constructor, read from the property of that name.</summary>
/// <param name="Name">the parameter's name in JSON: <c>Units</c> is <c>units</c></param>
/// <param name="Type">what it takes</param>
/// <param name="Nullable">whether it takes nothing at all</param>
/// <param name="Optional">whether it may be left out</param>
/// <param name="Default">what the constructor takes where it is left out</param>
/// <param name="Property">the property it is read from, if there is one</param>
internal sealed record DescriptionField(string Name, Type Type, bool Nullable, bool Optional, object? Default, PropertyInfo? Property);

/// <summary>How a type of descriptions stands in JSON: <c>{"type": "Dense", "units": 128, …}</c>, a field for every parameter of its constructor.</summary>
/// <param name="Type">the type</param>
/// <param name="Constructor">its public constructor with the most parameters</param>
/// <param name="Fields">its parameters</param>
internal sealed record DescriptionForm(Type Type, ConstructorInfo Constructor, ImmutableArray<DescriptionField> Fields)
{
    /// <summary>The field that names the type.</summary>
    public const string TypeField = "type";

    private static readonly ConcurrentDictionary<Type, DescriptionForm?> Known = [];

    /// <summary>The form of a type; none where it has no public constructor.</summary>
    public static DescriptionForm? Of(Type type) => Known.GetOrAdd(type, Found);

    /// <summary>The names its object may have, that of the type first where it is written.</summary>
    public IEnumerable<string> Names => [.. DescriptionKind.IsNamed(Type) ? [TypeField] : Array.Empty<string>(), .. Fields.Select(f => f.Name)];

    /// <summary>What elements a list of a type has; none where it is no list.</summary>
    public static Type? ElementOf(Type type) =>
        type == typeof(string) || ValueForm.Of(type) is not null ? null
        : type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments() is [var element] && type.IsAssignableFrom(typeof(ImmutableArray<>).MakeGenericType(element)) ? element : null;

    private static DescriptionForm? Found(Type type)
    {
        if (type.IsAbstract || DescriptionParts.Constructor(type) is not { } constructor) return null;
        var nullability = new NullabilityInfoContext();
        return new(type, constructor, [.. constructor.GetParameters().Select(p => Field(type, p, nullability))]);
    }

    private static DescriptionField Field(Type type, ParameterInfo parameter, NullabilityInfoContext nullability)
    {
        bool nullable = System.Nullable.GetUnderlyingType(parameter.ParameterType) is not null || nullability.Create(parameter).WriteState == NullabilityState.Nullable;
        bool many = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        return new(NameOf(parameter.Name!), parameter.ParameterType, nullable, many || parameter.HasDefaultValue, parameter.HasDefaultValue ? parameter.DefaultValue : null, DescriptionParts.Property(type, parameter));
    }

    private static string NameOf(string parameter) => JsonNamingPolicy.CamelCase.ConvertName(parameter);
}
