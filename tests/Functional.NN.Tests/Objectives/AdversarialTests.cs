using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Objectives;

public sealed class AdversarialTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly Tensor<double> X = Numbers.Some<double>([6, 3], 1), Labels = Tensor.Vector(0.0, 2, 1, 1, 0, 2);

    private static readonly Model<double> Model = Model<double>.Initialize(new Network([3], new Dense(5), new Tanh(), new Dense(3)), Key);

    private static readonly SoftmaxCrossEntropy Loss = new();

    private static double LossAt(Tensor<double> inputs) => Loss.Mean(Var.Of(Model.Predict(inputs)), Var.Of(Labels)).Value<double>().ToScalar();

    private static Tensor<double> Attacked(IAttack attack) => attack.On(Model, Loss, new Batch<double>(X, Labels), Key);

    [Fact]
    public void For_a_linear_model_the_change_is_the_sign_of_the_weights()
    {
        var linear = Model<double>.Initialize(new Network([3], new Dense(1, Bias: false)), Key);
        var batch = new Batch<double>(X, Tensor.Zeros<double>([6, 1]));
        var changed = new FastGradientSign(0.1).On(linear, new SigmoidCrossEntropy(), batch);
        Assert.Equal(X + 0.1 * linear.Parameters.Vector.Map(v => (double)Math.Sign(v)).Reshape(1, 3), changed);
    }

    [Fact]
    public void Every_element_moves_by_epsilon_and_the_loss_grows()
    {
        var changed = Attacked(new FastGradientSign(0.05));
        Assert.All((changed - X).Abs().ToArray(), moved => Assert.Equal(0.05, moved, 1e-15));
        Assert.True(LossAt(changed) > LossAt(X));
    }

    [Fact]
    public void Elements_stay_within_their_bounds()
    {
        foreach (var attack in new IAttack[] { new FastGradientSign(0.5, -0.2, 0.3), new ProjectedGradient(0.5, 0.2, 5, Low: -0.2, High: 0.3) })
            Assert.All(Attacked(attack).ToArray(), x => Assert.InRange(x, -0.2, 0.3));
    }

    [Fact]
    public void Projected_gradients_stay_near_and_do_more_harm_than_one_step()
    {
        var changed = Attacked(new ProjectedGradient(0.3, 0.1, 10));
        Assert.All((changed - X).Abs().ToArray(), moved => Assert.InRange(moved, 0, 0.3 + 1e-15));
        Assert.True(LossAt(changed) >= LossAt(Attacked(new FastGradientSign(0.3))) - 1e-3);
    }

    [Fact]
    public void One_projected_step_from_where_it_is_is_the_fast_sign() =>
        Assert.Equal(Attacked(new FastGradientSign(0.125)), Attacked(new ProjectedGradient(0.125, 0.125, 1, RandomStart: false)));

    [Fact]
    public void A_random_start_depends_on_the_key_and_the_sample_alone()
    {
        var attack = new ProjectedGradient(0.3, 1e-9, 1);
        Assert.Equal(Attacked(attack), Attacked(attack));
        Assert.NotEqual(Attacked(attack), attack.On(Model, Loss, new Batch<double>(X, Labels), Key.Fold(1)));
    }

    [Fact]
    public void Training_against_an_attack_minds_both_losses()
    {
        var batch = new Batch<double>(X, Labels);
        Gradients<double> Gradient(IObjective objective, Tensor<double> inputs) => new Trainer<double>(Model.Network, objective, new Sgd(0)).Gradient(Model, batch with { Inputs = inputs });
        var objective = Objective.Supervised(Loss, new L2(0.1));
        var attack = new FastGradientSign(0.1);
        var (clean, harmed, both) = (Gradient(objective, X), Gradient(objective, Attacked(attack)), Gradient(new AdversarialTraining(objective, attack, 0.25), X));
        Assert.Equal(0.25 * clean.Metrics.Loss + 0.75 * harmed.Metrics.Loss, both.Metrics.Loss, 1e-14);
        Numbers.Near((0.25 * clean.Gradient + 0.75 * harmed.Gradient).Vector, both.Gradient.Vector, 1e-12, 1e-14);
        Assert.Equal((clean.Metrics.Accuracy, harmed.Metrics.Accuracy), (both.Metrics.Accuracy, (double?)both.Metrics.Values["adversarial_accuracy"]));
    }
}
