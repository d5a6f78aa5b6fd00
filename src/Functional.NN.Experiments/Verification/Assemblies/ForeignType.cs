using System.Collections.Immutable;
using System.Reflection;

namespace Functional.NN.Experiments.Verification;

/// <summary>A public type of somebody's assembly that can be checked.</summary>
/// <param name="Type">the type</param>
internal sealed record ForeignType(Type Type)
{
    /// <summary>Layer, loss or cases.</summary>
    public string Kind => Type.IsAssignableTo(typeof(IGradientCases)) ? "cases" : Type.IsAssignableTo(typeof(ILayer)) ? "layer" : "loss";

    /// <summary>Its name with those of the types it is nested in.</summary>
    public string Name => Type.IsNested ? $"{new ForeignType(Type.DeclaringType!).Name}.{Plain}" : Plain;

    /// <summary>Without the number of the parameters of what is generic.</summary>
    private string Plain => Type.Name.Split('`')[0];

    /// <summary>The types in the order of their full names, and sentences about those that cannot be loaded. Nothing of the assembly runs.</summary>
    public static (ImmutableArray<ForeignType> Types, ImmutableArray<string> Missing) In(Assembly assembly)
    {
        Type[] all;
        ImmutableArray<string> missing = [];
        try
        {
            all = assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            all = [.. e.Types.OfType<Type>()];
            missing = [.. e.LoaderExceptions.OfType<Exception>().Select(GradientOutcome.Sentence).Distinct(StringComparer.Ordinal)];
        }
        return ([.. all.Where(IsCheckable).OrderBy(type => type.FullName, StringComparer.Ordinal).Select(type => new ForeignType(type))], missing);
    }

    /// <summary>What is to be checked of it, made one after the other.</summary>
    /// <exception cref="NotConstructedException">It cannot be made, or fits nothing.</exception>
    public IEnumerable<GradientCase> Cases(RandomKey key)
    {
        object made = Construction.Of(Type);
        return made switch
        {
            IGradientCases offered => offered.GradientCases,
            ILayer layer => FittingLayer.Cases(layer, key.Fold(Type.FullName!)),
            _ => FittingLoss.Cases((ILoss)made, key.Fold(Type.FullName!)),
        };
    }

    private static bool IsCheckable(Type type) => type is { IsVisible: true, IsAbstract: false, IsInterface: false }
        && (type.IsAssignableTo(typeof(ILayer)) || type.IsAssignableTo(typeof(ILoss)) || type.IsAssignableTo(typeof(IGradientCases)));
}
