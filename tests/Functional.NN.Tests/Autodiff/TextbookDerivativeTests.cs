using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Autodiff;

/// <summary>Derivatives that textbooks work out by hand.</summary>
public sealed class TextbookDerivativeTests
{
    // d/dx x·e^{x²} = (1 + 2x²)·e^{x²}.
    [Fact]
    public void The_derivative_of_x_times_e_to_the_x_squared()
    {
        foreach (double x in new[] { -1.5, 0, 0.3, 1 })
            Assert.Equal((1 + 2 * x * x) * Math.Exp(x * x), Grad.Of(v => v * Var.Exp(v * v), Tensor.Scalar(x)).ToScalar(), 1e-13 * Math.Exp(x * x) * 10);
    }

    [Fact]
    public void The_gradient_of_x_squared_y_plus_y_plus_two_at_three_four_is_twenty_four_and_ten() =>
        Assert.Equal(Tensor.Vector(24.0, 10), Grad.Of(v => v.At(0, 0) * v.At(0, 0) * v.At(0, 1) + v.At(0, 1) + 2, Tensor.Vector(3.0, 4)));

    [Fact]
    public void The_gradient_of_a_plus_b_times_b_plus_one_at_two_one_is_two_and_five()
    {
        var gradient = Grad.OfAll(v => (v[0] + v[1]) * (v[1] + 1), Tensor.Scalar(2.0), Tensor.Scalar(1.0));
        Assert.Equal((2, 5), (gradient[0].ToScalar(), gradient[1].ToScalar()));
    }

    [Fact]
    public void The_Jacobian_of_two_functions_of_three_variables()
    {
        static Var F(Var x) => Var.Stack(0, x.At(0, 0) + x.At(0, 1) * x.At(0, 2), 2 * x.At(0, 2));
        Assert.Equal(Tensor.Matrix(new double[,] { { 1, 7, 5 }, { 0, 0, 2 } }), Grad.Jacobian(F, Tensor.Vector(3.0, 5, 7)));
        Assert.Equal(Tensor.Vector(38.0, 14), F(Var.Of(Tensor.Vector(3.0, 5, 7))).Value<double>());
    }

    // ∂yᵢ/∂xⱼ = yᵢ(δᵢⱼ − yⱼ).
    [Fact]
    public void The_Jacobian_of_softmax_is_diag_y_minus_y_y_transposed()
    {
        var x = Numbers.Some<double>([5], 1) * 3.0;
        double[] y = Var.Softmax(Var.Of(x)).Value<double>().ToArray();
        var expected = Tensor.Generate([5, 5], place => y[place / 5] * ((place / 5 == place % 5 ? 1 : 0) - y[place % 5]));
        Numbers.Near(expected, Grad.Jacobian(Var.Softmax, x), 1e-13, 1e-15);
    }

    [Fact]
    public void The_Jacobian_of_W_times_a_in_a_is_W()
    {
        Tensor<double> w = Numbers.Some<double>([3, 4], 1), a = Numbers.Some<double>([4], 2);
        Assert.Equal(w, Grad.Jacobian(v => Var.MatMul(Var.Of(w), v.Reshape(4, 1)).Reshape(3), a));
    }

    // The parameters of W in the order w₁₁ … w₁ₙ, w₂₁ …: row i of the Jacobian has aₖ in column (i − 1)n + k, and zeros elsewhere.
    [Fact]
    public void The_Jacobian_of_W_times_a_in_W_has_a_in_the_columns_of_its_row()
    {
        const int m = 3, n = 4;
        Tensor<double> w = Numbers.Some<double>([m, n], 1), a = Numbers.Some<double>([n], 2);
        var jacobian = Grad.Jacobian(v => Var.MatMul(v, Var.Of(a.Reshape(n, 1))).Reshape(m), w).Reshape(m, m * n);
        for (int i = 1; i <= m; i++)
            for (int j = 1; j <= m; j++)
                for (int k = 1; k <= n; k++)
                    Assert.Equal(i == j ? a[k - 1] : 0, jacobian[i - 1, (j - 1) * n + k - 1]);
    }

    // 1. z = xy.
    [Fact]
    public void The_graph_of_a_product()
    {
        var gradient = Grad.OfAll(v => v[0] * v[1], Tensor.Scalar(3.0), Tensor.Scalar(-2.0));
        Assert.Equal((-2, 3), (gradient[0].ToScalar(), gradient[1].ToScalar()));
    }

    // 2. ŷ = σ(xᵀw + b): ∂ŷ/∂w = ŷ(1 − ŷ)x, ∂ŷ/∂b = ŷ(1 − ŷ), ∂ŷ/∂x = ŷ(1 − ŷ)w.
    [Fact]
    public void The_graph_of_logistic_regression()
    {
        Tensor<double> x = Numbers.Some<double>([4], 1), w = Numbers.Some<double>([4], 2), b = Tensor.Scalar(0.3);
        double y = 1 / (1 + Math.Exp(-(Numbers.Dot(x, w) + 0.3))), slope = y * (1 - y);
        var gradient = Grad.OfAll(v => Var.Sigmoid((v[0] * v[1]).Sum() + v[2]), x, w, b);
        Numbers.Near(w * slope, gradient[0], 1e-14, 1e-16);
        Numbers.Near(x * slope, gradient[1], 1e-14, 1e-16);
        Assert.Equal(slope, gradient[2].ToScalar(), 1e-15);
    }

    // 3. H = max{0, XW + b}, with cotangent H̄: G = H̄ ⊙ [XW + b > 0], X̄ = GWᵀ, W̄ = XᵀG, b̄ = the column sums of G.
    [Fact]
    public void The_graph_of_a_rectified_layer()
    {
        Tensor<double> x = Numbers.Some<double>([5, 3], 1), w = Numbers.Some<double>([3, 4], 2), b = Numbers.Some<double>([4], 3), h̄ = Numbers.Some<double>([5, 4], 4);
        var gradient = Grad.OfAll(v => (Var.Relu(Var.Affine(v[0], v[1], v[2])) * Var.Of(h̄)).Sum(), x, w, b);
        var g = h̄ * Tensor<double>.Greater(x.MatMul(w) + b, Tensor.Scalar(0.0));
        Numbers.Near(g.MatMul(w.Transpose()), gradient[0], 1e-13, 1e-15);
        Numbers.Near(x.Transpose().MatMul(g), gradient[1], 1e-13, 1e-15);
        Numbers.Near(g.Sum(0), gradient[2], 1e-13, 1e-15);
    }

    // 4. J = mean (Xw − y)² + λΣw²: ∇J = 2Xᵀ(Xw − y)/m + 2λw.
    [Fact]
    public void The_graph_of_linear_regression_with_weight_decay()
    {
        const double λ = 0.05;
        Tensor<double> x = Numbers.Some<double>([6, 3], 1), w = Numbers.Some<double>([3, 1], 2), y = Numbers.Some<double>([6, 1], 3);
        var gradient = Grad.Of(v => Var.Square(Var.MatMul(Var.Of(x), v) - Var.Of(y)).Mean() + λ * Var.Square(v).Sum(), w);
        Numbers.Near(x.Transpose().MatMul(x.MatMul(w) - y) * (2.0 / 6) + w * (2 * λ), gradient, 1e-13, 1e-15);
    }

    // 5. J = J_MLE + λ(ΣW⁽¹⁾² + ΣW⁽²⁾²), with H = max{0, XW⁽¹⁾} and cross-entropy on softmax(HW⁽²⁾):
    // G = (softmax − T)/m; W̄⁽²⁾ = HᵀG + 2λW⁽²⁾; G′ = GW⁽²⁾ᵀ ⊙ [H > 0]; W̄⁽¹⁾ = XᵀG′ + 2λW⁽¹⁾.
    [Fact]
    public void The_graph_of_a_two_layer_net_with_weight_decay()
    {
        const double λ = 0.02;
        const int m = 7;
        Tensor<double> x = Numbers.Some<double>([m, 4], 1), w1 = Numbers.Some<double>([4, 5], 2), w2 = Numbers.Some<double>([5, 3], 3), t = Tensor.Generate([m], i => (double)(i % 3));
        var gradient = Grad.OfAll(v => new SoftmaxCrossEntropy().Mean(Var.MatMul(Var.Relu(Var.MatMul(Var.Of(x), v[0])), v[1]), Var.Of(t)) + λ * (Var.Square(v[0]).Sum() + Var.Square(v[1]).Sum()), w1, w2);

        var h = Tensor<double>.Max(x.MatMul(w1), Tensor.Scalar(0.0));
        var e = h.MatMul(w2).Map(Math.Exp);
        var g = (e / e.Sum(1).Reshape(m, 1) - Tensor.Generate([m, 3], i => i % 3 == i / 3 % 3 ? 1.0 : 0)) / (double)m;
        var g1 = g.MatMul(w2.Transpose()) * Tensor<double>.Greater(h, Tensor.Scalar(0.0));
        Numbers.Near(x.Transpose().MatMul(g1) + w1 * (2 * λ), gradient[0], 1e-12, 1e-15);
        Numbers.Near(h.Transpose().MatMul(g) + w2 * (2 * λ), gradient[1], 1e-12, 1e-15);
    }
}
