namespace Functional.NN.Course.Tests;

/// <summary>Claims about difficulties, with a broken rule in the place of the right one.</summary>
public class DifficultyTests
{
    [Fact]
    public void A_cross_entropy_that_is_a_squared_error_is_as_slow()
    {
        var broken = new SlowStart { CrossEntropy = new HalfSquaredError() }.Show();
        Assert.Equal(Verdict.DidNotHold, broken["slow-start.cross-entropy-starts-fastest"].Verdict);
        Assert.Equal(Verdict.DidNotHold, broken["slow-start.cross-entropy-is-sooner-right"].Verdict);
    }

    [Fact]
    public void At_a_small_rate_curvature_takes_back_next_to_nothing() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new IllConditioning { Rate = 0.5 }, "ill-conditioning.curvature-eats-the-step"));

    [Fact]
    public void Clipping_that_clips_nothing_does_not_stay_at_a_cliff() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new Cliff { ByNorm = new Sgd(0.1).ClippedByGlobalNorm(double.PositiveInfinity) }, "cliff.clipping-stays"));

    [Fact]
    public void Weights_of_He_without_their_factor_two_do_not_keep_the_scale() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new Initialisation { ForRelu = new LeCun() }, "initialisation.he-keeps-the-scale"));

    [Fact]
    public void Weights_that_are_not_alike_do_not_stay_alike() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new Initialisation { Alike = new Xavier() }, "initialisation.alike-stay-alike"));

    [Fact]
    public void A_rate_that_is_not_too_large_kills_no_more_units_than_itself() =>
        Assert.NotEqual(Verdict.Held, Shown.VerdictOf(new DyingUnits { Large = 0.3 }, "dead-units.a-large-rate-kills"));

    [Fact]
    public void Leaky_units_without_their_leak_live_no_longer() =>
        Assert.NotEqual(Verdict.Held, Shown.VerdictOf(new DyingUnits { Leaky = new LeakyRelu(0) }, "dead-units.leaky-lives"));

    [Fact]
    public void A_linear_recurrence_that_squashes_is_no_power_of_its_eigenvalue() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new LongProduct { Linear = new Tanh() }, "long-product.grows-as-a-power"));

    [Fact]
    public void Normalisation_that_normalises_nothing_allows_no_larger_rates() =>
        Assert.NotEqual(Verdict.Held, Shown.VerdictOf(new Normalisation { Between = new Identity() }, "normalisation.larger-rates"));
}
