namespace Functional.NN.Properties;

/// <summary>What holds for whole networks.</summary>
public class NetworkLaws
{
    private static Supervised ObjectiveOf(NetworkCase c) => c.Objective;

    [Fact]
    public void The_gradient_of_a_random_network_agrees_with_central_differences_in_parameters_and_inputs() => Law.Holds(NetworkCases.Any,
        c => GradientCheck.Network(c.Network, ObjectiveOf(c), c.Parameters, c.Batch, c.Key, c.Training).ThrowIfWrong(), NetworkCases.Smaller, tests: 300);

    [Fact]
    public void The_gradient_a_training_step_uses_is_the_gradient_that_was_checked() => Law.Holds(NetworkCases.Any, c =>
    {
        var trainer = new Trainer<double>(c.Network, ObjectiveOf(c), new Sgd(0.1));
        GradientCheck.Trainer(trainer, new Model<double>(c.Network, c.Parameters), c.Batch, c.Key).ThrowIfWrong();
    }, NetworkCases.Smaller, tests: 50);

    [Fact]
    public void The_same_network_in_float_gives_nearly_the_same_output() => Law.Holds(NetworkCases.Any, c =>
    {
        var model = new Model<double>(c.Network, c.Parameters);
        var difference = (model.Predict(c.Batch.Inputs) - model.Cast<float>().Predict(c.Batch.Inputs.Cast<float>()).Cast<double>()).Abs();
        Assert.All(difference.ToArray(), error => Assert.InRange(error, 0, 1e-3));
    }, NetworkCases.Smaller);

    [Fact]
    public void In_evaluation_a_sample_does_not_see_the_others() => Law.Holds(NetworkCases.Any, c =>
    {
        var model = new Model<double>(c.Network, c.Parameters);
        var together = model.Predict(c.Batch.Inputs);
        for (int i = 0; i < c.Samples; i++) Assert.Equal(together.At(i), model.Predict(c.Batch.Inputs.Slice(0, i, 1)).At(0));
    }, NetworkCases.Smaller);

}
