using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Functional.NN;

/// <summary>A field of a description as JSON has it: a parameter of the constructor, read from the property of that name, or a property that is set behind the constructor.</summary>
/// <param name="Name">its name in JSON: <c>Units</c> is <c>units</c></param>
/// <param name="Type">what it takes</param>
/// <param name="Nullable">whether it takes nothing at all</param>
/// <param name="Optional">whether it may be left out</param>
/// <param name="Default">what stands for it where it is left out; <see cref="Missing"/> where the type knows by itself</param>
/// <param name="Property">the property it is read from, if there is one</param>
internal sealed record DescriptionField(string Name, Type Type, bool Nullable, bool Optional, object? Default, PropertyInfo? Property);

/// <summary>How a type of descriptions stands in JSON: <c>{"type": "Dense", "units": 128, …}</c>, a field for every parameter of its constructor and for every property that can be set behind it.</summary>
/// <param name="Type">the type</param>
/// <param name="Constructor">its public constructor with the most parameters</param>
/// <param name="Parameters">the constructor's parameters</param>
/// <param name="Settings">the properties that it does not take but that can be set when it is made</param>
internal sealed record DescriptionForm(Type Type, ConstructorInfo Constructor, ImmutableArray<DescriptionField> Parameters, ImmutableArray<DescriptionField> Settings)
{
    /// <summary>The field that names the type.</summary>
    public const string TypeField = "type";

    private static readonly ConcurrentDictionary<Type, DescriptionForm?> Known = [];

    /// <summary>The form of a type; none where it has no public constructor.</summary>
    public static DescriptionForm? Of(Type type) => Known.GetOrAdd(type, Found);

    /// <summary>All fields, in the order in which they are written.</summary>
    public IEnumerable<DescriptionField> Fields => Parameters.Concat(Settings);

    /// <summary>The field of a name.</summary>
    public DescriptionField? this[string name] => Fields.FirstOrDefault(f => f.Name == name);

    /// <summary>The names its object may have, that of the type first where it is written.</summary>
    public IEnumerable<string> Names => [.. DescriptionKind.IsNamed(Type) ? [TypeField] : Array.Empty<string>(), .. Fields.Select(f => f.Name)];

    /// <summary>The object with these arguments and settings, in the order of the fields.</summary>
    public object Built(IReadOnlyList<object?> values)
    {
        object built = Constructor.Invoke([.. values.Take(Parameters.Length)]);
        for (int i = 0; i < Settings.Length; i++)
            if (values[Parameters.Length + i] is var value and not Missing) Settings[i].Property!.SetValue(built, value);
        return built;
    }

    /// <summary>What elements a list of a type has; none where it is no list.</summary>
    public static Type? ElementOf(Type type) =>
        type == typeof(string) || ValueForm.Of(type) is not null ? null
        : type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments() is [var element] && type.IsAssignableFrom(typeof(ImmutableArray<>).MakeGenericType(element)) ? element : null;

    private static DescriptionForm? Found(Type type)
    {
        if (type.IsAbstract || DescriptionParts.Constructor(type) is not { } constructor) return null;
        var nullability = new NullabilityInfoContext();
        ImmutableArray<DescriptionField> parameters = [.. constructor.GetParameters().Select(p => Parameter(type, p, nullability))];
        return new(type, constructor, parameters, [.. type.GetProperties().Where(p => IsSet(p) && parameters.All(f => f.Property != p)).Select(p => Setting(p, nullability))]);
    }

    private static bool IsSet(PropertyInfo property) =>
        property.SetMethod is { IsPublic: true } set && property.GetIndexParameters().Length == 0 && set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static DescriptionField Parameter(Type type, ParameterInfo parameter, NullabilityInfoContext nullability)
    {
        bool nullable = System.Nullable.GetUnderlyingType(parameter.ParameterType) is not null || nullability.Create(parameter).WriteState == NullabilityState.Nullable;
        bool many = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        object? usual = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        if (usual is null && !nullable && ElementOf(parameter.ParameterType) is { } element) usual = ListOf(parameter.ParameterType, element, []);
        return new(NameOf(parameter.Name!), parameter.ParameterType, nullable, many || parameter.HasDefaultValue, usual, DescriptionParts.Property(type, parameter));
    }

    /// <summary>A property behind the constructor, which stays as the constructor leaves it where nothing is given.</summary>
    private static DescriptionField Setting(PropertyInfo property, NullabilityInfoContext nullability)
    {
        bool nullable = System.Nullable.GetUnderlyingType(property.PropertyType) is not null || nullability.Create(property).WriteState == NullabilityState.Nullable;
        return new(NameOf(property.Name), property.PropertyType, nullable, Optional: true, Missing.Value, property);
    }

    /// <summary>A list of a type from its elements.</summary>
    public static object ListOf(Type type, Type element, IReadOnlyList<object?> items)
    {
        var list = Array.CreateInstance(element, items.Count);
        for (int i = 0; i < items.Count; i++) ((IList)list)[i] = items[i];
        return type.IsInstanceOfType(list) ? list : typeof(ImmutableArray).GetMethods()
            .Single(m => m.Name == nameof(ImmutableArray.Create) && m.GetParameters() is [{ ParameterType.IsArray: true }]).MakeGenericMethod(element).Invoke(null, [list])!;
    }

    private static string NameOf(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
