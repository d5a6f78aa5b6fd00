namespace Functional.NN.Tests.Linear;

public sealed class LmsRuleTests
{
    private static readonly Tensor<double> X = Tensor.Matrix(new[,] { { 1.0, 2.0 }, { -1.0, 0.5 }, { 0.25, -2.0 } });
    private static readonly Tensor<double> Targets = Tensor.Vector(1.0, -1.0, 0.5);

    [Fact]
    public void One_step_is_alpha_times_the_error_times_the_input()
    {
        var step = new LmsRule(0.5).Steps(X, Targets).First();
        Assert.Equal(1, step.Error);
        Assert.Equal(Tensor.Matrix(new[,] { { 0.5 }, { 1.0 } }), step.Map.Weight);
        Assert.Equal(0.5, step.Map.Bias.ToScalar());
    }

    [Fact]
    public void The_doubled_rule_is_the_other_with_twice_the_rate() =>
        Assert.Equal(new LmsRule(0.125).Steps(X, Targets).Take(9), new LmsRule(0.0625, Doubled: true).Steps(X, Targets).Take(9));

    [Fact]
    public void Fit_is_the_last_of_its_steps() => Assert.Equal(new LmsRule(0.1).Steps(X, Targets).Take(12).Last().Map, new LmsRule(0.1).Fit(X, Targets, 4));

    [Fact]
    public void On_targets_that_are_affine_in_the_inputs_it_finds_the_least_squares_solution()
    {
        var targets = X.MatMul(Tensor.Matrix(new[,] { { 0.5 }, { -0.25 } })) + 0.75;
        var (lms, exact) = (new LmsRule(0.1).Fit(X, targets, 2000), new LinearRegression().Fit(X, targets).Map);
        Assert.Equal(exact.Weight.ToArray(), lms.Weight.ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(0.75, lms.Bias.ToScalar(), 1e-9);
    }

    [Fact]
    public void Bad_constants_are_refused()
    {
        Assert.Equal("LmsRule: a learning rate must be a finite number that is not negative, got -1.", Assert.Throws<NNException>(() => new LmsRule(-1)).Message);
        Assert.Equal("LmsRule: the number of epochs must be 1 or more, got 0.", Assert.Throws<NNException>(() => new LmsRule(0.1).Fit(X, Targets, 0)).Message);
    }
}
