using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Losses;

public sealed class BinaryLossTests
{
    private static readonly Tensor<double> Z = Numbers.Some<double>([6, 3], 1) * 3, Bits = Numbers.Some<double>([6, 3], 2).Map(x => x > 0 ? 1.0 : 0), Soft = Numbers.Some<double>([6, 3], 3).Map(x => (x + 1) / 2);

    [Theory, InlineData(true), InlineData(false)]
    public void Behind_a_sigmoid_the_cross_entropy_of_probabilities_is_that_of_the_logits_in_value_and_gradient(bool hard)
    {
        var target = hard ? Bits : Soft;
        ValueAndGradient<double> expected = new SigmoidCrossEntropy().Behind(z => z, Z, target), got = new BinaryCrossEntropyOfProbabilities().Behind(Var.Sigmoid, Z, target);
        Assert.Equal(expected.Value.ToScalar(), got.Value.ToScalar(), 1e-13);
        Numbers.Near(expected.Gradient, got.Gradient, 1e-11, 1e-15);
    }

    [Fact]
    public void The_gradient_of_the_form_of_probabilities_is_the_error_over_the_variance()
    {
        var p = Var.Sigmoid(Var.Of(Z)).Value<double>();
        Numbers.Near((p - Soft) / (p * (1 - p)) / 18.0, new BinaryCrossEntropyOfProbabilities().Gradient(p, Soft), 1e-12, 1e-15);
    }

    [Theory, InlineData(0, 1), InlineData(1, 0)]
    public void A_saturated_probability_on_the_wrong_side_costs_the_clamp_and_passes_nothing_back(double p, double target)
    {
        Tensor<double> at = LossNumbers.Row(p), t = LossNumbers.Row(target);
        Assert.Equal((100, 12), (new BinaryCrossEntropyOfProbabilities().Mean(at, t), new BinaryCrossEntropyOfProbabilities(-12).Mean(at, t)));
        Assert.Equal(0, new BinaryCrossEntropyOfProbabilities().Mean(at, at));
        Assert.Equal(LossNumbers.Row(0), new BinaryCrossEntropyOfProbabilities().Gradient(at, t) + 0.0);
        Assert.Equal(100, new BinaryCrossEntropyOfProbabilities().Mean(Var.Of(at.Cast<float>()), Var.Of(t.Cast<float>())).Value<float>().ToScalar());
    }

    [Fact]
    public void The_logarithm_of_one_minus_a_small_probability_keeps_its_digits() => Assert.Equal(1e-20, new BinaryCrossEntropyOfProbabilities().Mean(LossNumbers.Row(1e-20), LossNumbers.Row(0)), 1e-34);

    [Fact]
    public void Positive_targets_of_weight_n_add_n_times_what_they_cost()
    {
        var weighed = new SigmoidCrossEntropy(Tensor.Vector(1.0, 2, 3));
        var plain = new SigmoidCrossEntropy();
        double Column(ILoss loss, int j, Tensor<double> t) => loss.Sum(Z.Slice(1, j, 1), t);
        double expected = Enumerable.Range(0, 3).Sum(j => Column(plain, j, Bits.Slice(1, j, 1)) + j * (Bits.Slice(1, j, 1) * Var.Softplus(Var.Of(-Z.Slice(1, j, 1))).Value<double>()).Sum().ToScalar());
        Assert.Equal(expected / 18, weighed.Mean(Z, Bits), 1e-13);
        Assert.Equal(new SigmoidCrossEntropy(Tensor.Vector(2.0, 2, 2)).Mean(Z, Bits), new SigmoidCrossEntropy(Tensor.Vector(2.0)).Mean(Z, Bits), 1e-15);
    }

    [Fact]
    public void A_focal_loss_without_focusing_and_balance_is_the_cross_entropy_and_balance_one_half_halves_it()
    {
        Assert.Equal(new SigmoidCrossEntropy().Mean(Z, Soft), new SigmoidFocal(0, null).Mean(Z, Soft), 1e-14);
        Assert.Equal(new SigmoidFocal(2, null).Mean(Z, Bits) / 2, new SigmoidFocal(2, 0.5).Mean(Z, Bits), 1e-15);
    }

    [Theory, InlineData(2, 0.25), InlineData(0.5, 0.9)]
    public void A_focal_loss_is_minus_alpha_times_a_power_of_the_rest_times_the_logarithm(double focusing, double balance)
    {
        double Focal(double z, double t)
        {
            double p = 1 / (1 + Math.Exp(-z)), right = t == 1 ? p : 1 - p;
            return -(t == 1 ? balance : 1 - balance) * Math.Pow(1 - right, focusing) * Math.Log(right);
        }
        double expected = Enumerable.Range(0, 18).Average(i => Focal(Z.AsSpan()[i], Bits.AsSpan()[i]));
        Assert.Equal(expected, new SigmoidFocal(focusing, balance).Mean(Z, Bits), 1e-14);
    }

    [Theory, InlineData(1000, 1), InlineData(-1000, 0), InlineData(1000, 0), InlineData(-1000, 1)]
    public void A_focal_loss_of_logits_of_a_thousand_is_the_exact_limit(double z, double target)
    {
        bool right = z > 0 == target > 0;
        Assert.Equal(right ? 0 : 1000, new SigmoidFocal(2, null).Mean(LossNumbers.Row(z), LossNumbers.Row(target)));
        Assert.Equal(right ? 0 : z > 0 ? 1 : -1, new SigmoidFocal(0.5, null).Gradient(LossNumbers.Row(z), LossNumbers.Row(target)).ToScalar());
    }

    [Fact]
    public void Constants_and_shapes_that_do_not_fit_are_refused()
    {
        Assert.Equal("SigmoidFocal: the balance must be from 0 to 1, got 1.5.", Assert.Throws<NNException>(() => new SigmoidFocal(2, 1.5)).Message);
        Assert.Equal("BinaryCrossEntropyOfProbabilities: the smallest logarithm must be a finite number below 0, got 0.", Assert.Throws<NNException>(() => new BinaryCrossEntropyOfProbabilities(0)).Message);
        Assert.Equal("SigmoidCrossEntropy: for logits 6×3 there are 2 positive weights; give one, or one for each place of the last axis.",
            Assert.Throws<ShapeException>(() => new SigmoidCrossEntropy(Tensor.Vector(1.0, 2)).Mean(Z, Bits)).Message);
        Assert.Equal("SigmoidFocal: predictions and targets must have one shape, got 6×3 and 6.", Assert.Throws<ShapeException>(() => new SigmoidFocal().Mean(Z, Tensor.Zeros<double>([6]))).Message);
    }

    [Fact]
    public void The_losses_print_the_same_under_every_culture() =>
        Assert.Equal("SigmoidCrossEntropy() SigmoidCrossEntropy(positive weights 1 [1.5]) SigmoidFocal(2, 0.25) SigmoidFocal(0.5, unbalanced) BinaryCrossEntropyOfProbabilities(-100)",
            Cultures.Under("de-DE", () => $"{new SigmoidCrossEntropy()} {new SigmoidCrossEntropy(Tensor.Vector(1.5))} {new SigmoidFocal()} {new SigmoidFocal(0.5, null)} {new BinaryCrossEntropyOfProbabilities()}"));
}
