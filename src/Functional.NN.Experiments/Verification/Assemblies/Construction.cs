using System.Collections;
using System.Reflection;

namespace Functional.NN.Experiments.Verification;

/// <summary>Values of types that are not known beforehand: the shortest constructor that can be given arguments, with defaults where there are some, and small numbers.</summary>
internal static class Construction
{
    private const int Depth = 3;

    private static readonly int[] SmallNumbers = [2, 3, 1, 4];

    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(bool)] = false,
        [typeof(double)] = 0.5,
        [typeof(float)] = 0.5f,
        [typeof(string)] = "name",
        [typeof(Shape)] = Shape.Of(2, 3),
        [typeof(ILayer)] = new Dense(3),
        [typeof(ILoss)] = new MeanSquaredError(),
        [typeof(IInitializer)] = new Xavier(),
        [typeof(IPenalty)] = new L2(0.1),
        [typeof(IObjective)] = Objective.Supervised(new MeanSquaredError()),
        [typeof(RandomKey)] = RandomKey.FromSeed(1),
        [typeof(Func<Var, Var>)] = (Func<Var, Var>)Var.Tanh,
        [typeof(Func<Var, Var, Var>)] = (Func<Var, Var, Var>)((prediction, target) => (prediction - target) * (prediction - target)),
    };

    /// <summary>A value of a type.</summary>
    /// <exception cref="NotConstructedException">It cannot be made; the sentence says why.</exception>
    public static object Of(Type type)
    {
        if (type.ContainsGenericParameters) throw new NotConstructedException("it is generic; offer cases of it with a class that implements IGradientCases");
        return Of(type, Depth, SmallNumbers, out string why) ?? throw new NotConstructedException(why);
    }

    private static object? Of(Type type, int depth, int[] numbers, out string why)
    {
        why = "it has no public constructor; offer cases of it with a class that implements IGradientCases";
        var constructors = type.GetConstructors().Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type).OrderBy(c => c.GetParameters().Length);
        if (type.IsValueType && type.GetConstructor(Type.EmptyTypes) is null) return Activator.CreateInstance(type);
        foreach (var constructor in constructors)
            foreach (int number in numbers)
                if (Made(constructor, depth, number, ref why) is { } made) return made;
        return null;
    }

    private static object? Made(ConstructorInfo constructor, int depth, int number, ref string why)
    {
        var arguments = new List<object?>();
        foreach (var parameter in constructor.GetParameters())
        {
            if (!Argument(parameter, depth, number, out object? argument))
            {
                why = $"its constructor needs a {parameter.ParameterType.Name} \"{parameter.Name}\", of which nothing is known; offer cases of it with a class that implements IGradientCases";
                return null;
            }
            arguments.Add(argument);
        }
        try
        {
            return constructor.Invoke([.. arguments]);
        }
        catch (TargetInvocationException e)
        {
            why = $"its constructor refuses ({string.Join(", ", arguments.Select(a => a ?? "null"))}): {GradientOutcome.Sentence(e.InnerException!)}";
            return null;
        }
    }

    private static bool Argument(ParameterInfo parameter, int depth, int number, out object? argument)
    {
        var type = parameter.ParameterType;
        argument = parameter.HasDefaultValue ? parameter.DefaultValue ?? (type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null) : Value(type, depth, number);
        return parameter.HasDefaultValue || Nullable.GetUnderlyingType(type) is not null || argument is not null;
    }

    private static object? Value(Type type, int depth, int number) =>
        Known.TryGetValue(type, out object? known) ? known
        : type == typeof(int) ? number
        : type == typeof(long) ? (long)number
        : type.IsEnum ? Enum.GetValues(type).GetValue(0)
        : Nullable.GetUnderlyingType(type) is not null ? null
        : Several(type, depth, number)
        ?? (depth > 0 && type is { IsAbstract: false, ContainsGenericParameters: false } && !type.IsAssignableTo(typeof(Delegate)) && !type.IsByRef && !type.IsPointer ? Of(type, depth - 1, [number], out _) : null);

    /// <summary>One thing in whatever holds several.</summary>
    private static object? Several(Type type, int depth, int number)
    {
        var element = type.IsArray ? type.GetElementType() : type.GetInterfaces().Prepend(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
        if (element is null || type == typeof(string) || Value(element, depth - 1, number) is not { } one) return null;
        var array = Array.CreateInstance(element, 1);
        ((IList)array)[0] = one;
        if (type.IsInstanceOfType(array)) return array;
        return type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(System.Collections.Immutable.ImmutableArray<>)
            ? typeof(System.Collections.Immutable.ImmutableArray).GetMethods().First(m => m.Name == "Create" && m.GetParameters() is [{ ParameterType.IsArray: true }]).MakeGenericMethod(element).Invoke(null, [array]) : null;
    }
}
