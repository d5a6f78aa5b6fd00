using Functional.NN.Tests.Images;
using Functional.NN.Tests.Losses;

namespace Functional.NN.Tests.Likelihoods;

public sealed class LikelihoodTests
{
    private static readonly Tensor<double> Z = Numbers.Some<double>([5, 4], 1) * 3, T = Numbers.Some<double>([5, 4], 2), Bits = T.Map(t => t > 0 ? 1.0 : 0), Classes = Tensor.Vector(0.0, 3, 2, 1, 2);

    private static Tensor<double> LogLikelihood(Likelihood likelihood, Tensor<double> z, Tensor<double> t) => likelihood.LogLikelihood(Var.Of(z), Var.Of(t)).Value<double>();

    private static Tensor<double> Mean(Likelihood likelihood, Tensor<double> z) => likelihood.Mean(Var.Of(z)).Value<double>();

    [Theory, InlineData(1), InlineData(0.3), InlineData(7)]
    public void Maximum_likelihood_under_a_fixed_variance_is_least_squares(double variance)
    {
        var likelihood = new LinearGaussian(variance);
        double constant = 0.5 * 4 * Math.Log(2 * Math.PI * variance);
        Assert.Equal(new HalfSquaredError().Mean(Z, T) / variance + constant, likelihood.Loss.Mean(Z, T), 1e-12);
        Numbers.Near(new HalfSquaredError().Gradient(Z, T) / variance, likelihood.Loss.Gradient(Z, T), 1e-12, 1e-15);
    }

    [Fact]
    public void The_normal_density_of_a_network_that_knows_its_variance_is_that_of_the_fixed_one()
    {
        double raw = Math.Log(Math.Exp(0.7 - 1e-6) - 1); // ζ(raw) + 10⁻⁶ = 0.7
        var z = Tensor.Concat(1, Z, Tensor.Full(Z.Shape, raw));
        Numbers.Near(LogLikelihood(new LinearGaussian(0.7), Z, T), LogLikelihood(new HeteroscedasticGaussian(), z, T), 1e-12, 0);
        Assert.Equal(Z, Mean(new HeteroscedasticGaussian(), z));
        Assert.Equal(4 * new GaussianNegativeLogLikelihood(Full: true).Mean(Tensor.Concat(1, Z, Tensor.Full(Z.Shape, 0.7)), T), new HeteroscedasticGaussian().Loss.Mean(z, T), 1e-12);
    }

    [Fact]
    public void A_mixture_of_one_is_that_one_and_of_equal_ones_too()
    {
        Tensor<double> means = Z.Slice(1, 0, 2), raw = Z.Slice(1, 2, 1), target = T.Slice(1, 0, 2);
        var expected = LogLikelihood(new HeteroscedasticGaussian(), Tensor.Concat(1, means, raw, raw), target);
        Numbers.Near(expected, LogLikelihood(new GaussianMixture(1), Tensor.Concat(1, Z.Slice(1, 3, 1), means, raw), target), 1e-12, 1e-14);
        Numbers.Near(expected, LogLikelihood(new GaussianMixture(2), Tensor.Concat(1, Z.Slice(1, 2, 2), means, means, raw, raw), target), 1e-12, 1e-14);
    }

    [Fact]
    public void A_mixture_far_from_the_target_has_a_finite_likelihood_and_gradient()
    {
        var far = LossNumbers.Row(1000, -1000, 500, -400, -30, 5);
        Assert.True(double.IsFinite(new GaussianMixture(2).Loss.Mean(far, LossNumbers.Row(-3))));
        Assert.True(new GaussianMixture(2).Loss.Gradient(far, LossNumbers.Row(-3)).IsFinite);
    }

    [Fact]
    public void The_loss_of_a_sigmoid_unit_is_minus_log_sigma_of_the_signed_logit_which_is_softplus_of_its_negative()
    {
        var signed = (Bits * 2 - 1) * Z;
        var softplus = Var.Softplus(Var.Of(-signed)).Value<double>().Sum(1);
        Numbers.Near(-softplus, LogLikelihood(new SigmoidBernoulli(), Z, Bits), 1e-13, 0);
        Numbers.Near(Var.Sigmoid(Var.Of(signed)).Value<double>().Map(Math.Log).Sum(1), LogLikelihood(new SigmoidBernoulli(), Z, Bits), 1e-12, 0);
        Assert.Equal(4 * new SigmoidCrossEntropy().Mean(Z, Bits), new SigmoidBernoulli().Loss.Mean(Z, Bits), 1e-13);
    }

    [Fact]
    public void The_probabilities_of_all_outcomes_add_to_one()
    {
        var row = Z.Slice(0, 0, 1);
        Assert.Equal(1, Enumerable.Range(0, 4).Sum(c => Math.Exp(LogLikelihood(new SoftmaxCategorical(), row, Tensor.Vector((double)c)).ToScalar())), 1e-14);
        Assert.Equal(1, Enumerable.Range(0, 16).Sum(bits => Math.Exp(LogLikelihood(new SigmoidBernoulli(), row, Tensor.Generate([1, 4], j => (double)(bits >> j & 1))).ToScalar())), 1e-14);
        var one = LossNumbers.Row(0.4);
        double density(double t) => Math.Exp(LogLikelihood(new LinearGaussian(0.5), one, LossNumbers.Row(t)).ToScalar());
        Assert.Equal(1, Enumerable.Range(-800, 1601).Sum(i => density(i / 100.0)) / 100, 1e-12);
        var two = LossNumbers.Row(0.4, -0.3, 1, -2, 0.5, 0.1);
        Assert.Equal(1, Enumerable.Range(-1200, 2401).Sum(i => Math.Exp(LogLikelihood(new GaussianMixture(2), two, LossNumbers.Row(i / 100.0)).ToScalar())) / 100, 1e-12);
    }

    [Fact]
    public void The_loss_of_a_softmax_unit_is_the_cross_entropy() => Assert.Equal(new SoftmaxCrossEntropy().Mean(Z, Classes), new SoftmaxCategorical().Loss.Mean(Z, Classes));

    [Fact]
    public void The_mean_is_the_output_activation()
    {
        Assert.Equal(Z, Mean(new LinearGaussian(), Z));
        Assert.Equal(Var.Sigmoid(Var.Of(Z)).Value<double>(), Mean(new SigmoidBernoulli(), Z));
        Assert.Equal(Var.Softmax(Var.Of(Z)).Value<double>(), Mean(new SoftmaxCategorical(), Z));
    }

    [Fact]
    public void Samples_have_the_mean_and_the_variance_of_the_distribution()
    {
        const int Draws = 20000;
        var key = RandomKey.FromSeed(3);
        Tensor<double> Repeated(params double[] z) => LossNumbers.Row(z).BroadcastTo([Draws, z.Length]);
        double Spread(double variance) => 5 * Math.Sqrt(variance / Draws);

        var normal = new LinearGaussian(0.25).Sample(Repeated(2), key);
        Assert.Equal(2, normal.Mean().ToScalar(), Spread(0.25));
        Assert.Equal(0.25, (normal - 2).Map(x => x * x).Mean().ToScalar(), Spread(2 * 0.25 * 0.25));

        var z = Repeated(-1, 0.5);
        var unsure = new HeteroscedasticGaussian().Sample(z, key);
        double variance = new HeteroscedasticGaussian().Variance(Var.Of(z)).Value<double>()[0, 0];
        Assert.Equal(-1, unsure.Mean().ToScalar(), Spread(variance));
        Assert.Equal(variance, (unsure + 1).Map(x => x * x).Mean().ToScalar(), Spread(2 * variance * variance));

        double[] mixture = [0.4, -0.3, 1, -2, 0.5, 0.1];
        var mixed = new GaussianMixture(2).Sample(Repeated(mixture), key);
        double share = 1 / (1 + Math.Exp(-0.7)), mean = share - 2 * (1 - share), first = Math.Log(1 + Math.Exp(0.5)) + 1e-6, second = Math.Log(1 + Math.Exp(0.1)) + 1e-6;
        double all = share * (first + (1 - mean) * (1 - mean)) + (1 - share) * (second + (2 + mean) * (2 + mean));
        Assert.Equal(mean, Mean(new GaussianMixture(2), LossNumbers.Row(mixture)).ToScalar(), 1e-14);
        Assert.Equal(mean, mixed.Mean().ToScalar(), Spread(all));
        Assert.Equal(all, (mixed - mean).Map(x => x * x).Mean().ToScalar(), Spread(2 * all * all));

        var bits = new SigmoidBernoulli().Sample(Repeated(-1, 2), key);
        foreach (var (z1, j) in new[] { (-1.0, 0), (2.0, 1) }) Assert.Equal(1 / (1 + Math.Exp(-z1)), bits.Slice(1, j, 1).Mean().ToScalar(), Spread(0.25));

        var classes = new SoftmaxCategorical().Sample(Repeated(0, 1, -1), key);
        Assert.Equal(Shape.Of(Draws), classes.Shape);
        for (int c = 0; c < 3; c++) Assert.Equal(Mean(new SoftmaxCategorical(), LossNumbers.Row(0, 1, -1))[0, c], classes.ToArray().Count(drawn => drawn == c) / (double)Draws, Spread(0.25));
    }

    public static TheoryData<Likelihood> All => [new LinearGaussian(), new HeteroscedasticGaussian(), new GaussianMixture(1), new SigmoidBernoulli(), new SoftmaxCategorical()];

    [Theory, MemberData(nameof(All))]
    public void Samples_are_targets_the_same_ones_for_the_same_key(Likelihood likelihood)
    {
        var drawn = likelihood.Sample(Z.Cast<float>(), RandomKey.FromSeed(1));
        Assert.Equal(drawn, likelihood.Sample(Z.Cast<float>(), RandomKey.FromSeed(1)));
        Assert.NotEqual(drawn, likelihood.Sample(Z.Cast<float>(), RandomKey.FromSeed(2)));
        Assert.True(likelihood.LogLikelihood(Var.Of(Z.Cast<float>()), Var.Of(drawn)).Value<float>().IsFinite);
        Assert.Equal(likelihood.Loss, likelihood.Loss);
        Assert.Equal(likelihood.Metrics, likelihood.Loss.Metrics);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_the_name_of_the_unit()
    {
        Assert.Equal("LinearGaussian: the variance must be positive, got 0.", Assert.Throws<NNException>(() => new LinearGaussian(0)).Message);
        Assert.Equal("LinearGaussian: predictions and targets must have one shape, got 5×4 and 5.", Assert.Throws<ShapeException>(() => new LinearGaussian().Loss.Mean(Z, Classes)).Message);
        Assert.Equal("SigmoidBernoulli: predictions and targets must have one shape, got 5×4 and 5.", Assert.Throws<ShapeException>(() => new SigmoidBernoulli().Loss.Mean(Z, Classes)).Message);
        Assert.Equal("HeteroscedasticGaussian: the output holds means and as many numbers for variances on its last axis, got 5×3.", Assert.Throws<ShapeException>(() => new HeteroscedasticGaussian().Loss.Mean(Z.Slice(1, 0, 3), Classes)).Message);
        Assert.Equal("GaussianMixture: 3 components take 3·(D + 2) outputs a sample for targets of D numbers, got 5×4.", Assert.Throws<ShapeException>(() => new GaussianMixture(3).Loss.Mean(Z, T)).Message);
        Assert.Equal("GaussianMixture: for outputs 5×4 with 1 components targets are 5×2, got 5×4.", Assert.Throws<ShapeException>(() => new GaussianMixture(1).Loss.Mean(Z, T)).Message);
        Assert.Equal("GaussianMixture: there must be at least one component, got 0.", Assert.Throws<NNException>(() => new GaussianMixture(0)).Message);
        Assert.Equal("MaximumLikelihood(LinearGaussian(0.5))", Cultures.Under("de-DE", () => new LinearGaussian(0.5).Loss.ToString()));
    }
}
