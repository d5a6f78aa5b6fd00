using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Networks;

/// <summary>The four equations of backpropagation (Nielsen 2015, chapter 2) on a 3-layer net, and their sensitivity form (Hagan et al. 2014, chapter 11).</summary>
public sealed class BackpropagationEquationTests
{
    private static readonly Network Net = new([4], new Dense(5), new Sigmoid(), new Dense(3), new Sigmoid(), new Dense(2), new Sigmoid());
    private static readonly Tensor<double> X = Numbers.Some<double>([1, 4], 1), Y = Numbers.Some<double>([1, 2], 2).Abs();
    private static readonly Model<double> Model = Model<double>.Initialize(Net, RandomKey.FromSeed(3));
    private static readonly Parameters<double> Gradient = new Trainer<double>(Net, new HalfSquaredError(), new Sgd(0.1)).Gradient(Model, new Batch<double>(X, Y)).Gradient;

    private static readonly Trace<double> Traced = Model.Trace(X);

    /// <summary>a at layer l, from 0 (the input) to 3.</summary>
    private static Tensor<double> A(int l) => l == 0 ? X : Traced[$"{2 * l - 1}"];

    private static Tensor<double> W(int l) => Model.Parameters[$"{2 * l - 2}.weight"];

    private static Tensor<double> Slope(int l) => A(l) * (1.0 - A(l));

    /// <summary>BP1: δᴸ = (aᴸ − y) ⊙ σ′(zᴸ). BP2: δˡ = (wˡ⁺¹)ᵀδˡ⁺¹ ⊙ σ′(zˡ); our W is (inputs × outputs), a sample is a row.</summary>
    private static Tensor<double> Delta(int l) => l == 3 ? (A(3) - Y) * Slope(3) : Delta(l + 1).MatMul(W(l + 1).Transpose()) * Slope(l);

    [Theory, InlineData(3), InlineData(2), InlineData(1)]
    public void The_error_of_a_layer_is_the_gradient_of_its_weighted_input(int layer)
    {
        // ∂C/∂z of layer l: the rest of the network as a function of z alone.
        Var Cost(Var z)
        {
            for (int l = layer; ; l++)
            {
                var a = Var.Sigmoid(z);
                if (l == 3) return 0.5 * Var.Square(a - Var.Of(Y)).Sum();
                z = Var.Affine(a, Var.Of(W(l + 1)), Var.Of(Model.Parameters[$"{2 * l}.bias"]));
            }
        }
        Numbers.Near(Delta(layer), Grad.Of(Cost, Traced[$"{2 * layer - 2}"]), 1e-12, 1e-15);
    }

    [Theory, InlineData(3), InlineData(2), InlineData(1)]
    public void The_gradient_of_a_bias_is_the_error_of_its_layer(int layer) => Numbers.Near(Delta(layer).Reshape(-1), Gradient[$"{2 * layer - 2}.bias"], 1e-12, 1e-15);

    [Theory, InlineData(3), InlineData(2), InlineData(1)]
    public void The_gradient_of_a_weight_is_activation_in_times_error_out(int layer) =>
        Numbers.Near(A(layer - 1).Transpose().MatMul(Delta(layer)), Gradient[$"{2 * layer - 2}.weight"], 1e-12, 1e-15);

    private static Network Hagan => new([1],
        new Dense(2, Initializer: new Given(Tensor.Matrix(new[,] { { -0.27, -0.41 } }))), new Sigmoid(), new Dense(1, Initializer: new Given(Tensor.Matrix(new[,] { { 0.09 }, { -0.17 } }))));

    private static TrainState<double> HaganState(Trainer<double> trainer)
    {
        var θ = trainer.Network.Initialize<double>(default).With("0.bias", Tensor.Vector(-0.48, -0.13)).With("2.bias", Tensor.Vector(0.48));
        return trainer.Start(θ);
    }

    private static readonly Batch<double> HaganBatch = new(Tensor.Matrix(new[,] { { 1.0 } }), Tensor.Matrix(new[,] { { 1 + Math.Sin(Math.PI / 4) } }));

    [Fact]
    public void The_sensitivities_of_the_book_are_the_gradients_of_the_biases()
    {
        var trainer = new Trainer<double>(Hagan, new SquaredError(), new Sgd(0.1));
        var gradient = trainer.Gradient(HaganState(trainer).Model, HaganBatch).Gradient;
        // The book rounds a¹ and e on the way: s² = −2.522 there.
        Assert.Equal(-2.5216, gradient["2.bias"][0], 1e-4);
        Assert.Equal(-0.04945, gradient["0.bias"][0], 1e-5);
        Assert.Equal(0.09972, gradient["0.bias"][1], 1e-5);
        Numbers.Near(gradient["0.bias"], gradient["0.weight"].Reshape(2), 0, 0);
    }

    [Fact]
    public void One_step_gives_the_weights_of_the_book()
    {
        var trainer = new Trainer<double>(Hagan, new SquaredError(), new Sgd(0.1));
        var next = trainer.Step(HaganState(trainer), HaganBatch).State.Parameters;
        Numbers.Near(Tensor.Vector(0.1709, -0.0772), next["2.weight"].Reshape(2), 0, 1e-4);
        Assert.Equal(0.7322, next["2.bias"][0], 1e-4);
        Numbers.Near(Tensor.Vector(-0.265, -0.42), next["0.weight"].Reshape(2), 0, 1e-3);
        Numbers.Near(Tensor.Vector(-0.475, -0.14), next["0.bias"], 0, 1e-3);
    }
}
