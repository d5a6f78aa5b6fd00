using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class EmbeddingTests
{
    private static Model<double> Model(Embedding layer, Shape input) => Model<double>.Initialize(new Network(input, layer), RandomKey.FromSeed(1));

    [Fact]
    public void Every_token_becomes_its_row()
    {
        var model = Model(new Embedding(5, 3), [2]);
        var table = model.Parameters["0.weight"];
        var y = model.Predict(Tensor.Of([2, 2], 4.0, 0, 2, 2));
        Assert.Equal(table.Gather([4, 0, 2, 2]).Reshape(2, 2, 3), y);
    }

    [Fact]
    public void It_is_the_product_of_one_hot_rows_and_the_table()
    {
        Tensor<double> table = Numbers.Some<double>([5, 3], 1), tokens = Tensor.Vector(4.0, 0, 2, 2), dy = Numbers.Some<double>([4, 3], 2);
        var looked = Grad.Vjp(w => w.Gather(Var.Of(tokens)), table);
        var product = Grad.Vjp(w => Var.MatMul(Var.OneHot(Var.Of(tokens), 5), w), table);
        Assert.Equal(product.Value, looked.Value);
        Numbers.Near(product.Pullback(dy), looked.Pullback(dy), 1e-15, 1e-16);
    }

    [Fact]
    public void The_gradients_of_a_token_that_comes_again_add_up_and_the_others_have_none()
    {
        var gradient = Grad.Of(w => (w.Gather(Var.Constant(Tensor.Vector(1.0, 3, 1))) * Var.Constant(Tensor.Of([3, 1], 1.0, 10, 100))).Sum(), Tensor.Zeros<double>([4, 2]));
        Assert.Equal(Tensor.Of([4, 2], 0.0, 0, 101, 101, 0, 0, 10, 10), gradient);
    }

    [Fact]
    public void A_padding_token_is_zero_and_its_row_learns_nothing()
    {
        var network = new Network([3], new Embedding(4, 2, Padding: 1));
        var trainer = new Trainer<double>(network, new SquaredError(), new Sgd(0.1));
        var state = trainer.Initialize(RandomKey.FromSeed(1));
        var tokens = Tensor.Of([1, 3], 1.0, 2, 1);
        Assert.Equal((Tensor.Zeros<double>([2]), Tensor.Zeros<double>([2])), (state.Model.Predict(tokens).At(0).At(0), state.Model.Predict(tokens).At(0).At(2)));
        var after = trainer.Step(state, new Batch<double>(tokens, Tensor.Full<double>([1, 3, 2], 1))).State.Model.Parameters["0.weight"];
        Assert.Equal(state.Model.Parameters["0.weight"].At(1), after.At(1));
        Assert.NotEqual(state.Model.Parameters["0.weight"].At(2), after.At(2));
    }

    [Theory]
    [InlineData(5, "5"), InlineData(-1, "-1"), InlineData(1.5, "1.5"), InlineData(double.NaN, "NaN")]
    public void What_is_no_token_is_refused_with_a_sentence(double token, string printed) =>
        Assert.Equal($"Row: expected a whole number from 0 to 4, got {printed}.", Assert.Throws<NNException>(() => Model(new Embedding(5, 3), [1]).Predict(Tensor.Of([1, 1], token))).Message);

    [Fact]
    public void What_is_no_token_is_refused_in_the_middle_of_a_planned_run_as_well()
    {
        var trainer = new Trainer<float>(new Network([1], new Embedding(5, 3), new Flatten(), new Dense(1)), new MeanSquaredError(), new Sgd(0.1));
        var data = Dataset.FromTensors(Tensor.Generate([64, 1], i => i == 50 ? 7f : i % 5), Tensor.Zeros<float>([64, 1]));
        Assert.Equal("Row: expected a whole number from 0 to 4, got 7.",
            Assert.Throws<NNException>(() => trainer.Fit(trainer.Initialize(default), data, new FitPlan(1, new Batching(4, Sampling.InOrder)))).Message);
    }

    [Fact]
    public void Constants_that_make_no_sense_are_refused_with_a_sentence()
    {
        static string Message(Func<object> make) => Assert.Throws<NNException>(make).Message;
        Assert.Equal("Embedding: the number of tokens must be positive, got 0.", Message(() => new Embedding(0, 1)));
        Assert.Equal("Embedding: the number of units must be positive, got 0.", Message(() => new Embedding(1, 0)));
        Assert.Equal("Embedding: the padding token must be one of the tokens, from 0 to 3, got 4.", Message(() => new Embedding(4, 1, Padding: 4)));
    }

    [Fact]
    public void A_scalar_has_no_rows() => Assert.Equal("Gather: a scalar has no rows to gather.", Assert.Throws<ShapeException>(() => Var.Constant(1).Gather(Var.Constant(0))).Message);
}
