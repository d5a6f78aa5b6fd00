namespace Functional.NN.Course.Tests;

/// <summary>The penalty ½α‖w‖² and weight decay: one thing for gradient descent, two for Adam (Loshchilov and Hutter 2019).</summary>
public class WeightDecayTests
{
    private const double Rate = 0.1, Alpha = 0.2;

    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly Network Net = new([3], new Dense(2, Bias: false));

    private static readonly Batch<double> Batch = new(Key.Fold("x").Normal<double>([6, 3]), Key.Fold("y").Normal<double>([6, 2]));

    /// <summary>θ after so many steps from the start.</summary>
    private static Tensor<double> After(int steps, IOptimizer optimizer, params IPenalty[] penalties)
    {
        var trainer = new Trainer<double>(Net, Objective.Supervised(new HalfSquaredError(), penalties), optimizer);
        return trainer.Run(trainer.Initialize(Key), Enumerable.Repeat(Batch, steps)).Last().State.Parameters.Vector;
    }

    private static Parameters<double> Start => Net.Initialize<double>(Key.Fold("initialize"));

    private static Parameters<double> Gradient(Parameters<double> θ) => new Trainer<double>(Net, new HalfSquaredError(), new Sgd(1)).Gradient(new Model<double>(Net, θ), Batch).Gradient;

    private static double Apart(Tensor<double> a, Tensor<double> b) => (a - b).Abs().Max(0).ToScalar();

    [Fact]
    public void A_step_of_descent_with_the_penalty_shrinks_the_weights_and_then_descends()
    {
        var θ = Start;
        for (int step = 1; step <= 3; step++)
        {
            θ = (1 - Rate * Alpha) * θ - Rate * Gradient(θ);
            Assert.Equal(0, Apart(After(step, new Sgd(Rate), new L2(Alpha)), θ.Vector), 1e-15);
        }
    }

    [Fact]
    public void For_descent_penalty_and_decoupled_decay_are_the_same() =>
        Assert.Equal(0, Apart(After(5, new Sgd(Rate), new L2(Alpha)), After(5, new Sgd(Rate).WithDecoupledWeightDecay(Rate, Alpha))), 1e-14);

    [Fact]
    public void For_Adam_they_are_not() => Assert.True(Apart(After(5, new Adam(Rate), new L2(Alpha)), After(5, new AdamW(Rate, WeightDecay: Alpha))) > 0.01);

    [Fact]
    public void The_first_step_of_Adam_hardly_notices_the_penalty_and_that_of_AdamW_shrinks_by_it()
    {
        Assert.Equal(0, Apart(After(1, new AdamW(Rate, WeightDecay: Alpha)), After(1, new Adam(Rate)) - Rate * Alpha * Start.Vector), 1e-9);
        Assert.Equal(0, Apart(After(1, new Adam(Rate), new L2(1e-3)), After(1, new Adam(Rate))), 1e-6);
    }
}
