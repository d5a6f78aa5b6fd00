namespace Functional.NN.Course.Tests;

/// <summary>One label or several: what the outputs of the two kinds sum to.</summary>
public class OutputSumTests
{
    private static readonly Tensor<double> Logits = RandomKey.FromSeed(1).Normal<double>([200, 5], 0, 3);

    [Fact]
    public void The_outputs_for_one_label_sum_to_one() =>
        Assert.All(new SoftmaxCategorical().Mean(Var.Of(Logits)).Sum(1).Value<double>().ToArray(), sum => Assert.Equal(1, sum, 1e-14));

    [Fact]
    public void The_outputs_for_several_labels_sum_to_anything_between_none_and_all()
    {
        var sums = new SigmoidBernoulli().Mean(Var.Of(Logits)).Sum(1).Value<double>().ToArray();
        Assert.All(sums, sum => Assert.InRange(sum, 0, 5));
        Assert.Contains(sums, sum => sum < 1.2);
        Assert.Contains(sums, sum => sum > 3.8);
    }

    [Fact]
    public void A_sample_with_two_labels_can_have_both_for_sure_only_where_each_has_an_output_of_its_own()
    {
        var z = Var.Of(Tensor.Matrix(new double[,] { { 20, 20, -20 } }));
        Assert.Equal([1, 1, 0], new SigmoidBernoulli().Mean(z).Value<double>().ToArray().Select(p => Math.Round(p, 6)));
        Assert.Equal([0.5, 0.5, 0], new SoftmaxCategorical().Mean(z).Value<double>().ToArray().Select(p => Math.Round(p, 6)));
    }
}
