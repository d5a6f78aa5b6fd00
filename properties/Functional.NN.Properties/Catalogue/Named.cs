namespace Functional.NN.Properties.Catalogue;

/// <summary>Cases by their text, with a number where several have the same, so that each is a test of its own; and whether every kind has one.</summary>
internal static class Named
{
    public static TheoryData<string> Names<TCase>(IEnumerable<TCase> cases) where TCase : notnull => [.. Numbered(cases).Select(c => c.Name)];

    public static TCase Find<TCase>(IEnumerable<TCase> cases, string name) where TCase : notnull => Numbered(cases).First(c => c.Name == name).Case;

    /// <summary>Every public class of a kind in the library is among the given things.</summary>
    public static void AssertAll<TKind>(IEnumerable<TKind> given, params Type[] without) where TKind : notnull
    {
        var there = given.Select(thing => thing.GetType()).ToHashSet();
        Assert.Empty(typeof(Network).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(TKind)) && !there.Contains(type)).Except(without).Select(type => type.Name));
    }

    private static IEnumerable<(string Name, TCase Case)> Numbered<TCase>(IEnumerable<TCase> cases) where TCase : notnull =>
        cases.GroupBy(c => c.ToString()!).SelectMany(same => same.Select((c, i) => (i == 0 ? same.Key : FormattableString.Invariant($"{same.Key}, {i + 1}"), c)));
}
