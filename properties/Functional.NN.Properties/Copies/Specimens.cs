using System.Collections.Immutable;
using System.Reflection;

namespace Functional.NN.Properties.Copies;

/// <summary>Values of any type of the library, made by its own constructors; several that differ, where the type has several.</summary>
internal static class Specimens
{
    private const int MostTries = 400, MostDeep = 3;

    private static readonly Type[] Exported = [.. typeof(Network).Assembly.GetExportedTypes()];

    /// <summary>Values of a type, some of which a constructor or property may refuse.</summary>
    public static IEnumerable<object> Of(Type type, int depth = 0)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(underlying, depth);
        if (type.IsEnum) return type.GetEnumValues().Cast<object>();
        if (Known(type) is { } known) return known;
        if (ElementOf(type) is { } element) return Sequences(type, element, depth);
        if (depth > MostDeep) return [];
        IEnumerable<Type> kinds = type.IsAbstract ? Exported.Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false } && t.IsAssignableTo(type)) : [type];
        return kinds.SelectMany(kind => Made(kind, depth).Take(2));
    }

    private static IEnumerable<object>? Known(Type type) =>
        type == typeof(double) ? [0.25, 0.5, 0.75, 2.5, 0.125, 20.0, 0.0, -1.5]
        : type == typeof(float) ? [0.25f, 0.5f]
        : type == typeof(int) ? [2, 3, 1, 4, 5, 0, -1]
        : type == typeof(long) ? [3L, 5L, 8L, 1L]
        : type == typeof(bool) ? [true, false]
        : type == typeof(string) ? ["first", "second"]
        : type == typeof(object) ? []
        : type == typeof(TimeSpan) ? [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)]
        : type == typeof(Shape) ? [Shape.Of(2), Shape.Of(3)]
        : type == typeof(RandomKey) ? [RandomKey.FromSeed(1), RandomKey.FromSeed(2)]
        : type == typeof(Tensor) || type == typeof(Tensor<double>) ? [Tensor.Vector(1.0, 2.0), Tensor.Vector(3.0, 4.0, 5.0), Tensor.Matrix(new[,] { { 1.0, 2.0 }, { 3.0, 5.0 } }), Tensor.Matrix(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } })]
        : type == typeof(Var) ? [Var.Constant(1), Var.Constant(2)]
        : type == typeof(ImagePadding) ? [ImagePadding.Same, ImagePadding.Of(new Padding2D(1, 0, 0, 1))]
        : type == typeof(SignalPadding) ? [SignalPadding.Same, SignalPadding.Causal]
        : type == typeof(ConnectionTable) ? [new ConnectionTable([[0], [0, 1]]), new ConnectionTable([[1]])]
        : type == typeof(Backend) ? [Backend.Managed, Backend.MathNet]
        : type == typeof(GradientCoordinates) ? [GradientCoordinates.Sample(3), GradientCoordinates.Directions(2)]
        : type == typeof(Network) ? [new Network([2], new Dense(2)), new Network([2], new Dense(2), new Tanh())]
        : type == typeof(IObjective) || type == typeof(Supervised) ? [Objective.Supervised(new MeanSquaredError()), Objective.Supervised(new SquaredError(), new L2(0.5))]
        : type == typeof(MultiTask) ? [Objective.MultiTask([new HeadTask("first", new SquaredError(), [2])], new L2(0.5))]
        : type == typeof(ParameterLayout) ? [new Network([2], new Dense(2)).Layout, new Network([2], new Dense(3)).Layout]
        : type == typeof(Parameters<double>) ? [.. new[] { 1, 2 }.Select(seed => new Network([2], new Dense(2)).Initialize<double>(RandomKey.FromSeed(seed)))]
        : type == typeof(NetworkState<double>) ? [NetworkState<double>.Empty, new NetworkState<double>([KeyValuePair.Create("mean", Tensor.Vector(1.0))])]
        : type == typeof(OptimizerState<double>) ? [.. new[] { 0L, 3L }.Select(step => new OptimizerState<double>(step, [], []))]
        : type == typeof(Dataset<double>) ? [.. new[] { 2, 3 }.Select(count => Dataset.FromTensors(Tensor.Full([count, 2], 1.0), Tensor.Full([count], 1.0)))]
        : type == typeof(ImmutableSortedDictionary<string, double>) ? [.. new[] { 1.0, 2.0 }.Select(number => ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("first", number)]))]
        : null;

    /// <summary>What a type makes by its public constructors: what may be left out is left out, and then given.</summary>
    private static IEnumerable<object> Made(Type type, int depth)
    {
        foreach (var constructor in type.GetConstructors().Where(c => !IsCopying(c)).OrderByDescending(c => c.GetParameters().Length))
        {
            var parameters = constructor.GetParameters();
            foreach (bool given in new[] { false, true })
                foreach (object?[] arguments in Choices([.. parameters.Select(p => p.HasDefaultValue && !given ? [p.DefaultValue] : Of(p.ParameterType, depth + 1).Take(4).Cast<object?>().ToArray())]).Take(MostTries))
                    if (Unless(() => constructor.Invoke(arguments)) is { } made) yield return made;
        }
    }

    /// <summary>What a function makes; none where the library refuses it.</summary>
    public static object? Unless(Func<object?> make)
    {
        try
        {
            return make();
        }
        catch (TargetInvocationException refused) when (refused.InnerException is NNException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsCopying(ConstructorInfo constructor) => constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;

    /// <summary>One out of each list, in all ways, the first list's changing slowest.</summary>
    private static IEnumerable<object?[]> Choices(object?[][] lists) => lists.Aggregate<object?[], IEnumerable<object?[]>>([[]], (begun, list) => begun.SelectMany(first => list.Select(next => (object?[])[.. first, next])));

    private static Type? ElementOf(Type type) => type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(IEnumerable<>) || type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) || type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        ? type.GetGenericArguments()[0] : null;

    /// <summary>One element, another, and both.</summary>
    private static IEnumerable<object> Sequences(Type type, Type element, int depth)
    {
        object[] elements = [.. Of(element, depth + 1).Take(2)];
        foreach (object[] some in elements.Length == 2 ? [[elements[0]], [elements[1]], elements] : new[] { elements })
        {
            var array = Array.CreateInstance(element, some.Length);
            Array.Copy(some, array, some.Length);
            yield return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
                ? typeof(ImmutableArray).GetMethods().Single(m => m.Name == nameof(ImmutableArray.Create) && m.GetParameters() is [{ ParameterType.IsArray: true }]).MakeGenericMethod(element).Invoke(null, [array])! : array;
        }
    }
}
