namespace Functional.NN.Course.Tests;

/// <summary>A net of linear layers is one linear layer: ((x·W₁ + b₁)·W₂ + b₂)·W₃ + b₃ = x·W₁W₂W₃ + (b₁W₂ + b₂)W₃ + b₃.</summary>
public class LinearLayersTests
{
    private static readonly Tensor<double> Inputs = RandomKey.FromSeed(1).Normal<double>([50, 6]);

    [Fact]
    public void A_net_of_linear_layers_is_one_layer_with_the_product_of_the_matrices() => Assert.True(Farthest(Net(new Identity())) < 1e-12);

    [Fact]
    public void With_something_bent_between_them_it_is_not() => Assert.True(Farthest(Net(new Tanh())) > 0.1);

    private static Model<double> Net(ILayer between)
    {
        var model = Model<double>.Initialize(Networks.Mlp([6], [9, 4, 3], between), RandomKey.FromSeed(2));
        return model.With(model.Parameters.OfVector(RandomKey.FromSeed(3).Normal<double>(model.Parameters.Vector.Shape)));
    }

    private static double Farthest(Model<double> net)
    {
        var θ = net.Parameters;
        Tensor<double> w1 = θ["dense1.weight"], w2 = θ["dense2.weight"], w3 = θ["output.weight"];
        var b = (θ["dense1.bias"].Reshape(1, -1).MatMul(w2) + θ["dense2.bias"]).MatMul(w3) + θ["output.bias"];
        var one = new AffineFunction(w1.MatMul(w2).MatMul(w3), b.Reshape(-1));
        return (one.Predict(Inputs) - net.Predict(Inputs)).Abs().ToArray().Max();
    }
}
