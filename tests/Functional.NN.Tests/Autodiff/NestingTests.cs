using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Autodiff;

public sealed class NestingTests
{
    private static readonly Tensor<double> Two = Tensor.Scalar(2.0);

    private static Var Cube(Var x) => x * x * x;

    [Fact]
    public void Three_gradients_of_a_fourth_power_are_twenty_four_x() =>
        Assert.Equal(48, Grad.Of(x => Grad.Of(y => Grad.Of(z => Cube(z) * z, y), x), Two).ToScalar(), 1e-12);

    [Fact]
    public void Three_tangents_of_a_fourth_power_are_twenty_four_x()
    {
        Var one = 1;
        Assert.Equal(48, Grad.Jvp(x => Grad.Jvp(y => Grad.Jvp(z => Cube(z) * z, y, one), x, one), Two, Tensor.Scalar(1.0)).Tangent.ToScalar(), 1e-12);
    }

    [Fact]
    public void A_perturbation_is_not_confused_with_the_one_around_it() =>
        Assert.Equal(1, Grad.Of(x => x * Grad.Of(y => x + y, Var.Of(Two)), Two).ToScalar());

    [Fact]
    public void A_tangent_is_not_confused_with_the_one_around_it() =>
        Assert.Equal(1, Grad.Jvp(x => x * Grad.Jvp(y => x + y, Var.Of(Two), 1), Two, Tensor.Scalar(1.0)).Tangent.ToScalar());

    [Fact]
    public void Mixed_modes_are_not_confused_either()
    {
        Assert.Equal(1, Grad.Of(x => x * Grad.Jvp(y => x + y, Var.Of(Two), 1), Two).ToScalar());
        Assert.Equal(1, Grad.Jvp(x => x * Grad.Of(y => x + y, Var.Of(Two)), Two, Tensor.Scalar(1.0)).Tangent.ToScalar());
    }

    // d/dx [d/dy x·y²·sin x at y = x²] = d/dx 2x³ sin x = 6x² sin x + 2x³ cos x.
    [Fact]
    public void An_inner_function_may_close_over_the_outer_variable_and_be_taken_at_it()
    {
        var got = Grad.Of(x => Grad.Of(y => x * y * y * Var.Sin(x), x * x), Two).ToScalar();
        Assert.Equal(24 * Math.Sin(2) + 16 * Math.Cos(2), got, 1e-12);
    }

    [Fact]
    public void A_tangent_direction_may_depend_on_the_outer_variable()
    {
        // ẏ = 3x²·ẋ with ẋ = x: 3x³, whose derivative is 9x².
        Assert.Equal(36, Grad.Of(x => Grad.Jvp(Cube, x, x), Two).ToScalar(), 1e-12);
    }

    [Fact]
    public void A_value_of_an_inner_differentiation_goes_on_in_the_outer_one()
    {
        // f(x) = x·∇(y³)(x) = 3x³, whose derivative is 9x².
        Assert.Equal(36, Grad.Of(x => x * Grad.Of(Cube, x), Two).ToScalar(), 1e-12);
    }

    [Fact]
    public void A_pullback_at_a_cotangent_of_the_outer_variable_is_differentiated_through_it()
    {
        // x̄ = 3x²·c with c = x: 3x³, whose derivative is 9x².
        Assert.Equal(36, Grad.Of(x => Grad.Vjp(Cube, x, x), Two).ToScalar(), 1e-12);
    }

    [Fact]
    public void A_Jacobian_inside_a_gradient_is_differentiated()
    {
        var x = Numbers.Some<double>([3], 1);
        // The trace of the Jacobian of x³ is 3Σx², whose gradient is 6x.
        Numbers.Near(x * 6.0, Grad.Of(v => (Grad.Jacobian(Cube, v) * Var.Constant(Tensor.Identity<double>(3))).Sum(), x), 1e-13, 1e-13);
    }

    [Fact]
    public void A_value_kept_from_an_ended_differentiation_is_refused_with_a_sentence()
    {
        Var? kept = null;
        Grad.Of(x => (kept = x * x), Two);
        Assert.Equal("Var: the graph of this value has ended; return it from the function that is differentiated.", Assert.Throws<NNException>(() => kept!.Value<double>()).Message);
        Assert.Throws<NNException>(() => kept! + 1);
    }

    [Fact]
    public void A_value_kept_from_an_ended_tangent_is_refused_as_well()
    {
        Var? kept = null;
        Grad.Jvp(x => (kept = x * x), Two, Two);
        Assert.Throws<NNException>(() => kept!.Value<double>());
    }

    [Fact]
    public void A_pullback_can_be_called_again_and_again()
    {
        var (value, pullback) = Grad.Vjp(Cube, Two);
        Assert.Equal((8, 12, 24, 12), (value.ToScalar(), pullback(Tensor.Scalar(1.0)).ToScalar(), pullback(Two).ToScalar(), pullback(Tensor.Scalar(1.0)).ToScalar()));
    }

    [Fact]
    public void Two_precisions_in_one_computation_are_refused_with_a_sentence() =>
        Assert.Equal("Var: this value is in double, asked for in float; one computation keeps to one precision. A constant that is to take the precision of the rest is made by Var.Constant.",
            Assert.Throws<NNException>(() => Var.Of(Tensor.Scalar(1f)) + Var.Of(Tensor.Scalar(1.0))).Message);

    [Fact]
    public void A_number_takes_the_precision_it_meets() => Assert.Equal(0.1f * 3f, (0.1 * Var.Of(Tensor.Scalar(3f))).Value<float>().ToScalar());

    [Fact]
    public void The_same_function_runs_in_float_and_in_double()
    {
        Var F(Var x) => (Var.Exp(0.3 * x) / (1 + x * x)).Sum();
        var x = Numbers.Some<float>([5], 1);
        Numbers.Near(Grad.Of(F, x.Cast<double>()), Grad.Of(F, x).Cast<double>(), 1e-6, 1e-6);
    }

    [Fact]
    public void A_function_that_does_not_use_its_variable_has_a_gradient_of_zeros()
    {
        Assert.Equal(Tensor.Zeros<float>([3]), Grad.Of((Var _) => 7, Numbers.Some<float>([3], 1)));
        Assert.Equal(Tensor.Zeros<float>([2, 3]), Grad.Jacobian(_ => Var.Constant(Tensor.Vector(1.0, 2)), Numbers.Some<float>([3], 1)));
        Assert.Equal(Tensor.Scalar(0.0), Grad.Jvp(_ => 7, Two, Two).Tangent);
    }

    [Fact]
    public void A_function_that_gives_its_variable_has_the_identity_as_Jacobian() => Assert.Equal(Tensor.Identity<float>(3), Grad.Jacobian(x => x, Numbers.Some<float>([3], 1)));

    [Fact]
    public void A_gradient_needs_a_single_number() =>
        Assert.Equal("Grad: the function must give a single number, it gave 3. Sum it, or ask for the Jacobian.", Assert.Throws<ShapeException>(() => Grad.Of(x => x * 2, Numbers.Some<double>([3], 1))).Message);

    [Fact]
    public void A_direction_of_another_shape_is_refused()
    {
        Assert.Equal("Grad.Jvp: the direction must have the shape 3, got 2.", Assert.Throws<ShapeException>(() => Grad.Jvp(x => x, Numbers.Some<double>([3], 1), Numbers.Some<double>([2], 1))).Message);
        Assert.Throws<ShapeException>(() => Grad.Vjp(x => x, Numbers.Some<double>([3], 1)).Pullback(Numbers.Some<double>([2], 1)));
    }

    [Fact]
    public void Gradients_of_several_tensors_come_in_their_order()
    {
        var gradients = Grad.OfAll(v => v[0] * v[1] * v[1], Tensor.Scalar(3.0), Tensor.Scalar(5.0));
        Assert.Equal((25, 30), (gradients[0].ToScalar(), gradients[1].ToScalar()));
    }

    [Theory, InlineData(2, 5), InlineData(5, 2), InlineData(3, 3)]
    public void Jacobians_by_pullbacks_and_by_tangents_are_the_same(int rows, int columns)
    {
        var a = Numbers.Some<double>([rows, columns], 1);
        Assert.Equal(a, Grad.Jacobian(x => Var.MatMul(Var.Of(a), x.Reshape(columns, 1)).Reshape(rows), Numbers.Some<double>([columns], 2)));
    }

    [Fact]
    public void A_Jacobian_has_the_axes_of_the_value_and_then_those_of_the_variable()
    {
        var jacobian = Grad.Jacobian(x => x.Sum(0), Numbers.Some<double>([2, 3], 1));
        Assert.Equal(Shape.Of(3, 2, 3), jacobian.Shape);
        Assert.Equal(Tensor.Generate([3, 2, 3], i => i / 6 == i % 3 ? 1.0 : 0), jacobian);
    }

    [Fact]
    public void A_Jacobian_without_rows_or_columns_is_empty()
    {
        Assert.Equal(Shape.Of(0, 3), Grad.Jacobian(x => x.Slice(0, 0, 0), Numbers.Some<double>([3], 1)).Shape);
        Assert.Equal(Shape.Of(2, 0), Grad.Jacobian(x => Var.Constant(Tensor.Vector(1.0, 2)) + x.Sum(), Numbers.Some<double>([0], 1)).Shape);
    }

    [Fact]
    public void A_Hessian_times_a_vector_needs_no_Hessian()
    {
        Tensor<double> x = Numbers.Some<double>([4], 1), v = Numbers.Some<double>([4], 2);
        Var F(Var u) => Var.Exp(u.Sum()) + (Cube(u) * u.Reverse(0)).Sum();
        Numbers.Near(Grad.Hessian(F, x).MatMul(v.Reshape(4, 1)).Reshape(4), Grad.HessianVector(F, x, v), 1e-12, 1e-12);
    }

    [Fact]
    public void Stacking_along_a_negative_axis_counts_from_the_end()
    {
        Tensor<double> a = Numbers.Some<double>([2, 3], 1), b = Numbers.Some<double>([2, 3], 2);
        Var last = Var.Stack(-1, Var.Of(a), Var.Of(b)), third = Var.Stack(2, Var.Of(a), Var.Of(b));
        Assert.Equal(Shape.Of(2, 3, 2), last.Shape);
        Assert.Equal(third.Value<double>(), last.Value<double>());
    }

    [Fact]
    public void One_dimension_of_a_reshape_may_be_found() => Assert.Equal(Shape.Of(3, 4), Var.Of(Numbers.Some<double>([12], 1)).Reshape(-1, 4).Shape);

    [Fact]
    public void A_sum_over_an_axis_named_twice_has_the_gradient_of_the_sum_over_it_once() =>
        Assert.Equal(Tensor.Full<double>([2, 3], 0.5), Grad.Of(x => x.Mean([0, 0]).Sum(), Numbers.Some<double>([2, 3], 1)));

    [Fact]
    public void Gradients_run_side_by_side_on_many_threads()
    {
        var x = Numbers.Some<double>([50], 1);
        var expected = Grad.Of(v => Var.Exp(Cube(v)).Sum(), x);
        Assert.All(Enumerable.Range(0, 16).AsParallel().Select(_ => Grad.Of(v => Var.Exp(Cube(v)).Sum(), x)), got => Assert.Equal(expected, got));
    }

    [Fact]
    public void A_function_that_uses_threads_while_it_is_differentiated_is_refused()
    {
        Exception? thrown = null;
        Grad.Of(v =>
        {
            var other = new Thread(() => thrown = Record.Exception(() => v * 2));
            other.Start();
            other.Join();
            return v.Sum();
        }, Tensor.Vector(1.0, 2.0));
        Assert.Equal("Var: a function that is differentiated runs on one thread. Differentiate its parts on threads of their own and add up, or leave out the threads.", Assert.IsType<NNException>(thrown).Message);
    }

    [Fact]
    public void A_pullback_may_be_called_from_many_threads()
    {
        var vjp = Grad.Vjp(v => Var.Tanh(v * v), Tensor.Vector(1.0, 2.0));
        var direction = Tensor.Vector(1.0, -1.0);
        var once = vjp.Pullback(direction);
        Assert.All(Enumerable.Range(0, 64).AsParallel().Select(_ => vjp.Pullback(direction)), pulled => Assert.Equal(once, pulled));
    }
}
