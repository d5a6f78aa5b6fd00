namespace Functional.NN.Course.Tests;

/// <summary>Claims about gradients, losses, convolutions and methods of second order, with a broken rule in the place of the right one.</summary>
public class FoundationTests
{
    [Fact]
    public void Difference_quotients_take_more_evaluations_than_one() => Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new CostOfGradient { Gradient = Quotients }, "gradient-cost.one-evaluation"));

    [Fact]
    public void The_absolute_error_is_not_least_at_the_mean() => Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new WhatLossesEstimate { Squared = new MeanAbsoluteError() }, "what-losses-estimate.mean"));

    [Fact]
    public void The_squared_error_is_not_least_at_the_median() => Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new WhatLossesEstimate { Absolute = new MeanSquaredError() }, "what-losses-estimate.median"));

    [Fact]
    public void A_layer_that_knows_places_does_not_move_along_with_what_it_sees()
    {
        Conv2D convolution = new(6, 5);
        var placed = Layer.From("placed", x => x * Var.Constant(Tensor.Generate(x.Shape.Sample, i => 1.0 + i)));
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new ConvolutionShares { Layer = new Sequential([placed, convolution]) }, "convolution.moves-along"));
    }

    [Fact]
    public void A_trace_that_loses_a_way_has_other_derivatives() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new ComputationalGraph { Trace = (f, at) => Grad.TraceAll(x => f([x[0], Var.StopGradient(x[1])]), at) }, "graph.ways-add-up"));

    [Fact]
    public void Descent_does_not_do_what_Newtons_method_does() => Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new QuadraticSteps { Newton = new Sgd(2 / 101.0) }, "quadratic-steps.newton"));

    [Fact]
    public void Descent_at_more_than_its_rate_does_not_come_back() => Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new CurvatureAndRate { Descent = rate => new Sgd(1.2 * rate) }, "curvature.limits-the-rate"));

    [Fact]
    public void Descent_without_momentum_does_not_see_the_symmetry_in_as_many_sweeps() => Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new Symmetry1986 { Optimizer = new Sgd(0.1 * 64) }, "symmetry-1986.two-units"));

    private static IReadOnlyList<Tensor<double>> Quotients(Func<IReadOnlyList<Var>, Var> j, IReadOnlyList<Tensor<double>> θ)
    {
        double At(int block, int place, double step) => j([.. θ.Select((values, b) => Var.Of(Tensor.Generate(values.Shape, i => values.ToArray()[i] + (b == block && i == place ? step : 0))))]).Value<double>().ToScalar();
        return [.. θ.Select((values, block) => Tensor.Generate(values.Shape, i => (At(block, i, 1e-6) - At(block, i, -1e-6)) / 2e-6))];
    }
}
