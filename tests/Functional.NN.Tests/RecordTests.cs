using System.Runtime.CompilerServices;

namespace Functional.NN.Tests;

/// <summary>F# cannot copy a C# record with a change; a With(…) of optional arguments can.</summary>
public class RecordTests
{
    private static readonly Type[] Descriptions = [typeof(ILayer), typeof(IMinimizer), typeof(LineSearch), typeof(MinimizeOptions), typeof(Schedule), typeof(Batching), typeof(FitPlan), typeof(EarlyStopping), typeof(GradientCheckOptions)];

    public static TheoryData<Type> WithSeveralConstants =>
        [.. typeof(Network).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && Descriptions.Any(d => d.IsAssignableFrom(type)) && Constants(type).Length > 1)];

    [Theory]
    [MemberData(nameof(WithSeveralConstants))]
    public void A_description_with_several_constants_has_a_With_that_names_each(Type description)
    {
        var with = Assert.Single(description.GetMethods(), method => method.Name == "With");
        Assert.Equal(description, with.ReturnType);
        Assert.Equal(Constants(description), with.GetParameters().Select(p => p.Name!.ToUpperInvariant()).Order(StringComparer.Ordinal));
        Assert.All(with.GetParameters(), parameter => Assert.True(parameter.IsOptional, $"{parameter.Name} must be optional"));
    }

    private static string[] Constants(Type type) => [.. type.GetProperties()
        .Where(p => p.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true).Select(p => p.Name.ToUpperInvariant()).Order(StringComparer.Ordinal)];
}
