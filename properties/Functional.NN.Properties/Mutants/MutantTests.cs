namespace Functional.NN.Properties.Mutants;

/// <summary>The checks catch: each mutant is wrong in some way, and a named check that the right thing passes refuses it.</summary>
public class MutantTests
{
    public static TheoryData<string> Names => [.. MutantTable.All.Select(mutant => mutant.ToString())];

    private static Mutant Named(string name) => MutantTable.All.Single(mutant => mutant.ToString() == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mutant_is_caught_by_a_check_that_the_right_thing_passes(string name)
    {
        var mutant = Named(name);
        Assert.Null(mutant.Right.Value.Refusal);
        Assert.False(mutant.Try().Passed, $"{mutant.Check} does not see that {mutant.Name}.");
    }

    [Fact]
    public void There_are_more_than_sixty_mutants_under_names_of_their_own()
    {
        Assert.InRange(MutantTable.All.Length, 61, int.MaxValue);
        Assert.Distinct(MutantTable.All.Select(mutant => mutant.ToString()));
    }
}
