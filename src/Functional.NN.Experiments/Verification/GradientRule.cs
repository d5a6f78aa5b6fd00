using System.Collections.Immutable;

namespace Functional.NN.Experiments.Verification;

/// <summary>A rule of the catalogue, with cases without end: first those that are described, then others with other shapes and numbers.</summary>
/// <param name="Kind">layer, activation or loss</param>
/// <param name="Name">its type</param>
/// <param name="Described">how many cases come first that must all be checked</param>
/// <param name="Cases">the cases, from a key</param>
internal sealed record GradientRule(string Kind, string Name, int Described, Func<RandomKey, IEnumerable<GradientCase>> Cases)
{
    /// <summary>The rules of the catalogue: layers, activations and losses, by kind and by name.</summary>
    public static ImmutableArray<GradientRule> Catalogue { get; } =
    [
        .. Rules("activation", ActivationCases.All, c => c.Rule, Layers),
        .. Rules("layer", LayerCases.All.Except(ActivationCases.All), c => c.Rule, Layers),
        .. Rules("loss", LossCases.All, c => c.Loss.GetType(), Losses),
    ];

    private static IEnumerable<GradientRule> Rules<TCase>(string kind, IEnumerable<TCase> cases, Func<TCase, Type> type, Func<string, string, TCase[], GradientRule> make) =>
        cases.GroupBy(c => Called(type(c)), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => make(kind, group.Key, [.. group]));

    private static GradientRule Layers(string kind, string name, LayerCase[] cases) => new(kind, name, 2 * cases.Length, key =>
        Endless(cases, key.Fold(name), (c, own) => c with { Key = own }, (c, own) => c.Another(own)).SelectMany(c => new[] { c.Gradient(training: true), c.Gradient(training: false) }));

    private static GradientRule Losses(string kind, string name, LossCase[] cases) => new(kind, name, cases.Length, key =>
        Endless(cases, key.Fold(name), (c, own) => c with { Key = own }, (c, own) => c.Another(own)).Select(c => c.Gradient));

    private static IEnumerable<TCase> Endless<TCase>(TCase[] cases, RandomKey key, Func<TCase, RandomKey, TCase> same, Func<TCase, RandomKey, TCase> another)
    {
        for (int round = 0; ; round++)
            for (int i = 0; i < cases.Length; i++)
                yield return (round == 0 ? same : another)(cases[i], key.Fold(round).Fold(i));
    }

    /// <summary>The type's name; of what is made from a function, how it is made.</summary>
    private static string Called(Type type) => type.IsPublic ? type.Name : type.IsAssignableTo(typeof(ILayer)) ? "Layer.From" : "Loss.From";
}
