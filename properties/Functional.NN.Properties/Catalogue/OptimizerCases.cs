namespace Functional.NN.Properties.Catalogue;

/// <summary>Every optimizer of the catalogue, with constants that do not leap away.</summary>
internal static class OptimizerCases
{
    public static IMinimizer[] All { get; } =
    [
        .. FirstOrderCases.All,
    ];
}
