namespace Functional.NN.Tests.Verification;

public class ShadowTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    private static readonly Tensor<float> X = Key.Normal<float>([3]);

    private static ShadowRecording Recorded(Func<Var, Var> f) => Shadow.Record(x => f(x[0]), [X]);

    private static Tensor<double> InDouble(Func<Var, Var> f) => f(Var.Of(X.Cast<double>())).Value<double>();

    [Fact]
    public void The_shadow_of_a_function_is_what_the_function_is_in_double()
    {
        static Var F(Var x) => Var.Tanh(0.1 * x + 1e-3).Sum() * Var.Pow(Var.Exp(x), 0.3);
        var recorded = Recorded(F);
        Assert.Null(recorded.Remark);
        Assert.Equal(InDouble(F), recorded.Shadow!.Value([X.Cast<double>()]));
        Assert.NotEqual(F(Var.Of(X)).Value<float>().Cast<double>(), recorded.Shadow.Value([X.Cast<double>()]));
    }

    [Fact]
    public void Numbers_brought_along_in_float_stay_what_they_are_in_float()
    {
        var tenth = Var.Of(Tensor.Scalar(0.1f));
        Assert.Equal(X.Cast<double>() * (double)0.1f, Recorded(x => tenth * x).Shadow!.Value([X.Cast<double>()]));
        Assert.Equal(X.Cast<double>() * 0.1, Recorded(x => 0.1 * x).Shadow!.Value([X.Cast<double>()]));
    }

    [Fact]
    public void A_shadow_can_be_differentiated_in_both_modes_and_twice()
    {
        var shadow = Recorded(x => Var.Sin(x * x)).Shadow!;
        Var F(Var x) => Var.Sin(x * x);
        Var Replayed(Var x) => shadow.Apply([x]);
        Tensor<double> x = X.Cast<double>(), v = Key.Fold(1).Normal<double>([3]);
        Assert.Equal(Grad.Of(y => F(y).Sum(), x), Grad.Of(y => Replayed(y).Sum(), x));
        Assert.Equal(Grad.Jvp(F, x, v).Tangent, Grad.Jvp(Replayed, x, v).Tangent);
        Assert.Equal(Grad.Hessian(y => F(y).Sum(), x), Grad.Hessian(y => Replayed(y).Sum(), x));
    }

    [Fact]
    public void A_function_with_a_gradient_inside_has_a_shadow()
    {
        static Var F(Var x) => Var.Square(Grad.Of(y => (Var.Tanh(y) * x).Sum(), x)).Sum();
        Assert.Equal(InDouble(F), Recorded(F).Shadow!.Value([X.Cast<double>()]));
    }

    [Fact]
    public void What_is_computed_and_not_needed_is_no_part_of_it()
    {
        var trace = Trace.Of(x => { _ = Var.Exp(x[0]); return -x[0]; }, [X]);
        Assert.IsType<Primitives.Negate>(Assert.Single(trace.Operations).Primitive);
    }

    [Fact]
    public void A_constant_or_the_variable_itself_has_a_shadow()
    {
        Assert.Equal(Tensor.Scalar(0.1), Recorded(_ => 0.1).Shadow!.Value([X.Cast<double>()]));
        Assert.Equal(X.Cast<double>(), Recorded(x => x).Shadow!.Value([X.Cast<double>()]));
    }

    [Fact]
    public void A_value_that_is_read_and_put_back_leaves_no_shadow_and_the_operation_is_named() =>
        AssertNone(x => Var.Exp(x) * Var.Of(x.Value<float>()), "operation 2 (Multiply of 3 and 3) has a constant that changes with the inputs");

    [Fact]
    public void A_result_made_by_hand_leaves_no_shadow() => AssertNone(x => Var.Of(x.Value<float>() * 2f), "the result is a constant that changes with the inputs");

    [Fact]
    public void A_scalar_that_is_read_leaves_no_shadow() =>
        AssertNone(x => x * (double)x.Sum().Value<float>().ToScalar(), "operation 1 (Multiply of 3 and scalar) has a constant that changes with the inputs");

    [Fact]
    public void An_operation_that_depends_on_a_value_leaves_no_shadow()
    {
        float first = X[0];
        AssertNone(x => -(x.Value<float>()[0] == first ? Var.Tanh(x) : Var.Exp(x)), "operation 1 is Tanh of 3 at the point and Exp of 3 beside it");
        AssertNone(x => -(x.Value<float>()[0] == first ? x : Var.Exp(x)), "operation 1 is Negate of 3 at the point and Exp of 3 beside it");
        AssertNone(x => x.Value<float>()[0] == first ? Var.Exp(x) : Var.Tanh(Var.Exp(x)), "there are 1 operations at the point and 2 beside it");
        AssertNone(x => Var.Pow(x, x.Value<float>()[0] == first ? 2 : 3), "operation 1 (Power of 3) has another setting at the point than beside it");
        AssertNone(x => x.Value<float>()[0] == first ? x * Var.Exp(x) : Var.Exp(x) * x, "operation 2 (Multiply of 3 and 3) takes other values at the point than beside it");
    }

    [Fact]
    public void A_function_that_reads_values_and_does_the_same_everywhere_has_a_shadow_and_that_is_said()
    {
        var recorded = Recorded(x => x.Value<float>().IsFinite ? Var.Exp(x) : x);
        Assert.Equal("the function reads values; what it does was the same at two points", recorded.Remark);
        Assert.Equal(InDouble(Var.Exp), recorded.Shadow!.Value([X.Cast<double>()]));
    }

    [Fact]
    public void Indices_that_cannot_be_moved_stay_where_they_are()
    {
        var indices = Tensor.Vector(2f, 0);
        var recorded = Shadow.Record(x => Var.Exp(x[0]).Gather(x[1]), [X, indices]);
        Assert.Equal(InDouble(x => Var.Exp(x).Gather(Var.Constant(indices.Cast<double>()))), recorded.Shadow!.Value([X.Cast<double>(), indices.Cast<double>()]));
    }

    [Fact]
    public void A_function_that_can_only_be_evaluated_at_the_point_has_no_shadow()
    {
        float first = X[0];
        AssertNone(x => x.Value<float>()[0] == first ? x : throw new NNException("not here"), "nothing can be moved without an exception");
    }

    [Theory]
    [InlineData("a product of rows")]
    [InlineData("a difference of near numbers")]
    [InlineData("a softmax")]
    [InlineData("a sum of squares")]
    public void Samples_of_rounding_are_of_the_size_of_the_rounding_there_is(string what)
    {
        Tensor<float> x = Key.Fold("x").Normal<float>([40, 300]), w = Key.Fold("w").Normal<float>([300, 3]);
        Func<Var[], Var> f = what switch
        {
            "a product of rows" => v => Var.MatMul(v[0], v[1]),
            "a difference of near numbers" => v => Var.Exp(v[1]) - Var.Exp(v[1] + 1e-3),
            "a softmax" => v => Var.LogSoftmax(v[0]),
            _ => v => Var.Square(v[0]).Sum([1]),
        };
        var trace = Trace.Of(f, [x, w]);
        Tensor<double>[] exact = [x.Cast<double>(), w.Cast<double>()];
        double off = Size(trace.Replay(x, w).Cast<double>() - trace.Replay(exact));
        double sampled = Size(SampledRounding.Single.Samples(trace, exact)[0]);
        Assert.InRange(sampled / off, 0.25, 40);
    }

    private static double Size(Tensor<double> numbers) => Math.Sqrt((numbers * numbers).Sum().ToScalar() / numbers.Shape.Size);

    [Fact]
    public void Operations_on_whole_numbers_and_choices_are_not_rounded()
    {
        var trace = Trace.Of(v => Var.OneHot(Var.Max(2 * v[0] - v[0], v[0]).Reshape(2, 1), 5).Sum([0]), [Tensor.Vector(3f, 1)]);
        Assert.All(SampledRounding.Single.Samples(trace, [Tensor.Vector(3.0, 1)]), moved => Assert.Equal(0, Size(moved), 1e-6));
    }

    /// <summary>σ(17.4) is 1 − 2.8e-8, which is 1 in float: there the logarithm of the rest is clamped and its derivative 0, in double it is not.</summary>
    [Fact]
    public void A_probability_that_rounds_to_1_in_float_is_never_called_wrong()
    {
        var network = new Network([1], new Sigmoid());
        GradientReport At(double z) => GradientCheck.Network(network, new BinaryCrossEntropyOfProbabilities(), network.Initialize<double>(default),
            new Batch<double>(Tensor.Of([1, 1], z), Tensor.Zeros<double>([1, 1])), options: new(precision: GradientPrecision.Single));

        for (double z = 14; z < 22; z += 1.0 / 32) Assert.NotEqual(GradientVerdict.Wrong, At(z).Verdict);
        Assert.Equal(GradientVerdict.Right, At(2).Verdict);
        Assert.Equal(GradientVerdict.CannotTell, At(17.4).Verdict);
    }

    private static void AssertNone(Func<Var, Var> f, string reason)
    {
        var recorded = Recorded(f);
        Assert.Null(recorded.Shadow);
        Assert.Equal(reason, recorded.Remark);
    }
}
