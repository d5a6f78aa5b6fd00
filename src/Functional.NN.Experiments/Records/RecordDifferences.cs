using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>What differs between two records besides their numbers.</summary>
internal static class RecordDifferences
{
    /// <summary>The parts of the data whose bytes differ, in words.</summary>
    public static ImmutableArray<string> OfData(ImmutableSortedDictionary<string, string> recorded, ImmutableSortedDictionary<string, string> found) =>
        [.. recorded.Keys.Union(found.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Where(part => recorded.GetValueOrDefault(part) != found.GetValueOrDefault(part))
            .Select(part => $"{part} has the sha256 {found.GetValueOrDefault(part) ?? "of nothing: it is not there"}, recorded is {recorded.GetValueOrDefault(part) ?? "nothing"}")];

    /// <summary>The facts of two environments that differ, in words.</summary>
    public static ImmutableArray<string> OfEnvironments(ImmutableArray<EnvironmentFact> first, ImmutableArray<EnvironmentFact> second)
    {
        static string Value(ImmutableArray<EnvironmentFact> facts, string name) => facts.FirstOrDefault(fact => fact.Name == name)?.Value ?? "none";
        return [.. first.Concat(second).Select(fact => fact.Name).Distinct().Where(name => Value(first, name) != Value(second, name)).Select(name => $"{name}: {Value(first, name)} ≠ {Value(second, name)}")];
    }
}
