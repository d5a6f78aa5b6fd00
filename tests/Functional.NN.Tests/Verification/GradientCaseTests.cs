namespace Functional.NN.Tests;

/// <summary>Cases of gradients as values.</summary>
public class GradientCaseTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    [Fact]
    public void A_layer_is_checked_at_the_samples_its_key_draws()
    {
        var report = GradientCase.Layer(new Dense(3), [4], samples: 2, key: Key).Check();
        Assert.Equal(["bias", "inputs", "weight"], report.Blocks.Select(block => block.Name));
        Assert.Equal(2 * 4 + 4 * 3 + 3, report.Count(GradientVerdict.Right));
        Assert.Equal(GradientCheck.Layer(new Dense(3), [4], Key, batch: 2).Entries.AsEnumerable(), report.Entries);
    }

    [Fact]
    public void A_layer_of_indices_is_checked_by_its_parameters_alone()
    {
        var report = GradientCase.Layer(new Embedding(5, 2), [3], indices: 5, key: Key).Check().ThrowUnlessRight();
        Assert.Equal(["weight"], report.Blocks.Select(block => block.Name));
        Assert.Equal(10, report.Entries.Length);
    }

    [Fact]
    public void Steps_that_do_not_count_have_no_gradient()
    {
        var report = GradientCase.Layer(new Lstm(2), [6, 2], masked: true, key: Key).Check().ThrowUnlessRight();
        Assert.Contains(report["inputs"], entry => entry.Analytic == 0);
        Assert.DoesNotContain(GradientCase.Layer(new Lstm(2), [6, 2], key: Key).Check()["inputs"], entry => entry.Analytic == 0);
    }

    [Fact]
    public void A_loss_is_checked_against_the_targets_its_key_draws() =>
        Assert.Equal(12, GradientCase.Loss(new SoftmaxCrossEntropy(), [3], (key, samples) => Tensor.Of(Shape.Of(samples), key.Integers(samples, 3).Select(i => (double)i)), key: Key).Check().ThrowUnlessRight().Entries.Length);

    [Fact]
    public void Functions_and_networks_are_cases_too_and_a_wrong_one_is_wrong()
    {
        var network = new Network([2], new Dense(2));
        var batch = new Batch<double>(Key.Normal<double>([3, 2]), Key.Fold("t").Normal<double>([3, 2]));
        GradientCase.Network("small", network, Objective.Supervised(new MeanSquaredError()), network.Initialize<double>(Key), batch).Check().ThrowUnlessRight();
        GradientCase.Function("square", x => x * x, Tensor.Vector(1.0, 2.0)).Check().ThrowUnlessRight();
        Assert.Equal(GradientVerdict.Wrong, GradientCase.Function("cube", x => x[0] * x[0] * x[0], x => [2 * x[0]], [1.5]).Check().Verdict);
        Assert.Equal("anything", GradientCase.Of("anything", options => GradientCheck.Function(x => x, Tensor.Vector(1.0), options)).Name);
    }

    [Fact]
    public void A_layer_that_does_not_keep_to_its_shapes_fails_by_name()
    {
        var report = GradientCase.Layer(new Unshaped(), [4]).Check();
        Assert.Equal(GradientVerdict.Failed, report.Verdict);
        Assert.Contains("says that it makes 3×4 of 3×4, and gives 3×4×1", report.Reason, StringComparison.Ordinal);
    }

    private sealed record Unshaped : ILayer
    {
        public Shape OutputShape(Shape input) => input;

        public Applied Apply(LayerContext context, Var x) => x.Reshape(x.Shape.Append(1));
    }
}
