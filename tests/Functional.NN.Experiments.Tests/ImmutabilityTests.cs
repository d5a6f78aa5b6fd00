using Functional.NN.Tests;

namespace Functional.NN.Experiments.Tests;

/// <summary>Nothing public in the experiments lets anyone change a value after it was made.</summary>
public class ImmutabilityTests
{
    private static readonly Type[] Public = System.Reflection.Assembly.Load("Functional.NN.Experiments").GetExportedTypes();

    [Fact]
    public void There_is_a_surface_to_look_at() => Assert.NotEmpty(Public);

    [Fact]
    public void No_property_can_be_set_after_its_object_was_made() => AssertNone(Public.SelectMany(PublicSurface.Setters));

    [Fact]
    public void No_field_can_be_written() => AssertNone(Public.SelectMany(type => PublicSurface.Fields(type)));

    [Fact]
    public void No_member_hands_out_something_that_can_be_written_to() => AssertNone(Public.SelectMany(type => PublicSurface.Exposures(type)));

    [Fact]
    public void No_property_keeps_a_collection_that_somebody_else_may_change() => AssertNone(Public.SelectMany(PublicSurface.KeptCollections));

    private static void AssertNone(IEnumerable<string> violations) => Assert.Equal("", string.Join('\n', violations));
}
