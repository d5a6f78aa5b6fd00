using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class MultiHeadAttentionTests
{
    private const int Steps = 4, Features = 6;

    private static readonly Tensor<double> X = Numbers.Some<double>([3, Steps, Features], 1);
    private static readonly Tensor<double> Mask = Tensor.Matrix(new double[,] { { 1, 1, 1, 1 }, { 1, 0, 1, 0 }, { 0, 0, 0, 0 } });

    private static Model<double> Model(MultiHeadAttention layer) => Model<double>.Initialize(new Network([Steps, Features], layer), RandomKey.FromSeed(1));

    private static Tensor<double> WithMasked(double strange) => Tensor.Generate(X.Shape, i => Mask.AsSpan()[i / Features] == 0 ? strange : X.AsSpan()[i]);

    [Theory, InlineData(1), InlineData(2), InlineData(6)]
    public void It_is_scaled_dot_product_attention_of_the_heads_features_and_a_last_map(int heads)
    {
        var model = Model(new MultiHeadAttention(heads));
        var θ = model.Parameters.OfVector(Numbers.Some<double>(model.Parameters.Vector.Shape, 7));
        int size = Features / heads;
        var projected = Var.Affine(Var.Of(X.Reshape(-1, Features)), Var.Of(θ["0.in_proj_weight"]), Var.Of(θ["0.in_proj_bias"])).Reshape(3, Steps, 3 * Features);
        Var Part(int part, int head) => projected.Slice(2, part * Features + head * size, size).Reshape(3, 1, Steps, size);
        var joined = Var.Concat(-1, Enumerable.Range(0, heads).Select(h => Attention.ScaledDotProduct(Part(0, h), Part(1, h), Part(2, h)))).Reshape(3 * Steps, Features);
        var expected = Var.Affine(joined, Var.Of(θ["0.out_proj_weight"]), Var.Of(θ["0.out_proj_bias"])).Reshape(3, Steps, Features).Value<double>();
        Assert.Equal(expected, model.With(θ).Predict(X));
    }

    [Fact]
    public void The_weights_are_a_further_output_whose_rows_sum_to_one()
    {
        var weights = Model(new MultiHeadAttention(2)).Trace(X)["0.attention_weights"];
        Assert.Equal(Shape.Of(3, 2, Steps, Steps), weights.Shape);
        Numbers.Near(Tensor.Full<double>([3, 2, Steps], 1), Var.Of(weights).Sum(-1).Value<double>(), 0, 1e-15);
    }

    [Fact]
    public void Causal_attention_does_not_see_later_steps()
    {
        var model = Model(new MultiHeadAttention(3, Causal: true));
        var changed = Tensor.Generate(X.Shape, i => i / Features % Steps < 2 ? X.AsSpan()[i] : -3 * X.AsSpan()[i]);
        Tensor<double> y = model.Predict(X), other = model.Predict(changed);
        Assert.Equal(y.Slice(1, 0, 2), other.Slice(1, 0, 2));
        Assert.NotEqual(y.Slice(1, 2, 1), other.Slice(1, 2, 1));
    }

    [Theory, InlineData(1e3), InlineData(double.NaN)]
    public void What_stands_in_masked_steps_does_not_matter_to_outputs_or_gradients(double strange)
    {
        foreach (bool causal in new[] { false, true })
        {
            var model = Model(new MultiHeadAttention(2, causal));
            var trainer = new Trainer<double>(model.Network, new SquaredError(), new Sgd(0));
            Assert.Equal(model.Predict(X, Mask), model.Predict(WithMasked(strange), Mask));
            Assert.Equal(Gradient(X), Gradient(WithMasked(strange)));
            Tensor<double> Gradient(Tensor<double> x) => trainer.Gradient(model, new Batch<double>(x, Tensor.Full<double>(X.Shape, 1), Mask)).Gradient.Vector;
        }
    }

    [Fact]
    public void The_output_of_a_masked_step_is_positive_zero()
    {
        var model = Model(new MultiHeadAttention(2));
        var y = model.With(model.Parameters.With("0.out_proj_bias", Tensor.Full<double>([Features], 1))).Predict(X, Mask);
        for (int i = 0; i < Mask.Shape.Size; i++)
            if (Mask.AsSpan()[i] == 0) Assert.Equal(Tensor.Zeros<double>([Features]), y.Reshape(-1, Features).At(i));
            else Assert.NotEqual(Tensor.Zeros<double>([Features]), y.Reshape(-1, Features).At(i));
    }

    [Fact]
    public void A_masked_sequence_is_the_shorter_sequence()
    {
        var layer = new MultiHeadAttention(2);
        var model = Model(layer);
        var ends = Tensor.Generate([3, Steps], i => i % Steps < 3 ? 1.0 : 0);
        var shorter = new Model<double>(new Network([3, Features], layer), model.Parameters);
        Numbers.Near(shorter.Predict(X.Slice(1, 0, 3)), model.Predict(X, ends).Slice(1, 0, 3), 1e-14, 1e-15);
    }

    [Fact]
    public void A_mask_of_ones_changes_nothing() => Assert.Equal(Model(new MultiHeadAttention(2)).Predict(X), Model(new MultiHeadAttention(2)).Predict(X, Tensor.Full<double>([3, Steps], 1)));

    [Fact]
    public void Dropout_is_for_training_alone_and_for_the_weights_that_are_used()
    {
        var (plain, dropped) = (new MultiHeadAttention(2), new MultiHeadAttention(2, Dropout: 0.5));
        Assert.Equal(Model(plain).Predict(X), Model(dropped).Predict(X));
        Assert.NotEqual(InTraining(plain).Output, InTraining(dropped).Output);
        Assert.Equal(InTraining(plain).Weights, InTraining(dropped).Weights);

        (Tensor<double> Output, Tensor<double> Weights) InTraining(MultiHeadAttention layer)
        {
            var model = Model(layer);
            var run = new LayerContext.Run(ParameterVars.Of(model.Parameters), RandomKey.FromSeed(3), Training: true, Mask: null, FirstSample: 0, Tracing: false);
            var applied = model.Network.Apply(run, model.StateVars(), Var.Of(X));
            return (applied.Output.Value<double>(), applied.Outputs.Single(output => output.Path == "0.attention_weights").Value.Value<double>());
        }
    }

    [Fact]
    public void It_prints_its_constants() => Assert.Equal("Sequential(MultiHeadAttention(8), MultiHeadAttention(2, causal, dropout 0.1), SinusoidalPositions(10000))",
        Cultures.Under("de-DE", () => new Sequential(new MultiHeadAttention(8), new MultiHeadAttention(2, Causal: true, Dropout: 0.1), new SinusoidalPositions()).ToString()));
}
