namespace Functional.NN.Tests.Verification;

public class SinglePrecisionTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    private static readonly GradientCheckOptions Single = new(precision: GradientPrecision.Single);

    private static readonly Tensor<float> X = Key.Normal<float>([2, 3]);

    /// <summary>y = eˣ, with something done to it: to what it gives, in float alone, and to what it passes back.</summary>
    private sealed record ExpThat(double GivesInFloat = 1, double PassesBack = 1, bool ByInput = false) : Primitive
    {
        public override Tensor<T> Forward<T>(Tensor<T>[] x) => new Primitives.Exp().Forward(x) * (typeof(T) == typeof(float) ? T.CreateChecked(GivesInFloat) : T.One);
        public override Var? Tangent(Var[] x, Var y, Var?[] dx) => (ByInput ? Var.Exp(x[0]) : y) * dx[0]!;
        public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) => [PassesBack * dy * (ByInput ? Var.Exp(x[0]) : y)];
    }

    private static Func<Var, Var> With(ExpThat exp) => x => Var.Tanh(Var.Apply(exp, 0.3 * x)).Sum([1]);

    [Fact]
    public void A_right_gradient_in_float_is_right_in_every_number()
    {
        var report = GradientCheck.Function(With(new ExpThat()), X);
        Assert.Equal(6, report.ThrowUnlessRight().Count(GradientVerdict.Right));
        Assert.Null(report.Reason);
        Assert.EndsWith("in float", report.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_called_right_leaves_no_room_for_a_mistake_of_a_thousandth() =>
        Assert.All(GradientCheck.Function(With(new ExpThat()), X).Entries, e => Assert.InRange(e.Detectable, 1e-8, 2e-4 * Math.Abs(e.Analytic)));

    [Theory]
    [InlineData(0.999)]
    [InlineData(1.001)]
    [InlineData(-1)]
    public void A_rule_that_is_wrong_by_a_thousandth_is_wrong_in_float(double factor) => Assert.Equal(6, GradientCheck.Function(With(new ExpThat(PassesBack: factor)), X).Count(GradientVerdict.Wrong));

    [Fact]
    public void A_kernel_that_is_wrong_by_a_hundredth_in_float_alone_is_caught_in_float_and_right_in_double()
    {
        var f = With(new ExpThat(GivesInFloat: 1.01));
        GradientCheck.Function(f, X.Cast<double>()).ThrowUnlessRight();
        var report = GradientCheck.Function(f, X);
        Assert.Equal(GradientVerdict.Wrong, report.Verdict);
        Assert.Matches(@"^the function itself is \S+ in float and \S+ in double, \d\.\de-\d apart where rounding explains \d\.\de-\d$", report.Reason);
    }

    [Fact]
    public void So_is_one_whose_rule_does_not_use_what_it_gives() => Assert.False(GradientCheck.Function(With(new ExpThat(GivesInFloat: 1.001, ByInput: true)), X).IsRight);

    [Fact]
    public void The_mistake_of_a_kernel_is_told_in_the_error()
    {
        var error = Assert.Throws<NNException>(() => GradientCheck.Function(With(new ExpThat(GivesInFloat: 1.01)), X).ThrowIfWrong());
        Assert.Contains("the function itself is", error.Message, StringComparison.Ordinal);
        Assert.Contains("the function itself is", GradientCheck.Function(With(new ExpThat(GivesInFloat: 1.01)), X).ToJUnitXml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_is_not_finite_in_float_is_one_of_which_the_check_cannot_tell()
    {
        var report = GradientCheck.Function(Var.Exp, Tensor.Vector(1f, 100));
        Assert.Equal(GradientVerdict.CannotTell, report.Verdict);
        Assert.Equal("in float the function is Infinity at the point, where it is 2.68812E+43 in double; choose one where it is finite", report.Reason);
    }

    [Fact]
    public void A_function_that_leaves_the_primitives_is_reported_with_the_operation_where_it_does()
    {
        var report = GradientCheck.Function(x => Var.Exp(x) * Var.Of(x.Value<float>()), X);
        Assert.StartsWith("no shadow: operation 2 (Multiply of 2×3 and 2×3) has a constant that changes with the inputs", report.Reason, StringComparison.Ordinal);
        Assert.Equal(GradientVerdict.Wrong, report.Verdict);
    }

    [Fact]
    public void Without_a_shadow_a_right_gradient_is_not_wrong_and_another_sign_is()
    {
        float first = X[0, 0];
        GradientReport Of(double factor) => GradientCheck.Function(x => With(new ExpThat(PassesBack: factor))(x.Value<float>()[0, 0] == first ? x : -(-x)), X);
        Assert.Equal("no shadow: operation 1 is Multiply of scalar and 2×3 at the point and Negate of 2×3 beside it", Of(1).Reason);
        Assert.NotEqual(GradientVerdict.Wrong, Of(1).Verdict);
        Assert.Equal(GradientVerdict.Wrong, Of(-1).Verdict);
    }

    [Fact]
    public void Kinks_are_kinks_in_float_too()
    {
        var report = GradientCheck.Function(Var.Relu, Tensor.Vector(0f, 1, -1, 1e-9f));
        Assert.Equal(GradientVerdict.Kink, report["x"][0].Verdict);
        Assert.Equal(0, report.Count(GradientVerdict.Wrong));
    }

    [Fact]
    public void Cancellation_is_rounding_and_no_mistake()
    {
        var report = GradientCheck.Function(x => Var.Square(Var.Exp(x) - Var.Exp(x + 1e-4)).Sum(), X);
        Assert.Equal(0, report.Count(GradientVerdict.Wrong));
    }

    [Theory]
    [InlineData(GradientMethod.Richardson, 1)]
    [InlineData(GradientMethod.ForwardMode, 1)]
    [InlineData(GradientMethod.Adjoint, 1)]
    [InlineData(GradientMethod.CentralDifference, 2)]
    public void Every_method_and_both_orders_tell_right_from_wrong_in_float(GradientMethod method, int order)
    {
        var options = new GradientCheckOptions(method, order);
        GradientCheck.Function(With(new ExpThat()), X, options).ThrowUnlessRight();
        Assert.Equal(GradientVerdict.Wrong, GradientCheck.Function(With(new ExpThat(PassesBack: 0.999)), X, options).Verdict);
    }

    [Fact]
    public void Directions_see_a_mistake_in_float()
    {
        var options = new GradientCheckOptions(coordinates: GradientCoordinates.Directions(4));
        GradientCheck.Function(With(new ExpThat()), X, options).ThrowUnlessRight();
        Assert.True(GradientCheck.Function(With(new ExpThat(PassesBack: 0.998)), X, options).Count(GradientVerdict.Wrong) > 0);
    }

    [Fact]
    public void Functions_of_several_tensors_losses_layers_and_networks_are_checked_in_float()
    {
        GradientCheck.FunctionOfAll(x => Var.MatMul(x[0], x[1]), [X, Key.Fold(1).Normal<float>([3, 2])]).ThrowUnlessRight();
        GradientCheck.Loss(new SoftmaxCrossEntropy(0.1), Key.Normal<double>([3, 4]), Tensor.Vector<double>(0, 3, 1), Single).ThrowUnlessRight();
        GradientCheck.Layer(new Lstm(2), [3, 2], Key, batch: 2, mask: Tensor.Of<double>([2, 3], 1, 1, 0, 1, 0, 0), options: Single).ThrowIfWrong();
        var network = new Network([3], new Dense(4), new BatchNorm(), new Tanh(), new Dropout(0.3), new Dense(2));
        var batch = new Batch<double>(Key.Normal<double>([5, 3]), Tensor.Vector<double>(0, 1, 1, 0, 1), Weights: Tensor.Vector(0.1, 0.2, 0.3, 0.4, 0.5));
        foreach (bool training in new[] { true, false })
            GradientCheck.Network(network, Objective.Supervised(new SoftmaxCrossEntropy(), new L2(0.1)), network.Initialize<double>(Key), batch, Key, training, options: Single).ThrowIfWrong();
    }
}
