namespace Functional.NN.Tests;

/// <summary>What the quadratic model promises of a step down the gradient.</summary>
public class PredictedStepTests
{
    private static readonly ObjectiveFunction<double> Bowl = ObjectiveFunction.Of<double>(x => 0.5 * (Var.Square(x) * Var.Constant(Tensor.Vector(1.0, 10))).Sum());

    private static readonly Parameters<double> Here = Parameters<double>.Of(Tensor.Vector(2.0, 1));

    [Fact]
    public void On_a_bowl_it_is_what_can_be_computed_by_hand()
    {
        // g = (2, 10), Hg = (2, 100).
        var predicted = PredictedStep.Of(Bowl, Here);

        Assert.Equal(new PredictedStep(104, 1004), predicted);
        Assert.Equal(104.0 / 1004, predicted.BestStep);
        Assert.Equal(50.2, predicted.CurvatureTerm(0.1), 1e-12);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void On_a_bowl_the_change_is_exactly_the_predicted_one(double ε)
    {
        var g = Bowl.ValueAndGradient(Here).Gradient;

        Assert.Equal(Bowl.Value(Here - ε * g) - Bowl.Value(Here), PredictedStep.Of(Bowl, Here).Change(ε), 1e-12);
    }

    [Fact]
    public void The_best_step_is_infinite_where_nothing_curves_up_and_nothing_where_there_is_no_slope()
    {
        Assert.Equal(double.PositiveInfinity, new PredictedStep(1, 0).BestStep);
        Assert.Equal(double.PositiveInfinity, new PredictedStep(1, -2).BestStep);
        Assert.Equal(0, new PredictedStep(0, 0).BestStep);
        Assert.Equal(double.NaN, new PredictedStep(double.NaN, double.NaN).BestStep);
    }

    [Fact]
    public void Shards_join_in_it_as_in_a_gradient()
    {
        var key = RandomKey.FromSeed(2);
        var network = new Network([2], new Dense(3), new Sigmoid(), new Dense(1));
        var (model, batch) = (Model<double>.Initialize(network, key), new Batch<double>(key.Normal<double>([7, 2]), key.Fold(1).Normal<double>([7, 1])));
        var trainer = new Trainer<double>(network, new MeanSquaredError(), new Sgd(0.1));

        var (one, three) = (PredictedStep.Of(trainer.ObjectiveOf(model, batch), model.Parameters), PredictedStep.Of(trainer.With(shards: 3).ObjectiveOf(model, batch), model.Parameters));

        Assert.Equal(one.GradientSquared, three.GradientSquared, 1e-13);
        Assert.Equal(one.Curvature, three.Curvature, 1e-13);
        Assert.Equal(trainer.Gradient(model, batch).Metrics.GradientNorm, Math.Sqrt(one.GradientSquared), 1e-13);
    }
}
