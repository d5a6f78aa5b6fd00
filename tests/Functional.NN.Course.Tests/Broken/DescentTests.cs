namespace Functional.NN.Course.Tests;

/// <summary>More claims about descent, with a broken rule in the place of the right one.</summary>
public class DescentTests
{
    [Fact]
    public void A_rate_that_does_not_fall_does_not_go_through_the_noise_floor() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new NoiseFloor { Falling = new Constant(0.2) }, "noise-floor.a-falling-rate-goes-through"));

    [Fact]
    public void Descent_at_twice_its_rate_is_not_on_the_noise_floor_of_its_rate() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new NoiseFloor { Descent = rate => new Sgd(rate.Times(2)) }, "noise-floor.a-constant-rate-stops"));

    [Fact]
    public void Without_the_root_the_path_depends_on_the_unit_of_the_loss() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new RmsPropSlips { Right = new RmsPropWithoutRoot(0.01, Epsilon: 0) }, "rmsprop-slips.the-root-makes-it-free-of-scale"));

    [Fact]
    public void With_the_root_steps_are_not_upside_down() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new RmsPropSlips { WithoutRoot = new RmsProp(0.01) }, "rmsprop-slips.without-root-steps-are-upside-down"));

    [Fact]
    public void With_the_gradient_the_loss_does_not_rise() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new RmsPropSlips { WithoutGradient = new RmsProp(0.01) }, "rmsprop-slips.without-gradient-it-only-falls"));

    [Fact]
    public void An_optimizer_that_does_not_forget_does_not_follow_a_minimum_that_moves() =>
        Assert.NotEqual(Verdict.Held, Shown.VerdictOf(new Drift { Forgetting = rate => new AdaGrad(rate) }, "drift.rmsprop-follows"));

    [Fact]
    public void Momentum_without_momentum_does_not_roll_over_a_barrier() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new TwoWells { HeavyBall = _ => new Momentum(0.02, 0) }, "two-wells.momentum-rolls-over"));

    [Fact]
    public void Momentum_without_momentum_gathers_no_speed_on_a_plateau() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new Plateau { HeavyBall = new Momentum(1, 0) }, "plateau.momentum-gathers-speed"));

    [Fact]
    public void Newton_with_curvatures_by_size_is_not_drawn_to_a_saddle() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new Saddle { Newton = new Newton(NewtonCurvature.Absolute) }, "saddle.newton-goes-to-it"));

    [Fact]
    public void Newton_as_it_is_does_not_leave_a_saddle() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new Saddle { SaddleFree = new Newton(NewtonCurvature.AsIs) }, "saddle.curvatures-by-size-leave"));

    [Fact]
    public void Descent_that_takes_no_steps_comes_to_rest_in_no_basin() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new Basins { Descent = new Sgd(0) }, "basins.descent-may-end-in-the-worse"));
}
