namespace Functional.NN.Course.Tests;

/// <summary>What a loss behind its output unit says about the unit's sum z: the first error of back-propagation.</summary>
public class OutputErrorTests
{
    private static readonly Tensor<double> Z = Tensor.Matrix(new[,] { { -3, -0.4 }, { 0, 0.7 }, { 2, 5 } }), Y = Tensor.Matrix(new[,] { { 0.0, 1 }, { 1, 0 }, { 0, 0.25 } });

    private static Tensor<double> A => Var.Sigmoid(Var.Of(Z)).Value<double>();

    /// <summary>Elements of the mean.</summary>
    private static double Count => Z.Shape.Size;

    [Fact]
    public void Behind_a_sigmoid_the_cross_entropy_sends_back_a_minus_y()
    {
        var error = (A - Y) / Count;
        Close.To(error, Grad.Of(z => new SigmoidCrossEntropy().Mean(z, Var.Of(Y)), Z));
        Close.To(error, Grad.Of(z => new BinaryCrossEntropyOfProbabilities().Mean(Var.Sigmoid(z), Var.Of(Y)), Z));
    }

    [Fact]
    public void Behind_a_sigmoid_half_the_squared_error_sends_back_a_minus_y_times_the_slope() =>
        Close.To((A - Y) * A * (1.0 - A) / Z.Shape[0], Grad.Of(z => new HalfSquaredError().Mean(Var.Sigmoid(z), Var.Of(Y)), Z));

    [Fact]
    public void Behind_a_softmax_the_cross_entropy_sends_back_a_minus_y()
    {
        var classes = Tensor.Vector(1.0, 0, 1);
        var a = Var.Softmax(Var.Of(Z)).Value<double>();
        var y = Tensor.Matrix(new[,] { { 0.0, 1 }, { 1, 0 }, { 0, 1 } });
        Close.To((a - y) / Z.Shape[0], Grad.Of(z => new SoftmaxCrossEntropy().Mean(z, Var.Of(classes)), Z));
    }

    [Fact]
    public void Behind_no_unit_half_the_squared_error_sends_back_a_minus_y() =>
        Close.To((Z - Y) / Z.Shape[0], Grad.Of(z => new HalfSquaredError().Mean(z, Var.Of(Y)), Z));

    [Fact]
    public void Tanh_is_a_sigmoid_of_twice_its_argument_stretched_to_both_signs()
    {
        var z = Tensor.Generate([2001], i => (i - 1000) / 50.0);
        Close.To(Var.Tanh(Var.Of(z)).Value<double>(), (2 * Var.Sigmoid(2 * Var.Of(z)) - 1).Value<double>(), relative: 1e-14, least: 1e-15);
    }

    [Fact]
    public void The_slope_of_a_sigmoid_is_at_most_a_quarter_and_that_of_tanh_at_most_one()
    {
        var z = Tensor.Generate([2001], i => (i - 1000) / 50.0);
        Assert.Equal(0.25, Grad.Of(x => Var.Sigmoid(x).Sum(), z).Max(0).ToScalar());
        Assert.Equal(1, Grad.Of(x => Var.Tanh(x).Sum(), z).Max(0).ToScalar());
    }
}
