using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Measures;

public sealed class ConfusionMatrixTests
{
    /// <summary>Of 10 cats 8 are taken for cats, of 6 dogs 3 for dogs, of 4 birds 4 for birds.</summary>
    private static readonly ConfusionMatrix Animals = new(Tensor.Matrix(new double[,] { { 8, 2, 0 }, { 1, 3, 2 }, { 0, 0, 4 } }));

    private static readonly Tensor<double> Scores = Numbers.Some<double>([60, 4], 1), Classes = Tensor.Generate([60], i => (double)(i * 3 % 4)), Weights = Tensor.Generate([60], i => 1.0 + i % 3);

    [Fact]
    public void Precision_is_of_what_was_predicted_and_recall_of_what_was_there()
    {
        Assert.Equal((8 / 9.0, 8 / 10.0), (Animals.Precision(0), Animals.Recall(0)));
        Assert.Equal((3 / 5.0, 3 / 6.0), (Animals.Precision(1), Animals.Recall(1)));
        Assert.Equal((4 / 6.0, 1), (Animals.Precision(2), Animals.Recall(2)));
        Assert.Equal((10, 6, 4, 20, 3), (Animals.Support(0), Animals.Support(1), Animals.Support(2), Animals.Total, Animals.Classes));
    }

    [Fact]
    public void F1_is_the_harmonic_mean_of_precision_and_recall()
    {
        for (int i = 0; i < 3; i++)
        {
            double p = Animals.Precision(i), r = Animals.Recall(i);
            Assert.Equal(2 * p * r / (p + r), Animals.F1(i), 1e-15);
            Assert.Equal(5 * p * r / (4 * p + r), Animals.FScore(i, 2), 1e-15);
        }
    }

    [Fact]
    public void Macro_is_the_mean_of_classes_weighted_their_mean_by_support_and_micro_the_accuracy()
    {
        double[] f = [Animals.F1(0), Animals.F1(1), Animals.F1(2)];
        Assert.Equal(f.Average(), Animals.F1(Averaging.Macro), 1e-15);
        Assert.Equal((10 * f[0] + 6 * f[1] + 4 * f[2]) / 20, Animals.F1(Averaging.Weighted), 1e-15);
        Assert.Equal(0.75, Animals.Accuracy);
        Assert.Equal((0.75, 0.75, 0.75), (Animals.Precision(Averaging.Micro), Animals.Recall(Averaging.Micro), Animals.F1(Averaging.Micro)));
        Assert.Equal(Animals.Accuracy, Animals.Recall(Averaging.Weighted), 1e-15);
        Assert.Equal((0.8 + 0.5 + 1) / 3, Animals.Recall(Averaging.Macro), 1e-15);
    }

    [Fact]
    public void Every_position_is_counted_where_its_target_and_its_largest_score_meet()
    {
        var byHand = Tensor.Generate([4, 4], place => Enumerable.Range(0, 60).Where(i => Classes[i] == place / 4 && Scores.ArgMax(1)[i] == place % 4).Sum(i => Weights[i]));
        Assert.Equal(byHand, ConfusionMatrix.Of(Scores, Classes, Weights).Counts);
        Assert.Equal(byHand, ConfusionMatrix.Of(Scores.Cast<float>(), Var.OneHot(Var.Of(Classes), 4).Value<double>().Cast<float>(), Weights.Cast<float>()).Counts);
    }

    [Fact]
    public void The_accuracy_is_that_of_the_metric() =>
        Assert.Equal(new Accuracy().Terms(Var.Of(Scores), Var.Of(Classes)).Weighed(Var.Of(Weights)).Mean().Value<double>().ToScalar(), ConfusionMatrix.Of(Scores, Classes, Weights).Accuracy, 1e-15);

    [Fact]
    public void A_sample_of_weight_n_counts_as_n_samples()
    {
        int[] repeated = [.. Enumerable.Range(0, 60).SelectMany(i => Enumerable.Repeat(i, (int)Weights[i]))];
        Assert.Equal(ConfusionMatrix.Of(Scores.Gather(repeated), Classes.Gather(repeated)), ConfusionMatrix.Of(Scores, Classes, Weights));
    }

    [Fact]
    public void Batches_join_to_the_whole()
    {
        var parts = new[] { (0, 7), (7, 40), (47, 13) }.Select(part => ConfusionMatrix.Of(Scores.Slice(0, part.Item1, part.Item2), Classes.Slice(0, part.Item1, part.Item2)));
        Assert.Equal(ConfusionMatrix.Of(Scores, Classes), parts.Aggregate((all, next) => all.And(next)));
        Assert.Equal("ConfusionMatrix: matrices of 3 and of 2 classes cannot be joined.", Assert.Throws<ShapeException>(() => Animals.And(new ConfusionMatrix(Tensor.Identity<double>(2)))).Message);
    }

    [Fact]
    public void Ignored_positions_and_classes_on_another_axis()
    {
        int[] others = [.. Enumerable.Range(0, 60).Where(i => Classes[i] != 1)];
        Assert.Equal(ConfusionMatrix.Of(Scores.Gather(others), Classes.Gather(others)), ConfusionMatrix.Of(Scores, Classes, ignoreIndex: 1));
        Assert.Equal(ConfusionMatrix.Of(Scores, Classes), ConfusionMatrix.Of(Scores.Reshape(10, 6, 4).Transpose(0, 2, 1), Classes.Reshape(10, 6), classAxis: 1));
        var perSample = Tensor.Generate([10], i => i + 1.0);
        Assert.Equal(ConfusionMatrix.Of(Scores, Classes, Tensor.Generate([60], i => i / 6 + 1.0)), ConfusionMatrix.Of(Scores.Reshape(10, 6, 4), Classes.Reshape(10, 6), perSample));
    }

    [Theory, InlineData(0, 0), InlineData(-1, 0), InlineData(0, 0.5)]
    public void One_score_is_decided_by_its_sign_or_a_threshold(double no, double threshold)
    {
        Tensor<double> scores = Tensor.Of([5, 1], 2.0, -1, 1, -3, 0.25), targets = Tensor.Of([5, 1], 1, 1, no, no, 1);
        Assert.Equal(Tensor.Matrix(new double[,] { { 1, 1 }, { threshold == 0 ? 1 : 2, threshold == 0 ? 2 : 1 } }), ConfusionMatrix.Of(scores, targets, threshold: threshold).Counts);
        Assert.Equal(ConfusionMatrix.Of(scores, targets), ConfusionMatrix.Of(scores.Reshape(5), targets.Reshape(5)));
    }

    [Fact]
    public void A_class_that_never_occurs_has_scores_of_zero()
    {
        var never = new ConfusionMatrix(Tensor.Matrix(new double[,] { { 3, 0 }, { 0, 0 } }));
        Assert.Equal((0, 0, 0), (never.Precision(1), never.Recall(1), never.F1(1)));
        Assert.Equal((0.5, 1), (never.F1(Averaging.Macro), never.F1(Averaging.Weighted)));
        Assert.Equal(0, new ConfusionMatrix(Tensor.Zeros<double>([2, 2])).Accuracy);
    }

    [Fact]
    public void It_prints_as_a_table_under_every_culture() => Assert.Equal("""
        target  cat  dog  bird  precision  recall      F1
        cat       8    2     0     0.8889  0.8000  0.8421
        dog       1  3.5     2     0.6364  0.5385  0.5833
        bird      0    0     4     0.6667  1.0000  0.8000
        """, Cultures.Under("de-DE", () => Animals.And(new ConfusionMatrix(Tensor.Matrix(new double[,] { { 0, 0, 0 }, { 0, 0.5, 0 }, { 0, 0, 0 } }))).ToText("cat", "dog", "bird")));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Equal("ConfusionMatrix: counts are classes × classes, got 2×3.", Assert.Throws<ShapeException>(() => new ConfusionMatrix(Tensor.Zeros<double>([2, 3]))).Message);
        Assert.Equal("ConfusionMatrix: there are classes 0 to 2, asked for 3.", Assert.Throws<NNException>(() => Animals.F1(3)).Message);
        Assert.Equal("ConfusionMatrix: there are 3 classes, and 2 names.", Assert.Throws<NNException>(() => Animals.ToText("a", "b")).Message);
        Assert.Equal("ConfusionMatrix: weights are one number a sample, got 3 for 60.", Assert.Throws<ShapeException>(() => ConfusionMatrix.Of(Scores, Classes, Tensor.Vector(1.0, 2, 3))).Message);
        Assert.Equal("Class index: expected a whole number from 0 to 3, got 4.", Assert.Throws<NNException>(() => ConfusionMatrix.Of(Scores, Classes + 1)).Message);
        Assert.Equal("F-score: beta must be positive, got 0.", Assert.Throws<NNException>(() => Animals.FScore(0, 0)).Message);
    }
}
