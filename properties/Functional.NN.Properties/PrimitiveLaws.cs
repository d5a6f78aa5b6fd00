namespace Functional.NN.Properties;

/// <summary>What holds for the derivative rules of every primitive.</summary>
public class PrimitiveLaws
{
    private const int Tests = 30;

    public static TheoryData<string> All => [.. PrimitiveCases.Names];

    public static TheoryData<string> ByDifferences => [.. PrimitiveCases.Names.Where(name => !PrimitiveCases.NotByDifferences.Contains(name))];

    [Fact]
    public void Every_primitive_has_its_cases() => Assert.Equal(
        typeof(Primitive).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Primitive)) && !t.IsAbstract).Select(t => t.Name).Order(StringComparer.Ordinal),
        PrimitiveCases.Names.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public void The_pullback_is_the_transpose_of_the_tangent(string primitive) => Law.Holds(PrimitiveCases.Of(primitive), RuleChecks.Adjoint, tests: Tests);

    [Theory]
    [MemberData(nameof(All))]
    public void The_pullback_is_linear(string primitive) => Law.Holds(PrimitiveCases.Of(primitive), RuleChecks.Linear, tests: Tests);

    [Theory]
    [MemberData(nameof(ByDifferences))]
    public void The_pullback_agrees_with_central_differences(string primitive) => Law.Holds(PrimitiveCases.Of(primitive), RuleChecks.Differences, tests: Tests);

    [Theory]
    [MemberData(nameof(ByDifferences))]
    public void The_pullback_of_the_pullback_agrees_with_central_differences(string primitive) => Law.Holds(PrimitiveCases.Of(primitive), RuleChecks.SecondDifferences, tests: Tests);
}
