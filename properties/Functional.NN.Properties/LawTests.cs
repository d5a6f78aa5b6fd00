namespace Functional.NN.Properties;

/// <summary>The helper itself: a law that fails says so, with its seed and the smallest case.</summary>
public class LawTests
{
    private static string Failure() => Assert.ThrowsAny<Exception>(() => Law.Holds(Draw.Tensors, x => Assert.True(x.Shape.Rank < 1, "a rank of 1 or more"), Draw.Smaller)).Message;

    [Fact]
    public void A_failing_law_prints_its_seed() => Assert.Matches(@"\(\d+,\d+\)", Failure());

    [Fact]
    public void A_law_has_a_seed_of_its_own_that_is_the_same_in_every_run()
    {
        Assert.Equal(17853217954767978013UL, Law.OfName("a law").Rnd.Seed);
        Assert.NotEqual(Law.OfName("a law").Rnd.Seed, Law.OfName("another").Rnd.Seed);
    }

    [Fact]
    public void A_failing_law_prints_what_failed() => Assert.Contains("a rank of 1 or more", Failure(), StringComparison.Ordinal);

    [Fact]
    public void A_law_that_never_holds_fails_at_the_first_case() => Assert.True(Law.Fails(Draw.Key, _ => Assert.Fail("never"), tests: 1));

    [Fact]
    public void A_law_that_always_holds_does_not_fail() => Assert.False(Law.Fails(Draw.Key, _ => { }));
}
