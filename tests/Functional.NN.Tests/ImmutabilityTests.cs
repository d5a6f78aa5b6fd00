using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Functional.NN.Tests;

/// <summary>Nothing public lets anyone change a value after it was made.</summary>
public class ImmutabilityTests
{
    private static readonly Type[] Public = typeof(Network).Assembly.GetExportedTypes();

    /// <summary>They hand out copies; the tests below write to each and look at the tensor again.</summary>
    private static readonly string[] Copies = ["Tensor`1.ToArray", "Tensor`1.ToMathNetVector", "Tensor`1.ToMathNetMatrix"];

    /// <summary>They remember what can be computed again.</summary>
    private static readonly string[] Caches = ["Var._rounded"];

    [Fact]
    public void There_is_a_surface_to_look_at() => Assert.True(Public.Length > 80, $"only {Public.Length} public types");

    [Fact]
    public void No_property_can_be_set_after_its_object_was_made() => Assert.Empty(Public.SelectMany(PublicSurface.Setters));

    [Fact]
    public void No_field_can_be_written() => Assert.Empty(Public.SelectMany(type => PublicSurface.Fields(type, Caches)));

    [Fact]
    public void No_member_hands_out_something_that_can_be_written_to() => Assert.Empty(Public.SelectMany(type => PublicSurface.Exposures(type, Copies)));

    [Fact]
    public void No_property_keeps_a_collection_that_somebody_else_may_change() => Assert.Empty(Public.SelectMany(PublicSurface.KeptCollections));

    [Fact]
    public void Whoever_takes_an_array_is_known_to_copy_it() =>
        Assert.Equal(TakersOfArrays, Public.SelectMany(PublicSurface.TakersOfArrays).Distinct().Order(StringComparer.Ordinal));

    private static readonly string[] TakersOfArrays = [];

    [SuppressMessage("Design", "CA1051", Justification = "A bad example.")]
    [SuppressMessage("Usage", "CA2227", Justification = "A bad example.")]
    [SuppressMessage("Design", "CA1002", Justification = "A bad example.")]
    [SuppressMessage("Performance", "CA1819", Justification = "A bad example.")]
    [SuppressMessage("Performance", "CA1822", Justification = "A bad example.")]
    public sealed record BadExample(IReadOnlyList<int> Kept)
    {
        private int _hidden;
        public int Field;
        public int Settable { get; set; }
        public int Initialised { get; init; }
        public int[] Handed => [++_hidden];
        public List<int> Listed { get; } = [];
        public void Lent(Action<Memory<int>> borrower) => borrower(new int[1]);
        public IReadOnlyDictionary<string, int[]> Nested => ImmutableDictionary<string, int[]>.Empty;
        public int Took(int[] array) => array.Length;
    }

    [Fact]
    public void Each_of_these_looks_sees_a_bad_example()
    {
        var bad = typeof(BadExample);
        Assert.Equal(["BadExample.Settable can be set"], PublicSurface.Setters(bad));
        Assert.Equal(["BadExample._hidden is a field that can be written", "BadExample.Field is a field that can be written"], PublicSurface.Fields(bad, "BadExample.<Settable>k__BackingField").Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["BadExample.Lent hands out Action`1", "BadExample.get_Handed hands out Int32[]", "BadExample.get_Listed hands out List`1", "BadExample.get_Nested hands out IReadOnlyDictionary`2"],
            PublicSurface.Exposures(bad).Order(StringComparer.Ordinal));
        Assert.Equal(["BadExample.Kept keeps the IReadOnlyList`1 it is given"], PublicSurface.KeptCollections(bad));
        Assert.Equal(["BadExample.Took"], PublicSurface.TakersOfArrays(bad));
    }
}
