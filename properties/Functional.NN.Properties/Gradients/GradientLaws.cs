namespace Functional.NN.Properties.Gradients;

/// <summary>What holds for the gradients of whole networks.</summary>
public class GradientLaws
{
    [Fact]
    public void The_gradient_of_a_random_network_agrees_with_central_differences_in_parameters_and_inputs() => Law.Holds(NetworkCases.Any,
        c => Checked(c).ThrowIfWrong(), NetworkCases.Smaller, tests: 100);

    [Fact]
    public void The_gradient_a_training_step_uses_is_the_gradient_that_was_checked() => Law.Holds(NetworkCases.Any, drawn =>
    {
        var c = drawn with { Training = true };
        if (!c.Fits) return;
        var used = new Trainer<double>(c.Network, c.Objective, new Sgd(0.1)).Gradient(c.Model, c.Batch, c.StepKey);
        var rules = c.Gradient();
        Assert.Equal(rules.Loss, used.Metrics.Loss);
        foreach (var block in c.Network.Layout) Assert.Equal(block.Frozen ? Tensor.Zeros<double>(block.Shape) : rules.Parameters[block.Path], used.Gradient[block.Path]);
    }, NetworkCases.Smaller);

    [Fact]
    public void The_pullback_of_a_network_is_the_transpose_of_its_tangent() => Law.Holds(NetworkCases.Any, c => RuleChecks.Adjoint(Outputs(c), c.Function.Point(c.Batch), c.Key), NetworkCases.Smaller);

    [Fact]
    public void The_pullback_of_a_network_is_linear() => Law.Holds(NetworkCases.Any, c => RuleChecks.Linear(Outputs(c), c.Function.Point(c.Batch), c.Key), NetworkCases.Smaller);

    private static Func<IReadOnlyList<Var>, Var> Outputs(NetworkCase c)
    {
        var (function, batch) = (c.Function, c.Batch);
        return point => function.Outputs(point, batch);
    }

    private static GradientReport Checked(NetworkCase c)
    {
        var (function, batch) = (c.Function, c.Batch);
        return GradientCheck.FunctionOfAll(point => function.Evaluate(point, batch, c.Objective).Loss, function.Point(batch));
    }
}
