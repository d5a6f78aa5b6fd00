using System.Collections.Concurrent;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Gradients;

/// <summary>What holds for the gradients of whole networks.</summary>
public class GradientLaws
{
    private const int NumbersOfABlock = 12;

    /// <summary>Networks with corners and jumps, deep ones, ones whose gradients vanish: the check may pass over a number, but never calls one wrong, and it can tell of most.</summary>
    [Fact]
    public void The_gradient_of_a_random_network_is_that_of_differences_in_parameters_and_inputs()
    {
        var verdicts = new ConcurrentDictionary<GradientVerdict, int>();
        Law.Holds(NetworkCases.Any, c =>
        {
            foreach (var entry in Checked(c).ThrowIfWrong().Entries) verdicts.AddOrUpdate(entry.Verdict, 1, (_, count) => count + 1);
        }, NetworkCases.Smaller, tests: 100, kinds: [new("of four layers or more", 0.3, c => c.Body.Length > 3), new("in training", 0.3, c => c.Training), new("whose gradient is not zero", 0.7, c => c.Function.Gradient(c.Batch, Objective.Supervised(c.Loss)).Size > 0)]);
        int Of(GradientVerdict verdict) => verdicts.GetValueOrDefault(verdict);
        int all = verdicts.Values.Sum();
        Console.WriteLine(FormattableString.Invariant($"{all} numbers: {Of(GradientVerdict.Right)} right, {Of(GradientVerdict.Kink)} at kinks, of {Of(GradientVerdict.CannotTell)} it cannot tell"));
        Assert.True(Of(GradientVerdict.CannotTell) < 0.1 * all, FormattableString.Invariant($"of {Of(GradientVerdict.CannotTell)} of {all} numbers the check cannot tell"));
    }

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
    public void A_training_step_is_right_by_differences_of_its_own_loss_where_it_trains() => Law.Holds(NetworkCases.Small.Select(c => c with { Training = true }).Where(c => c.Fits), c =>
    {
        var network = c.FrozenInPart;
        var report = GradientCheck.Trainer(new Trainer<double>(network, c.Objective, new Sgd(0.1)), c.Model.On(network), c.Batch, c.StepKey, new GradientCheckOptions(coordinates: GradientCoordinates.Sample(3), key: c.Key));
        Assert.Equal(network.Layout.Where(block => !block.Frozen).Select(block => block.Path).Order(StringComparer.Ordinal), report.ThrowIfWrong().Blocks.Select(block => block.Name).Order(StringComparer.Ordinal));
    }, NetworkCases.Smaller, 40, [new("frozen in part", 0.5, c => c.FrozenInPart.Layout.HasFrozen)]);

    [Fact]
    public void The_pullback_of_a_network_is_the_transpose_of_its_tangent() => Law.Holds(NetworkCases.Any, c => RuleChecks.Adjoint(Outputs(c), c.Function.Point(c.Batch), c.Key), NetworkCases.Smaller);

    [Fact]
    public void The_pullback_of_a_network_is_linear() => Law.Holds(NetworkCases.Any, c => RuleChecks.Linear(Outputs(c), c.Function.Point(c.Batch), c.Key), NetworkCases.Smaller);

    private static Func<IReadOnlyList<Var>, Var> Outputs(NetworkCase c)
    {
        var (function, batch) = (c.Function, c.Batch);
        return point => function.Outputs(point, batch);
    }

    /// <summary>Networks as their users check them; those of tokens, which have no gradient, by their parameters alone.</summary>
    private static GradientReport Checked(NetworkCase c)
    {
        var options = new GradientCheckOptions(coordinates: GradientCoordinates.Sample(NumbersOfABlock), key: c.Key);
        var (function, batch, objective) = (c.Function, c.Batch, c.Objective);
        return c.Tokens is null
            ? GradientCheck.Network(c.Network, objective, function.Model.Parameters, batch, c.StepKey, c.Training, options: options)
            : GradientCheck.FunctionOfAll(point => function.Evaluate(point, batch, objective).Loss, function.Point(batch), options);
    }
}
