using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Losses;

public sealed class ClassLossTests
{
    private static readonly Tensor<double> Z = Numbers.Some<double>([6, 3], 1) * 2, Classes = Tensor.Vector(0.0, 2, 1, 1, 0, 2), Shares = Var.Softmax(Var.Of(Numbers.Some<double>([6, 3], 2))).Value<double>(),
        Weights = Tensor.Vector(2.0, 1, 3);

    private static void AssertAgree(ValueAndGradient<double> expected, ValueAndGradient<double> got)
    {
        Assert.Equal(expected.Value.ToScalar(), got.Value.ToScalar(), 1e-13);
        Numbers.Near(expected.Gradient, got.Gradient, 1e-11, 1e-14);
    }

    public static TheoryData<bool, bool, int?> Forms => new() { { true, false, null }, { true, true, null }, { true, true, 1 }, { true, false, -100 }, { false, false, null }, { false, true, null } };

    private static (Tensor<double>? Weights, Tensor<double> Targets) Given(bool indices, bool weighed, int? ignored) =>
        (weighed ? Weights : null, !indices ? Shares : ignored is null or 1 ? Classes : Classes.Map(c => c == 1 ? ignored.Value : c));

    [Theory, MemberData(nameof(Forms))]
    public void Behind_a_softmax_the_cross_entropy_of_probabilities_is_that_of_the_logits_in_value_and_gradient(bool indices, bool weighed, int? ignored)
    {
        var (weights, targets) = Given(indices, weighed, ignored);
        AssertAgree(new SoftmaxCrossEntropy(0, weights, ignored).Behind(z => z, Z, targets), new CrossEntropyOfProbabilities(-100, weights, ignored).Behind(Var.Softmax, Z, targets));
    }

    [Theory, MemberData(nameof(Forms))]
    public void Behind_a_log_softmax_the_negative_log_likelihood_is_that_too(bool indices, bool weighed, int? ignored)
    {
        var (weights, targets) = Given(indices, weighed, ignored);
        AssertAgree(new SoftmaxCrossEntropy(0, weights, ignored).Behind(z => z, Z, targets), new NegativeLogLikelihood(weights, ignored).Behind(Var.LogSoftmax, Z, targets));
    }

    [Theory, MemberData(nameof(Forms))]
    public void A_focal_loss_without_focusing_is_that_too(bool indices, bool weighed, int? ignored)
    {
        var (weights, targets) = Given(indices, weighed, ignored);
        AssertAgree(new SoftmaxCrossEntropy(0, weights, ignored).Behind(z => z, Z, targets), new SoftmaxFocal(0, weights, ignored).Behind(z => z, Z, targets));
    }

    public static TheoryData<ClassLoss> All => [new SoftmaxCrossEntropy(), new SoftmaxCrossEntropy(0.1), new CrossEntropyOfProbabilities(), new NegativeLogLikelihood(), new SoftmaxFocal(), new MultiMargin(), new MultiMargin(2, 0.5)];

    private static Tensor<double> Predictions(ClassLoss loss) => loss switch
    {
        CrossEntropyOfProbabilities => Var.Softmax(Var.Of(Z)).Value<double>(),
        NegativeLogLikelihood => Var.LogSoftmax(Var.Of(Z)).Value<double>(),
        _ => Z,
    };

    [Theory, MemberData(nameof(All))]
    public void A_class_of_weight_n_counts_as_n_times_its_samples(ClassLoss loss)
    {
        if (loss is SoftmaxCrossEntropy { LabelSmoothing: > 0 }) return; // the weights of all classes are in a smoothed term
        var p = Predictions(loss);
        int[] repeated = [.. Enumerable.Range(0, 6).SelectMany(i => Enumerable.Repeat(i, (int)Weights[(int)Classes[i]]))];
        Assert.Equal(loss.Mean(p.Gather(repeated), Classes.Gather(repeated)), (loss with { ClassWeights = Weights }).Mean(p, Classes), 1e-13);
    }

    [Theory, MemberData(nameof(All))]
    public void What_is_ignored_is_as_if_it_were_not_there(ClassLoss loss)
    {
        var p = Predictions(loss);
        int[] others = [0, 1, 4, 5];
        var ignoring = loss with { IgnoreIndex = -1, ClassWeights = Weights };
        var targets = Classes.Map(c => c == 1 ? -1 : c);
        Assert.Equal((loss with { ClassWeights = Weights }).Mean(p.Gather(others), Classes.Gather(others)), ignoring.Mean(p, targets), 1e-13);
        Assert.Equal(0, ignoring.Gradient(p, targets).Slice(0, 2, 2).Abs().Sum().ToScalar());
        Assert.Equal(0, ignoring.Metrics[0].Terms(Var.Of(p), Var.Of(targets)).Counts!.Value<double>()[2]);
    }

    [Theory, MemberData(nameof(All))]
    public void Where_all_are_ignored_nothing_is_lost(ClassLoss loss)
    {
        var (p, none) = (Predictions(loss), Tensor.Full([6], -100.0));
        Assert.Equal(0, (loss with { IgnoreIndex = -100 }).Mean(p, none));
        Assert.Equal(Tensor.Zeros<double>(p.Shape), (loss with { IgnoreIndex = -100 }).Gradient(p, none) + 0.0);
    }

    [Theory, MemberData(nameof(All))]
    public void With_the_classes_on_another_axis_the_numbers_are_the_same(ClassLoss loss)
    {
        Tensor<double> p = Predictions(loss).Reshape(2, 3, 3), turned = p.Transpose(0, 2, 1), classes = Classes.Reshape(2, 3), shares = Shares.Reshape(2, 3, 3);
        var turnedLoss = loss with { ClassAxis = 1 };
        Assert.Equal(loss.Values(p, classes), turnedLoss.Values(turned, classes));
        Assert.Equal(loss.Values(p, shares), turnedLoss.Values(turned, shares.Transpose(0, 2, 1)));
        Assert.Equal(loss.Gradient(p, classes), turnedLoss.Gradient(turned, classes).Transpose(0, 2, 1));
        Assert.Equal(loss.Metrics[0].Terms(Var.Of(p), Var.Of(classes)).Values.Value<double>(), turnedLoss.Metrics[0].Terms(Var.Of(turned), Var.Of(classes)).Values.Value<double>());
    }

    [Fact]
    public void With_weights_the_mean_divides_by_them_for_indices_and_by_the_samples_for_probabilities()
    {
        var log = Var.LogSoftmax(Var.Of(Z)).Value<double>();
        double Picked(int i) => Weights[(int)Classes[i]] * log[i, (int)Classes[i]];
        var loss = new SoftmaxCrossEntropy(0, Weights);
        Assert.Equal(-Enumerable.Range(0, 6).Sum(Picked) / Enumerable.Range(0, 6).Sum(i => Weights[(int)Classes[i]]), loss.Mean(Z, Classes), 1e-13);
        Assert.Equal(-(Shares * Weights * log).Sum().ToScalar() / 6, loss.Mean(Z, Shares), 1e-13);
    }

    [Fact]
    public void A_class_that_weighs_nothing_still_takes_its_part_of_the_smoothing()
    {
        var log = Var.LogSoftmax(Var.Of(Z)).Value<double>();
        var weights = Tensor.Vector(0.0, 1, 3);
        double above = Enumerable.Range(0, 6).Sum(i => -0.7 * weights[(int)Classes[i]] * log[i, (int)Classes[i]] - 0.1 * Enumerable.Range(0, 3).Sum(c => weights[c] * log[i, c]));
        Assert.Equal(above / Enumerable.Range(0, 6).Sum(i => weights[(int)Classes[i]]), new SoftmaxCrossEntropy(0.3, weights).Mean(Z, Classes), 1e-13);
    }

    [Fact]
    public void The_gradient_of_the_cross_entropy_of_probabilities_is_minus_target_over_probability()
    {
        var y = Var.Softmax(Var.Of(Z)).Value<double>();
        Numbers.Near(-Shares / y / 6.0, new CrossEntropyOfProbabilities().Gradient(y, Shares), 1e-13, 0);
    }

    [Fact]
    public void A_probability_of_zero_costs_the_clamp_and_passes_nothing_back()
    {
        var y = LossNumbers.Row(1, 0);
        Assert.Equal(100, new CrossEntropyOfProbabilities().Mean(y, Tensor.Vector(1.0)));
        Assert.Equal(7, new CrossEntropyOfProbabilities(-7).Mean(y, Tensor.Vector(1.0)));
        Assert.Equal(LossNumbers.Row(0, 0), new CrossEntropyOfProbabilities().Gradient(y, Tensor.Vector(1.0)) + 0.0);
        Assert.Equal(100, new CrossEntropyOfProbabilities().Mean(Var.Of(y.Cast<float>()), Var.Of(Tensor.Vector(1f))).Value<float>().ToScalar());
    }

    [Theory, InlineData(-0.5), InlineData(double.NaN)]
    public void What_is_no_probability_gives_no_number(double y) => Assert.True(double.IsNaN(new CrossEntropyOfProbabilities().Mean(LossNumbers.Row(y, 0.5), Tensor.Vector(0.0))));

    [Fact]
    public void Log_probabilities_of_minus_infinity_matter_only_where_they_are_the_target()
    {
        var log = LossNumbers.Row(-0.25, double.NegativeInfinity);
        Assert.Equal(0.25, new NegativeLogLikelihood().Mean(log, Tensor.Vector(0.0)));
        Assert.Equal(LossNumbers.Row(-1, 0), new NegativeLogLikelihood().Gradient(log, Tensor.Vector(0.0)) + 0.0);
        Assert.Equal(double.PositiveInfinity, new NegativeLogLikelihood().Mean(log, Tensor.Vector(1.0)));
    }

    [Theory, InlineData(2), InlineData(0.5), InlineData(5)]
    public void What_is_decided_well_counts_less_in_a_focal_loss(double focusing)
    {
        var even = LossNumbers.Row(0, 0);
        Assert.Equal(Math.Pow(0.5, focusing) * Math.Log(2), new SoftmaxFocal(focusing).Mean(even, Tensor.Vector(1.0)), 1e-15);
        var sure = LossNumbers.Row(1000, 0);
        Assert.Equal(0, new SoftmaxFocal(focusing).Mean(sure, Tensor.Vector(0.0)));
        Assert.True(new SoftmaxFocal(focusing).Gradient(sure, Tensor.Vector(0.0)).IsFinite);
        Assert.Equal(1000, new SoftmaxFocal(focusing).Mean(sure, Tensor.Vector(1.0)));
    }

    [Fact]
    public void With_two_classes_the_margin_loss_is_half_the_hinge_loss_of_the_difference()
    {
        Tensor<double> z = Numbers.Some<double>([8, 2], 3) * 2, classes = Tensor.Generate([8], i => (double)(i % 2));
        Tensor<double> difference = z.Slice(1, 1, 1) - z.Slice(1, 0, 1), signs = (classes * 2 - 1).Reshape(8, 1);
        Assert.Equal(new Hinge(0.7).Mean(difference, signs) / 2, new MultiMargin(1, 0.7).Mean(z, classes), 1e-14);
        Assert.Equal(new SquaredHinge(0.7).Mean(difference, signs) / 2, new MultiMargin(2, 0.7).Mean(z, classes), 1e-14);
    }

    [Fact]
    public void Targets_and_weights_that_do_not_fit_are_refused()
    {
        Assert.Equal("NegativeLogLikelihood: for log-probabilities 6×3 targets are class indices (6) or probabilities (6×3), got 4.", Assert.Throws<ShapeException>(() => new NegativeLogLikelihood().Mean(Z, Tensor.Zeros<double>([4]))).Message);
        Assert.Equal("SoftmaxCrossEntropy: logits 6×3 have no class axis 2; the first axis is the batch.", Assert.Throws<ShapeException>(() => new SoftmaxCrossEntropy(ClassAxis: 2).Mean(Z, Classes)).Message);
        Assert.Equal("SoftmaxCrossEntropy: logits 6×3 have no class axis 0; the first axis is the batch.", Assert.Throws<ShapeException>(() => new SoftmaxCrossEntropy(ClassAxis: 0).Mean(Z, Classes)).Message);
        Assert.Equal("MultiMargin: there are 3 classes, and weights for 2; give one number a class.", Assert.Throws<ShapeException>(() => new MultiMargin(ClassWeights: Tensor.Vector(1.0, 2)).Mean(Z, Classes)).Message);
    }

    [Fact]
    public void Constants_out_of_their_range_are_refused() => Cultures.Under("de-DE", () =>
    {
        Assert.Equal("SoftmaxCrossEntropy: label smoothing must be from 0 to 1, got 1.5.", Assert.Throws<NNException>(() => new SoftmaxCrossEntropy(1.5)).Message);
        Assert.Equal("SoftmaxFocal: weights must be finite numbers that are not negative, got -0.5.", Assert.Throws<NNException>(() => new SoftmaxFocal(ClassWeights: Tensor.Vector(1, -0.5))).Message);
        Assert.Equal("SoftmaxFocal: weights are a list of numbers, got 1×2.", Assert.Throws<NNException>(() => new SoftmaxFocal(ClassWeights: LossNumbers.Row(1, 2))).Message);
        Assert.Equal("SoftmaxFocal: the focusing must be a finite number that is not negative, got -1.", Assert.Throws<NNException>(() => new SoftmaxFocal(-1)).Message);
        Assert.Equal("CrossEntropyOfProbabilities: the smallest logarithm must be a finite number below 0, got 0.5.", Assert.Throws<NNException>(() => new CrossEntropyOfProbabilities(0.5)).Message);
        Assert.Equal("MultiMargin: the exponent must be 1 or 2, got 3.", Assert.Throws<NNException>(() => new MultiMargin(3)).Message);
        return 0;
    });

    [Fact]
    public void Losses_with_equal_weights_are_equal_and_print_what_differs_from_the_usual()
    {
        Assert.Equal(new SoftmaxCrossEntropy(0.1, Tensor.Vector(1, 0.5), -1, 1), new SoftmaxCrossEntropy(0.1, Tensor.Vector(1, 0.5), -1, 1));
        Assert.NotEqual(new SoftmaxCrossEntropy(0.1, Tensor.Vector(1, 0.5)), new SoftmaxCrossEntropy(0.1, Tensor.Vector(1, 0.25)));
        Assert.Equal("SoftmaxCrossEntropy(0.1, class weights 2 [1, 0.5], ignored -1, class axis 1) NegativeLogLikelihood() MultiMargin(2, 0.5)",
            Cultures.Under("de-DE", () => $"{new SoftmaxCrossEntropy(0.1, Tensor.Vector(1, 0.5), -1, 1)} {new NegativeLogLikelihood()} {new MultiMargin(2, 0.5)}"));
    }
}
