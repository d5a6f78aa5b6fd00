namespace Functional.NN.Tests.Training;

/// <summary>A NaN or an infinity ends a run with the last good state and says where it appeared.</summary>
public sealed class NotFiniteTests
{
    private static readonly FitPlan InOrder = new(2, new Batching(1, Sampling.InOrder));

    private static FitResult<float> Fit(IOptimizer optimizer, float[,] x, params ILayer[] layers)
    {
        var trainer = new Trainer<float>(new Network([x.GetLength(1)], layers), new SquaredError(), optimizer);
        return trainer.Fit(trainer.Initialize(RandomKey.FromSeed(1)), Dataset.FromArrays(x, Enumerable.Repeat(1f, x.GetLength(0)).ToArray()), InOrder);
    }

    private static Dense One => new(1, Initializer: new ConstantValue(1));

    [Fact]
    public void A_layer_is_named_by_step_and_path()
    {
        var result = Fit(new Sgd(0), new[,] { { 1f }, { 2f }, { 1e30f }, { 1f } }, One.Named("in"), Layer.From("square", x => x * x).Named("power"), One.Named("out"));
        Assert.Equal((FitEnd.NotFinite, new NotFinite(2, "the output of layer \"power\"")), (result.End, result.Fault));
        Assert.Equal("Step 2: the output of layer \"power\" is not finite (a NaN or an infinity). The last good state is kept; try a smaller learning rate, or look at the data.", result.Fault!.ToString());
    }

    [Fact]
    public void An_inner_layer_is_named_by_its_whole_path() =>
        Assert.Equal("the output of layer \"block.1\"", Fit(new Sgd(0), new[,] { { 1e30f } }, One, new Residual(new Relu(), Layer.From("square", x => x * x)).Named("block")).Fault!.Where);

    [Fact]
    public void The_last_good_state_is_kept()
    {
        float[,] x = { { 1f }, { 2f }, { 1e30f } };
        var result = Fit(new Sgd(0.001), x, One, Layer.From("square", v => v * v));
        var trainer = new Trainer<float>(result.Model.Network, new SquaredError(), new Sgd(0.001));
        var good = trainer.Run(trainer.Initialize(RandomKey.FromSeed(1)), Dataset.FromArrays(x, new[] { 1f, 1, 1 }).Batches(InOrder.Batching, default, 0).Take(2)).Last().State;
        Assert.Equal(good with { Key = result.Run.Train.Key }, result.Run.Train);
        Assert.Equal(2, result.Run.Place);
        Assert.True(result.Model.Parameters.IsFinite);
    }

    [Fact]
    public void Data_that_are_not_finite_are_named() =>
        Assert.Equal(new NotFinite(1, "the batch's input"), Fit(new Sgd(0), new[,] { { 1f }, { float.NaN } }, One).Fault);

    [Fact]
    public void A_loss_that_overflows_is_named() => Assert.Equal("the loss", Fit(new Sgd(0), new[,] { { 1e30f } }, One).Fault!.Where);

    // y = √|wx| at w = 0: the value is finite, the slope is not.
    [Fact]
    public void A_block_of_the_gradient_is_named()
    {
        var root = Layer.From("root", [new ParameterSpec("w", [1], new Zeros())], (context, x) => Var.Sqrt(Var.Abs(x * context.Parameter("w"))));
        Assert.Equal("the gradient of \"r.w\"", Fit(new Sgd(0.1), new[,] { { 1f } }, root.Named("r")).Fault!.Where);
    }

    [Fact]
    public void Parameters_that_overflow_in_the_update_are_named()
    {
        var result = Fit(new Sgd(1e38), new[,] { { 10f } }, One);
        Assert.Equal(new NotFinite(0, "θ after the update"), result.Fault);
        Assert.Equal(0, result.Run.Train.Step);
    }

    // The batch's variance overflows and the output is 0: only the running value shows it.
    [Fact]
    public void A_running_value_that_overflows_is_named()
    {
        var trainer = new Trainer<float>(new Network([1], new BatchNorm().Named("norm")), new SquaredError(), new Sgd(0.1));
        var result = trainer.Fit(trainer.Initialize(default), Dataset.FromArrays(new[,] { { 1e25f }, { -1e25f }, { 3e25f } }, new[] { 1f, 1, 1 }), new FitPlan(1, new Batching(3)));
        Assert.Equal((FitEnd.NotFinite, new NotFinite(0, "the state \"norm.running_var\"")), (result.End, result.Fault));
        Assert.True(result.Model.State.IsFinite);
    }
}
