using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Losses;

public sealed class LossTests
{
    private static readonly Tensor<double> P = Numbers.Some<double>([5, 3], 1), T = Numbers.Some<double>([5, 3], 2);

    private static double Mean(ILoss loss, Tensor<double> prediction, Tensor<double> target) => loss.Mean(Var.Of(prediction), Var.Of(target)).Value<double>().ToScalar();

    private static Tensor<double> Gradient(ILoss loss, Tensor<double> prediction, Tensor<double> target) => Grad.Of(p => loss.Mean(p, Var.Of(target)), prediction);

    private static readonly Dictionary<string, (ILoss Loss, Tensor<double> Target)> All = new()
    {
        ["mean squared"] = (new MeanSquaredError(), T),
        ["squared"] = (new SquaredError(), T),
        ["half squared"] = (new HalfSquaredError(), T),
        ["mean absolute"] = (new MeanAbsoluteError(), T),
        ["huber"] = (new Huber(0.4), T),
        ["hinge"] = (new Hinge(), T.Map(t => t > 0 ? 1.0 : -1)),
        ["softmax cross-entropy of indices"] = (new SoftmaxCrossEntropy(), Tensor.Vector(0.0, 2, 1, 1, 0)),
        ["softmax cross-entropy of probabilities"] = (new SoftmaxCrossEntropy(), Var.Softmax(Var.Of(T)).Value<double>()),
        ["smoothed softmax cross-entropy"] = (new SoftmaxCrossEntropy(0.1), Tensor.Vector(0.0, 2, 1, 1, 0)),
        ["sigmoid cross-entropy"] = (new SigmoidCrossEntropy(), T.Map(t => t > 0 ? 1.0 : 0)),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_gradient_is_the_limit_of_differences(string name)
    {
        var (loss, target) = All[name];
        const double h = 1e-6;
        Tensor<double> At(int i, double by) => Tensor.Generate(P.Shape, j => P.AsSpan()[j] + (j == i ? by : 0));
        var expected = Tensor.Generate(P.Shape, i => (Mean(loss, At(i, h), target) - Mean(loss, At(i, -h), target)) / (2 * h));
        Numbers.Near(expected, Gradient(loss, P, target), 1e-7, 1e-8);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_mean_is_over_the_samples(string name)
    {
        var (loss, target) = All[name];
        double byHand = Enumerable.Range(0, 5).Average(i => Mean(loss, P.Slice(0, i, 1), target.Slice(0, i, 1)));
        Assert.Equal(byHand, Mean(loss, P, target), 1e-13);
        Assert.Equal(5 * byHand, loss.Sum(Var.Of(P), Var.Of(target)).Value<double>().ToScalar(), 1e-12);
    }

    [Fact]
    public void Squared_error_is_the_mean_squared_one_times_the_outputs_and_twice_the_half_one()
    {
        Assert.Equal(3 * Mean(new MeanSquaredError(), P, T), Mean(new SquaredError(), P, T), 1e-13);
        Assert.Equal(2 * Mean(new HalfSquaredError(), P, T), Mean(new SquaredError(), P, T), 1e-13);
        Assert.Equal((P - T).Map(e => e * e).Sum().ToScalar() / 5, Mean(new SquaredError(), P, T), 1e-13);
    }

    [Fact]
    public void The_gradient_of_the_half_squared_error_is_the_error_over_the_samples() => Numbers.Near((P - T) / 5.0, Gradient(new HalfSquaredError(), P, T), 1e-13, 1e-15);

    [Theory, InlineData(0.3, 0.045), InlineData(-1, 0.5), InlineData(3, 2.5)]
    public void Huber_is_half_the_square_and_then_a_line(double error, double loss) => Assert.Equal(loss, Mean(new Huber(), Tensor.Of([1, 1], error), Tensor.Of([1, 1], 0.0)), 1e-15);

    [Fact]
    public void Huber_within_delta_has_the_gradient_of_half_the_square_and_beyond_the_sign_times_delta() =>
        Numbers.Near(Tensor.Of([3, 1], 0.3 / 3, -0.5 / 3, 0.5 / 3), Gradient(new Huber(0.5), Tensor.Of([3, 1], 0.3, -7.0, 2), Tensor.Zeros<double>([3, 1])), 1e-14, 0);

    [Theory, InlineData(1, 2, 0), InlineData(1, 0.25, 0.75), InlineData(-1, 0.5, 1.5)]
    public void Hinge_is_what_is_missing_to_the_margin(double target, double prediction, double loss) =>
        Assert.Equal(loss, Mean(new Hinge(), Tensor.Of([1, 1], prediction), Tensor.Of([1, 1], target)), 1e-15);

    [Fact]
    public void Cross_entropy_of_indices_is_that_of_their_one_hot_rows()
    {
        var rows = Tensor.Matrix(new double[,] { { 1, 0, 0 }, { 0, 0, 1 }, { 0, 1, 0 }, { 0, 1, 0 }, { 1, 0, 0 } });
        Assert.Equal(Mean(new SoftmaxCrossEntropy(), P, rows), Mean(new SoftmaxCrossEntropy(), P, Tensor.Vector(0.0, 2, 1, 1, 0)));
    }

    [Fact]
    public void The_gradient_of_cross_entropy_is_softmax_minus_target_over_the_samples()
    {
        var target = Var.Softmax(Var.Of(T)).Value<double>();
        Numbers.Near((Var.Softmax(Var.Of(P)).Value<double>() - target) / 5.0, Gradient(new SoftmaxCrossEntropy(), P, target), 1e-13, 1e-16);
    }

    [Fact]
    public void Smoothing_mixes_the_target_with_all_classes()
    {
        var target = Tensor.Vector(0.0, 2, 1, 1, 0);
        double sharp = Mean(new SoftmaxCrossEntropy(), P, target), even = Mean(new SoftmaxCrossEntropy(), P, Tensor.Full([5, 3], 1 / 3.0));
        Assert.Equal(0.8 * sharp + 0.2 * even, Mean(new SoftmaxCrossEntropy(0.2), P, target), 1e-14);
    }

    [Fact]
    public void Every_position_has_its_own_cross_entropy()
    {
        Tensor<double> logits = Numbers.Some<double>([2, 4, 3], 3), classes = Tensor.Generate([2, 4], i => (double)(i % 3));
        var terms = new SoftmaxCrossEntropy().Terms(Var.Of(logits), Var.Of(classes)).Values;
        Assert.Equal(Shape.Of(2, 4), terms.Shape);
        Numbers.Near(new SoftmaxCrossEntropy().Terms(Var.Of(logits.Reshape(8, 3)), Var.Of(classes.Reshape(8))).Values.Value<double>(), terms.Value<double>().Reshape(8), 0, 0);
    }

    [Theory, InlineData(1000), InlineData(-1000)]
    public void Logits_of_a_thousand_give_the_exact_limit_and_finite_gradients(double z)
    {
        var logits = Tensor.Of([1, 2], z, 0);
        Assert.Equal(z > 0 ? 1000 : 0, Mean(new SoftmaxCrossEntropy(), logits, Tensor.Vector(1.0)));
        Assert.Equal(z > 0 ? 0 : 1000, Mean(new SoftmaxCrossEntropy(), logits, Tensor.Vector(0.0)));
        Assert.Equal(Tensor.Of([1, 2], z > 0 ? 1.0 : 0, z > 0 ? -1.0 : 0), Gradient(new SoftmaxCrossEntropy(), logits, Tensor.Vector(1.0)) + 0.0);
        var single = Tensor.Of([1, 1], z);
        Assert.Equal(z > 0 ? 0 : 1000, Mean(new SigmoidCrossEntropy(), single, Tensor.Of([1, 1], 1.0)));
        Assert.Equal(z > 0 ? 1000 : 0, Mean(new SigmoidCrossEntropy(), single, Tensor.Of([1, 1], 0.0)));
        Assert.Equal(z > 0 ? 1 : 0, Gradient(new SigmoidCrossEntropy(), single, Tensor.Of([1, 1], 0.0)).ToScalar());
    }

    [Theory, MemberData(nameof(Names))]
    public void Predictions_of_a_thousand_are_finite_in_float(string name)
    {
        var (loss, target) = All[name];
        var prediction = (P * 1000.0).Cast<float>();
        Assert.True(loss.Mean(Var.Of(prediction), Var.Of(target.Cast<float>())).Value<float>().IsFinite);
        Assert.True(Grad.Of(p => loss.Mean(p, Var.Of(target.Cast<float>())), prediction).IsFinite);
    }

    [Theory, InlineData(3.0), InlineData(-1.0), InlineData(0.5)]
    public void A_class_that_is_not_there_is_refused(double label) =>
        Assert.Equal(FormattableString.Invariant($"Class index: expected a whole number from 0 to 2, got {label}."),
            Cultures.Under("de-DE", () => Assert.Throws<NNException>(() => Mean(new SoftmaxCrossEntropy(), P, Tensor.Vector(0, 1, 2, 0, label))).Message));

    [Fact]
    public void Targets_of_another_shape_are_refused_with_the_name_of_the_loss()
    {
        Assert.Equal("MeanSquaredError: predictions and targets must have one shape, got 5×3 and 5.", Assert.Throws<ShapeException>(() => Mean(new MeanSquaredError(), P, Tensor.Zeros<double>([5]))).Message);
        Assert.StartsWith("SoftmaxCrossEntropy: for logits 5×3 targets are class indices (5) or probabilities (5×3), got 4.", Assert.Throws<ShapeException>(() => Mean(new SoftmaxCrossEntropy(), P, Tensor.Zeros<double>([4]))).Message);
    }

    [Fact]
    public void Constants_out_of_their_range_are_refused()
    {
        Assert.Equal("Huber: delta must be positive, got -0.5.", Cultures.Under("de-DE", () => Assert.Throws<NNException>(() => new Huber(-0.5)).Message));
        Assert.Throws<NNException>(() => new Huber(double.NaN));
        Assert.Throws<NNException>(() => new SoftmaxCrossEntropy(1.5));
        Assert.Throws<NNException>(() => new Hinge(double.NaN));
        Assert.Throws<NNException>(() => new L2(-1));
        Assert.Throws<NNException>(() => new L1(double.NaN));
        Assert.Throws<NNException>(() => new SquaredNorm(double.PositiveInfinity));
    }

    [Fact]
    public void Losses_and_penalties_print_the_same_under_every_culture() =>
        Assert.Equal("Huber(0.5) Hinge(1.5) SoftmaxCrossEntropy(0.1) L2(0.25) L1(0.5) SquaredNorm(0.5)",
            Cultures.Under("de-DE", () => $"{new Huber(0.5)} {new Hinge(1.5)} {new SoftmaxCrossEntropy(0.1)} {new L2(0.25)} {new L1(0.5)} {new SquaredNorm(0.5)}"));

    [Fact]
    public void Accuracy_is_the_fraction_of_right_decisions_and_zero_one_the_rest()
    {
        Var logits = Var.Of(Tensor.Matrix(new double[,] { { 1, 3, 2 }, { 5, 1, 1 }, { 0, 0, 9 }, { 2, 2, 0 } })), classes = Var.Of(Tensor.Vector(1.0, 0, 0, 0));
        Assert.Equal(Tensor.Vector(1.0, 1, 0, 1), new Accuracy().Terms(logits, classes).Values.Value<double>());
        Assert.Equal(Tensor.Vector(0.0, 0, 1, 0), new ZeroOne().Terms(logits, classes).Values.Value<double>());
    }

    [Fact]
    public void With_one_number_a_sample_the_decision_is_its_sign()
    {
        Var logits = Var.Of(Tensor.Of([4, 1], 0.5, -2, 3, -1)), targets = Var.Of(Tensor.Of([4, 1], 1.0, 0, 0, 1)), signs = Var.Of(Tensor.Of([4, 1], 1.0, -1, -1, 1));
        Assert.Equal(Tensor.Vector(1.0, 1, 0, 0), new Accuracy().Terms(logits, targets).Values.Value<double>());
        Assert.Equal(Tensor.Vector(1.0, 1, 0, 0), new Accuracy().Terms(logits, signs).Values.Value<double>());
    }

    [Fact]
    public void Labels_that_do_not_exclude_each_other_are_decided_one_by_one()
    {
        Var logits = Var.Of(Tensor.Matrix(new double[,] { { 1, 3, -2, 4 }, { -5, 1, 1, -1 } })), targets = Var.Of(Tensor.Matrix(new double[,] { { 1, 1, 0, 0 }, { 0, 0, 1, 0 } }));
        Assert.Equal(Tensor.Vector(0.75, 0.75), new SigmoidCrossEntropy() is ILoss loss ? loss.Metrics[0].Terms(logits, targets).Values.Value<double>() : null);
    }
}
