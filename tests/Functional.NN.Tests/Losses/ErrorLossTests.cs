using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Losses;

public sealed class ErrorLossTests
{
    private static readonly Tensor<double> P = Numbers.Some<double>([6, 3], 1) * 2, T = Numbers.Some<double>([6, 3], 2) * 2, Signs = T.Map(t => t > 0 ? 1.0 : -1), Shares = Var.Softmax(Var.Of(T)).Value<double>();

    [Theory, InlineData(0.25), InlineData(1), InlineData(3)]
    public void Smooth_L1_is_the_loss_of_Huber_divided_by_its_threshold(double beta)
    {
        Assert.Equal(new Huber(beta).Mean(P, T) / beta, new SmoothL1(beta).Mean(P, T), 1e-14);
        Assert.Equal(0.3 * 0.3 / 8 / 1, new SmoothL1(4).Mean(LossNumbers.Row(0.3), LossNumbers.Row(0)), 1e-16);
        Assert.Equal(3 - 0.5, new SmoothL1().Mean(LossNumbers.Row(3), LossNumbers.Row(0)));
    }

    [Fact]
    public void A_small_threshold_makes_smooth_L1_the_absolute_error() => Assert.Equal(new MeanAbsoluteError().Mean(P, T), new SmoothL1(1e-9).Mean(P, T), 1e-9);

    [Fact]
    public void The_perceptron_loss_is_the_hinge_loss_without_a_margin_and_the_squared_one_its_square()
    {
        Assert.Equal(new Hinge(0).Values(P, Signs), new PerceptronLoss().Values(P, Signs));
        Assert.Equal(new Hinge(0.8).Values(P.Reshape(18, 1), Signs.Reshape(18, 1)).Map(x => x * x), new SquaredHinge(0.8).Values(P.Reshape(18, 1), Signs.Reshape(18, 1)));
        Assert.Equal(2.25, new SquaredHinge().Mean(LossNumbers.Row(0.5), LossNumbers.Row(-1)));
        Assert.Equal((0.5, 0), (new PerceptronLoss().Mean(LossNumbers.Row(0.5), LossNumbers.Row(-1)), new PerceptronLoss().Mean(LossNumbers.Row(0.5), LossNumbers.Row(1))));
    }

    [Fact]
    public void A_step_of_gradient_descent_on_the_perceptron_loss_is_the_perceptrons_rule()
    {
        Tensor<double> w = Tensor.Of([3, 1], 0.5, -1, 2), x = LossNumbers.Row(1, 2, 0.5);
        Tensor<double> Step(double t) => w - Grad.Of(v => new PerceptronLoss().Mean(Var.MatMul(Var.Of(x), v), Var.Of(LossNumbers.Row(t))), w);
        Assert.Equal(w + x.Transpose(), Step(1));
        Assert.Equal(w, Step(-1));
    }

    [Theory, InlineData(0.49, 0), InlineData(0.5, 1), InlineData(-0.5, 1), InlineData(-0.2, 0), InlineData(9, 1)]
    public void Beyond_a_tolerance_an_error_counts_one(double error, double loss) => Assert.Equal(loss, new ZeroOneTolerance(0.5).Mean(LossNumbers.Row(1 + error), LossNumbers.Row(1)));

    [Fact]
    public void Zero_one_losses_are_steps_without_a_derivative()
    {
        Assert.Equal(Tensor.Zeros<double>(P.Shape), new ZeroOneTolerance(0.5).Gradient(P, T));
        Assert.Equal(Tensor.Zeros<double>(P.Shape), new ZeroOne().Gradient(P, Tensor.Vector(0.0, 1, 2, 0, 1, 2)));
        Assert.Equal(Tensor.Zeros<double>(P.Shape), new ZeroOne(Separately: true).Gradient(P, Signs));
    }

    [Fact]
    public void Zero_one_as_loss_and_as_metric_is_one_thing()
    {
        var classes = Tensor.Vector(0.0, 1, 2, 0, 1, 2);
        Assert.Equal(1 - Metric.Of("right", Loss.From("accuracy", (p, t) => new Accuracy().Terms(p, t).Values)).Terms(Var.Of(P), Var.Of(classes)).Mean().Value<double>().ToScalar(), new ZeroOne().Mean(P, classes), 1e-15);
        Assert.Equal(Enumerable.Range(0, 18).Average(i => P.AsSpan()[i] > 0 == T.AsSpan()[i] > 0 ? 0.0 : 1), new ZeroOne(Separately: true).Mean(P, Signs), 1e-15);
    }

    [Fact]
    public void The_divergence_is_the_cross_entropy_less_the_targets_entropy()
    {
        var log = Var.LogSoftmax(Var.Of(P)).Value<double>();
        double entropy = -(Shares * Shares.Map(Math.Log)).Sum().ToScalar() / 6;
        Assert.Equal(new NegativeLogLikelihood().Mean(log, Shares) - entropy, new KullbackLeibler().Mean(log, Shares), 1e-13);
        Assert.Equal(0, new KullbackLeibler().Mean(Shares.Map(Math.Log), Shares), 1e-15);
        Assert.Equal(new KullbackLeibler().Mean(log, Shares), new KullbackLeibler(LogTarget: true).Mean(log, Shares.Map(Math.Log)), 1e-13);
        Numbers.Near(-Shares / 6.0, new KullbackLeibler().Gradient(log, Shares), 1e-14, 0);
    }

    [Fact]
    public void What_the_target_rules_out_costs_nothing_in_the_divergence_whatever_was_predicted()
    {
        Assert.Equal(Math.Log(2), new KullbackLeibler().Mean(LossNumbers.Row(Math.Log(0.5), double.NegativeInfinity), LossNumbers.Row(1, 0)), 1e-15);
        Assert.Equal(LossNumbers.Row(-1, 0), new KullbackLeibler().Gradient(LossNumbers.Row(-1, -2), LossNumbers.Row(1, 0)) + 0.0);
    }

    [Fact]
    public void Poisson_losses_of_rates_and_of_their_logarithms_agree()
    {
        var counts = T.Map(t => Math.Round(t * t));
        Assert.Equal(new PoissonNegativeLogLikelihood().Mean(P, counts), new PoissonNegativeLogLikelihood(LogRate: false, Epsilon: 0).Mean(P.Map(Math.Exp), counts), 1e-13);
        Assert.Equal(0, new PoissonNegativeLogLikelihood().Gradient(LossNumbers.Row(Math.Log(7)), LossNumbers.Row(7)).ToScalar(), 1e-14);
    }

    [Theory, InlineData(0, 0), InlineData(1, 0), InlineData(2, 0.6931471805599453), InlineData(5, 4.787491742782046), InlineData(20, 42.335616460753485)]
    public void In_full_it_adds_nearly_the_logarithm_of_the_factorial(double count, double logFactorial)
    {
        double more = new PoissonNegativeLogLikelihood(Full: true).Mean(LossNumbers.Row(0.5), LossNumbers.Row(count)) - new PoissonNegativeLogLikelihood().Mean(LossNumbers.Row(0.5), LossNumbers.Row(count));
        Assert.Equal(logFactorial, more, count > 1 ? 1 / (12 * count) : 0);
        Assert.True(count <= 1 || Math.Abs(logFactorial - more) > 1 / (13 * count), "it is Stirling's formula, not the factorial");
    }

    [Fact]
    public void With_a_variance_of_one_the_normal_loss_is_half_the_mean_squared_error()
    {
        var ones = Tensor.Concat(1, P, Tensor.Full(P.Shape, 1.0));
        Assert.Equal(new MeanSquaredError().Mean(P, T) / 2, new GaussianNegativeLogLikelihood().Mean(ones, T), 1e-14);
        Assert.Equal(new MeanSquaredError().Mean(P, T) / 2 + 0.5 * Math.Log(2 * Math.PI), new GaussianNegativeLogLikelihood(Full: true).Mean(ones, T), 1e-14);
    }

    [Fact]
    public void The_best_variance_is_the_squared_error_and_below_epsilon_nothing_pulls_at_it()
    {
        Assert.Equal(0, new GaussianNegativeLogLikelihood().Gradient(LossNumbers.Row(3, 4), LossNumbers.Row(1))[0, 1], 1e-16);
        Assert.Equal(0, new GaussianNegativeLogLikelihood(Epsilon: 0.5).Gradient(LossNumbers.Row(3, 0.25), LossNumbers.Row(1))[0, 1]);
        Assert.Equal(new GaussianNegativeLogLikelihood().Mean(LossNumbers.Row(3, 0.5), LossNumbers.Row(1)), new GaussianNegativeLogLikelihood(Epsilon: 0.5).Mean(LossNumbers.Row(3, -7), LossNumbers.Row(1)));
    }

    [Theory, InlineData(new[] { 2.0, 4 }, 1, 0), InlineData(new[] { -3.0, -6 }, 1, 2), InlineData(new[] { -2.0, 1 }, 1, 1), InlineData(new[] { 2.0, 4 }, -1, 0.8), InlineData(new[] { -2.0, 1 }, -1, 0)]
    public void Pairs_are_judged_by_their_cosine(double[] other, double target, double loss) =>
        Assert.Equal(loss, new CosineEmbedding(0.2).Mean(Tensor.Of([1, 2, 2], 1, 2, other[0], other[1]), Tensor.Vector(target)), 1e-11);

    [Fact]
    public void Pairs_and_triplets_may_stand_apart_or_one_behind_the_other()
    {
        Tensor<double> stacked = Numbers.Some<double>([4, 3, 5], 4), signs = Tensor.Vector(1.0, -1, -1, 1);
        Var At(int i) => Var.Of(stacked.Slice(1, i, 1).Reshape(4, 5));
        Assert.Equal(new CosineEmbedding().Terms(At(0), At(1), Var.Of(signs)).Values.Value<double>(), new CosineEmbedding().Values(stacked.Slice(1, 0, 2), signs));
        Assert.Equal(new TripletMargin().Terms(At(0), At(1), At(2)).Values.Value<double>(), new TripletMargin().Values(stacked, signs));
        Tensor<double> mean = stacked.Slice(1, 0, 1).Reshape(4, 5), variance = stacked.Slice(1, 1, 1).Reshape(4, 5).Map(Math.Exp), target = stacked.Slice(1, 2, 1).Reshape(4, 5);
        Assert.Equal(new GaussianNegativeLogLikelihood().Terms(Var.Of(mean), Var.Of(variance), Var.Of(target)).Values.Value<double>(), new GaussianNegativeLogLikelihood().Values(Tensor.Concat(1, mean, variance), target));
    }

    [Theory, InlineData(1, 7 - 5 + 1), InlineData(2, 5 - 5 + 1), InlineData(3, 4.497941445275415 - 5 + 1)]
    public void A_triplet_loses_what_the_positive_distance_exceeds_the_negative_one_less_the_margin(double exponent, double loss) =>
        Assert.Equal(loss, new TripletMargin(1, exponent, 1e-12).Mean(Tensor.Of([1, 3, 2], 0.0, 0, 3, 4, 0, 5), Tensor.Vector(0.0)), 1e-10);

    [Fact]
    public void A_triplet_is_lost_no_more_once_the_negative_sample_is_far_and_swapped_it_is_measured_from_the_nearer_one()
    {
        var triplet = Tensor.Of([1, 3, 1], 0.0, 2, 4);
        Assert.Equal((0, 1), (new TripletMargin().Mean(triplet, Tensor.Vector(0.0)), Math.Round(new TripletMargin(Swap: true).Mean(triplet, Tensor.Vector(0.0)), 9)));
    }

    [Fact]
    public void Vectors_of_zeros_and_equal_points_have_derivatives()
    {
        Assert.True(new CosineEmbedding().Gradient(Tensor.Zeros<double>([1, 2, 3]), Tensor.Vector(1.0)).IsFinite);
        foreach (double exponent in new[] { 1, 2, 2.5 }) Assert.True(new TripletMargin(1, exponent).Gradient(Tensor.Zeros<double>([1, 3, 3]), Tensor.Vector(1.0)).IsFinite);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_with_the_name_of_the_loss()
    {
        string Refused(ILoss loss, Shape prediction, Shape target) => Assert.Throws<ShapeException>(() => loss.Mean(Tensor.Zeros<double>(prediction), Tensor.Zeros<double>(target))).Message;
        Assert.Equal("CosineEmbedding: predictions hold pairs of vectors, N×2×D, got 4×3×2.", Refused(new CosineEmbedding(), [4, 3, 2], [4]));
        Assert.Equal("CosineEmbedding: vectors are N×D with one target a pair, N; got 4×3 and targets 4×1.", Refused(new CosineEmbedding(), [4, 2, 3], [4, 1]));
        Assert.Equal("TripletMargin: predictions hold triplets of vectors, N×3×D, got 4×3.", Refused(new TripletMargin(), [4, 3], [4]));
        Assert.Equal("GaussianNegativeLogLikelihood: predictions hold means and as many variances on their last axis, twice as many numbers as targets; got 4×3 and 4×3.", Refused(new GaussianNegativeLogLikelihood(), [4, 3], [4, 3]));
        Assert.Equal("KullbackLeibler: predictions are a row of log-probabilities a sample, got 4.", Refused(new KullbackLeibler(), [4], [4]));
        foreach (ILoss loss in new ILoss[] { new SmoothL1(), new SquaredHinge(), new PerceptronLoss(), new ZeroOneTolerance(1), new KullbackLeibler(), new PoissonNegativeLogLikelihood() })
            Assert.Equal($"{loss.GetType().Name}: predictions and targets must have one shape, got 4×3 and 4.", Refused(loss, [4, 3], [4]));
    }

    [Fact]
    public void Constants_out_of_their_range_are_refused() => Cultures.Under("de-DE", () =>
    {
        Assert.Equal("SmoothL1: beta must be positive, got -0.5.", Assert.Throws<NNException>(() => new SmoothL1(-0.5)).Message);
        Assert.Equal("SquaredHinge: the margin must be a finite number that is not negative, got -1.", Assert.Throws<NNException>(() => new SquaredHinge(-1)).Message);
        Assert.Equal("ZeroOneTolerance: the tolerance must be positive, got 0.", Assert.Throws<NNException>(() => new ZeroOneTolerance(0)).Message);
        Assert.Equal("CosineEmbedding: the margin must be from -1 to 1, got 1.5.", Assert.Throws<NNException>(() => new CosineEmbedding(1.5)).Message);
        Assert.Equal("TripletMargin: the exponent must be 1 or more, got 0.5.", Assert.Throws<NNException>(() => new TripletMargin(1, 0.5)).Message);
        Assert.Equal("TripletMargin: epsilon must be positive, got 0.", Assert.Throws<NNException>(() => new TripletMargin(1, 2, 0)).Message);
        Assert.Equal("GaussianNegativeLogLikelihood: epsilon must be positive, got 0.", Assert.Throws<NNException>(() => new GaussianNegativeLogLikelihood(false, 0)).Message);
        Assert.Equal("PoissonNegativeLogLikelihood: epsilon must be a finite number that is not negative, got NaN.", Assert.Throws<NNException>(() => new PoissonNegativeLogLikelihood(Epsilon: double.NaN)).Message);
        return 0;
    });

    [Fact]
    public void The_losses_print_the_same_under_every_culture() =>
        Assert.Equal("SmoothL1(0.5) SquaredHinge(0.5) ZeroOneTolerance(0.5) CosineEmbedding(0.5) TripletMargin(0.5, 2, 1E-06, swap) GaussianNegativeLogLikelihood(full, 1E-06) PoissonNegativeLogLikelihood(log rates, 1E-08) KullbackLeibler() ZeroOne(separately, threshold 0.5)",
            Cultures.Under("de-DE", () => $"{new SmoothL1(0.5)} {new SquaredHinge(0.5)} {new ZeroOneTolerance(0.5)} {new CosineEmbedding(0.5)} {new TripletMargin(0.5, Swap: true)} {new GaussianNegativeLogLikelihood(Full: true)} {new PoissonNegativeLogLikelihood()} {new KullbackLeibler()} {new ZeroOne(true, 0.5)}"));
}
