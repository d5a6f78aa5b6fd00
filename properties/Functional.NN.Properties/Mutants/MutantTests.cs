using FsCheck.Fluent;

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
    public void There_are_hundreds_of_mutants_of_every_kind_under_names_of_their_own()
    {
        Assert.InRange(MutantTable.All.Length, 300, int.MaxValue);
        Assert.Distinct(MutantTable.All.Select(mutant => mutant.ToString()));
        Assert.Equal(["going on", "gradient", "kernel", "layer", "loss", "optimizer", "penalty", "rule", "schedule", "shards", "training", "walk back"], MutantTable.All.Select(mutant => mutant.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(nameof(Primitives.Tanh))]
    [InlineData(nameof(Primitives.Softmax))]
    public void A_tangent_and_a_pullback_that_are_wrong_alike_are_each_others_transpose_and_only_differences_see_it(string primitive)
    {
        var wrong = PrimitiveCases.Of(primitive).Select(c => c.With(AlteredRule.Derivative((_, y) => 1 - y)(c.Rule)));
        Assert.True(Trial.Over(wrong, RuleChecks.Adjoint, 30).Passed);
        Assert.False(Trial.Over(wrong, RuleChecks.Differences, 30).Passed);
    }

    [Fact]
    public void A_check_that_breaks_has_caught_nothing() =>
        Assert.ThrowsAny<Exception>(() => Trial.Over(Draw.Key, _ => throw new InvalidOperationException("broken"), 3));

    [Fact]
    public void A_trial_counts_the_cases_up_to_the_one_that_is_refused()
    {
        int seen = 0;
        Assert.Equal(4, Trial.Over(Draw.Key, _ => Assert.True(++seen < 4), 10).Cases);
        Assert.Equal(new Trial(10, null), Trial.Over(Draw.Key, _ => { }, 10));
    }
}
