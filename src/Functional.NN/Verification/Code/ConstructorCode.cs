using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Functional.NN;

/// <summary>An object as a call of its constructor, with what the call leaves open set behind it: <c>new Mine(3, Gain: 2.0) { Label = "a" }</c>.</summary>
internal static class ConstructorCode
{
    /// <summary>The call; none where the type has no public constructor.</summary>
    public static CodeText? Of(object value)
    {
        var type = value.GetType();
        if (DescriptionParts.Constructor(type) is not { } constructor) return null;
        var parameters = constructor.GetParameters();
        PropertyInfo?[] properties = [.. parameters.Select(p => DescriptionParts.Property(type, p))];
        object?[] values = [.. properties.Select(p => p?.GetValue(value))];
        bool[] left = LeftOut(constructor, properties, values);
        var call = new CodeText($"new {LiteralCode.TypeName(type)}(", [.. Arguments(type, parameters, properties, values, left)], ")") { Namespace = type.Namespace };
        return Settings(value, constructor, properties, values) is { Count: > 0 } settings ? call.Before($" {{ {string.Join(", ", settings)} }}") : call;
    }

    private static IEnumerable<CodeText> Arguments(Type type, ParameterInfo[] parameters, PropertyInfo?[] properties, object?[] values, bool[] left)
    {
        bool gap = false;
        for (int i = 0; i < parameters.Length; i++)
        {
            if (left[i])
            {
                gap = true;
                continue;
            }
            bool named = gap || (parameters[i].HasDefaultValue && values[i] is bool);
            if (!named && TakesMany(parameters[i]) && values[i] is IEnumerable many)
                foreach (var one in many.Cast<object?>()) yield return DescriptionCode.Of(one);
            else
                yield return Argument(type, parameters[i], properties[i], values[i]).After(named ? $"{parameters[i].Name}: " : "");
        }
    }

    private static CodeText Argument(Type type, ParameterInfo parameter, PropertyInfo? property, object? value) =>
        property is null ? DescriptionCode.Placeholder($"{LiteralCode.TypeName(type)} takes \"{parameter.Name}\", which no property of it shows") : DescriptionCode.Of(value);

    /// <summary>Which arguments are what the constructor takes anyway; those whose absence changes another property stay.</summary>
    private static bool[] LeftOut(ConstructorInfo constructor, PropertyInfo?[] properties, object?[] values)
    {
        var parameters = constructor.GetParameters();
        bool[] left = [.. parameters.Select((_, i) => properties[i] is not null && Default(parameters[i], out object? usual) && Gives(constructor, properties, values, With(values, i, usual)))];
        object?[] all = [.. values.Select((v, i) => left[i] && Default(parameters[i], out object? usual) ? usual : v)];
        return Gives(constructor, properties, values, all) ? left : new bool[values.Length];
    }

    /// <summary>Whether the constructor makes an object with these properties from some arguments.</summary>
    private static bool Gives(ConstructorInfo constructor, PropertyInfo?[] properties, object?[] wanted, object?[] arguments)
    {
        try
        {
            object built = DescriptionParts.Built(constructor, arguments);
            return properties.Select((p, i) => p is null || DescriptionParts.Same(p.GetValue(built), wanted[i])).All(same => same);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>Properties that may be set when the object is made and that its constructor leaves otherwise.</summary>
    private static List<CodeText> Settings(object value, ConstructorInfo constructor, PropertyInfo?[] properties, object?[] values)
    {
        var free = value.GetType().GetProperties().Where(p => p is { CanRead: true, CanWrite: true } && p.SetMethod!.IsPublic && p.GetIndexParameters().Length == 0 && !properties.Contains(p)).ToList();
        if (free.Count == 0 || properties.Contains(null)) return [];
        try
        {
            object built = DescriptionParts.Built(constructor, values);
            return [.. free.Where(p => !DescriptionParts.Same(p.GetValue(built), p.GetValue(value))).Select(p => DescriptionCode.Of(p.GetValue(value)).After($"{p.Name} = "))];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [];
        }
    }

    private static bool Default(ParameterInfo parameter, out object? value)
    {
        bool many = TakesMany(parameter);
        value = many ? Array.CreateInstance(parameter.ParameterType.GetGenericArguments().FirstOrDefault() ?? typeof(object), 0) : parameter.HasDefaultValue ? parameter.DefaultValue : null;
        return parameter.HasDefaultValue || (many && parameter.ParameterType.IsInstanceOfType(value));
    }

    private static bool TakesMany(ParameterInfo parameter) => parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));

    private static object?[] With(object?[] values, int place, object? value)
    {
        var changed = (object?[])values.Clone();
        changed[place] = value;
        return changed;
    }
}
