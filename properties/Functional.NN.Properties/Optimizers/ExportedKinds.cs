namespace Functional.NN.Properties.Optimizers;

/// <summary>What the library exports, by reflection.</summary>
internal static class ExportedKinds
{
    /// <summary>The public classes of a kind.</summary>
    public static IEnumerable<Type> Of<TKind>() => typeof(Network).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(TKind)));

    /// <summary>Whether an optimizer stands around others.</summary>
    public static bool IsTransformation(Type type) => type.IsAssignableTo(typeof(OptimizerTransformation)) || type == typeof(ParameterGroups);
}
