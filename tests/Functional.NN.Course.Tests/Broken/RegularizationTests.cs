namespace Functional.NN.Course.Tests;

/// <summary>Claims about regularisation, with a broken rule in the place of the right one.</summary>
public class RegularizationTests
{
    [Fact]
    public void Dropout_that_never_drops_neither_generalises_nor_knows_when_it_is_unsure()
    {
        var findings = new DroppingUnits { Dropping = _ => new Dropout(0) }.Show();
        Assert.Equal(Verdict.NotDecided, findings["dropout.generalises"].Verdict);
        Assert.Equal(Verdict.NotDecided, findings["dropout.knows-when-unsure"].Verdict);
    }

    [Fact]
    public void Without_the_half_the_penalty_shrinks_too_much()
    {
        var findings = new PriorAsPenalty { Penalty = α => new SquaredNorm(α) }.Show();
        Assert.All(findings.Claims, claim => Assert.Equal(Verdict.DidNotHold, claim.Verdict));
    }

    [Fact]
    public void A_penalty_that_grows_with_the_steps_is_not_what_stopping_early_does()
    {
        var findings = new StoppingIsShrinking { Equivalent = (ε, τ) => ε * τ }.Show();
        Assert.Equal(Verdict.DidNotHold, findings["early-stopping-quadratic.is-l2"].Verdict);
        Assert.Equal(Verdict.DidNotHold, findings["early-stopping-quadratic.alpha"].Verdict);
    }

    [Fact]
    public void Without_noise_a_linear_net_does_not_go_to_the_ridge_solution() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new InputNoiseIsRidge { Noise = new GaussianNoise(0) }, "noise-is-ridge.trained"));

    [Fact]
    public void Without_the_soft_threshold_no_weight_is_zero()
    {
        var findings = new SparseWeights { Threshold = _ => w => w }.Show();
        Assert.Equal(Verdict.DidNotHold, findings["l1.soft-threshold"].Verdict);
        Assert.Equal(Verdict.DidNotHold, findings["l1.zeros"].Verdict);
    }

    [Fact]
    public void A_test_set_that_nobody_chose_by_is_not_too_good() =>
        Assert.NotEqual(Verdict.Held, Shown.VerdictOf(new PeekingAtTheTest { ChosenBy = test => (test + 5) % 10 }, "test-set.optimistic"));
}
