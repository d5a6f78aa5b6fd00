namespace Functional.NN.Course.Tests;

/// <summary>Claims about linear neurons, with a broken rule in the place of the right one.</summary>
public class AncestorTests
{
    [Fact]
    public void A_perceptron_that_gives_up_after_two_epochs_has_not_learned_AND() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new Perceptrons { Rule = new(MostEpochs: 2) }, "perceptron.converges-on-and"));

    [Fact]
    public void Descent_on_twice_the_gradient_diverges_below_the_limit() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new LeastMeanSquares { Descent = ε => new Sgd(2 * ε) }, "lms.rate-limit"));

    [Fact]
    public void Without_a_penalty_separable_classes_have_no_minimum_to_find() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new SeparableClasses { Penalty = 0 }, "separable.penalty-gives-one"));

    [Theory]
    [InlineData("neuron.step-has-no-gradient")]
    [InlineData("neuron.descent-needs-a-slope")]
    public void A_step_in_the_place_of_the_sigmoid_learns_nothing(string claim) =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new Neurons { Smooth = new Step() }, claim));

    [Fact]
    public void A_linear_kernel_does_not_solve_exclusive_or() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new KernelTrick { Kernel = new PolynomialKernel(1, 0) }, "kernel-trick.solves-xor"));

    [Fact]
    public void Linear_hidden_units_come_no_nearer_to_a_function_however_many_there_are() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new UniversalApproximation { Activation = new Identity() }, "universal-approximation.width"));
}
