using Functional.NN.Primitives;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Autodiff;

/// <summary>Laws that hold for every primitive, in both modes and in derivatives of derivatives.</summary>
public sealed class PrimitiveTests
{
    private const double Step = 1e-5;

    public static TheoryData<string> Names => [.. PrimitiveCases.Names];

    public static TheoryData<string> FlatNames => [.. PrimitiveCases.Flat.Keys];

    [Fact]
    public void Every_primitive_is_in_the_list()
    {
        Type[] images = [typeof(Functional.NN.Primitives.Conv2D), typeof(Conv2DInputGradient), typeof(Conv2DWeightGradient), typeof(Functional.NN.Primitives.MaxPool2D), typeof(MaxPoolPush), typeof(MaxPoolPull), typeof(AveragePool2D), typeof(AverageSpread)];
        var missing = typeof(Primitive).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Primitive)) && !t.IsAbstract).Except(PrimitiveCases.Covered).Except(images);
        Assert.Equal([], missing.Select(t => t.Name));
    }

    [Theory, MemberData(nameof(Names))]
    public void Tangent_and_pullback_are_each_others_transpose(string name)
    {
        var (_, f, at) = PrimitiveCases.Named(name);
        var v = Numbers.Some<double>(at.Shape, 20);
        var (y, tangent) = Grad.Jvp(f, at, v);
        var dy = Numbers.Some<double>(y.Shape, 21);
        double left = Numbers.Dot(dy, tangent), right = Numbers.Dot(Grad.Vjp(f, at).Pullback(dy), v);
        Assert.True(Math.Abs(left) > 1e-3, "the check must see something");
        Assert.Equal(left, right, 1e-12);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_tangent_is_the_limit_of_differences(string name)
    {
        var (_, f, at) = PrimitiveCases.Named(name);
        var v = Numbers.Some<double>(at.Shape, 22);
        Numbers.Near(Difference(x => f(Var.Of(x)).Value<double>(), at, v), Grad.Jvp(f, at, v).Tangent, 1e-7, 1e-8);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_gradient_is_the_limit_of_differences_in_every_coordinate(string name)
    {
        var (_, f, at) = PrimitiveCases.Named(name);
        var weights = Var.Constant(Numbers.Some<double>(f(Var.Of(at)).Shape, 23));
        Var Loss(Var x) => (Var.Sin(f(x)) * weights).Sum();
        var expected = Tensor.Generate(at.Shape, i => Difference(x => Loss(Var.Of(x)).Value<double>(), at, Tensor.Generate(at.Shape, j => j == i ? 1.0 : 0)).ToScalar());
        Numbers.Near(expected, Grad.Of(Loss, at), 1e-7, 1e-8);
    }

    [Theory, MemberData(nameof(Names))]
    public void Second_derivatives_agree_in_every_order_of_modes_and_with_differences(string name)
    {
        var (_, f, at) = PrimitiveCases.Named(name);
        var v = Numbers.Some<double>(at.Shape, 24);
        Var Loss(Var x) => Var.Sin(f(x)).Sum();
        var reverseOverReverse = Grad.Of(x => (Grad.Of(Loss, x) * Var.Of(v)).Sum(), at);
        var forwardOverReverse = Grad.HessianVector(Loss, at, v);
        var reverseOverForward = Grad.Of(x => Grad.Jvp(Loss, x, Var.Of(v)), at);
        Numbers.Near(Difference(x => Grad.Of(Loss, x), at, v), reverseOverReverse, 1e-6, 1e-7);
        Numbers.Near(reverseOverReverse, forwardOverReverse, 1e-12, 1e-12);
        Numbers.Near(reverseOverReverse, reverseOverForward, 1e-12, 1e-12);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_tangent_of_a_tangent_is_symmetric_in_its_directions(string name)
    {
        var (_, f, at) = PrimitiveCases.Named(name);
        Tensor<double> u = Numbers.Some<double>(at.Shape, 25), v = Numbers.Some<double>(at.Shape, 26);
        Var Curved(Var x) => Var.Sin(f(x));
        var uv = Grad.Jvp(x => Grad.Jvp(Curved, x, Var.Of(u)), at, v).Tangent;
        var vu = Grad.Jvp(x => Grad.Jvp(Curved, x, Var.Of(v)), at, u).Tangent;
        Assert.True(uv.Abs().Sum().ToScalar() > 1e-4, "the check must see something");
        Numbers.Near(uv, vu, 1e-12, 1e-12);
    }

    [Theory, MemberData(nameof(Names))]
    public void Float_derivatives_are_double_ones_in_less_precision(string name)
    {
        var (_, f, at) = PrimitiveCases.Named(name);
        var v = Numbers.Some<float>(at.Shape, 27);
        Var Loss(Var x) => Var.Sin(f(x)).Sum();
        Numbers.Near(Grad.Jvp(f, at.Cast<float>().Cast<double>(), v.Cast<double>()).Tangent, Grad.Jvp(f, at.Cast<float>(), v).Tangent.Cast<double>(), 1e-5, 3e-6);
        Numbers.Near(Grad.Of(Loss, at.Cast<float>().Cast<double>()), Grad.Of(Loss, at.Cast<float>()).Cast<double>(), 1e-5, 5e-6);
    }

    [Theory, MemberData(nameof(FlatNames))]
    public void A_flat_primitive_has_no_derivative_in_either_mode(string name)
    {
        var (_, f, at) = PrimitiveCases.Named(name);
        var (y, tangent) = Grad.Jvp(f, at, Tensor.Full(at.Shape, 1.0));
        Assert.Equal(Tensor.Zeros<double>(y.Shape), tangent);
        Assert.Equal(Tensor.Zeros<double>(at.Shape), Grad.Vjp(f, at).Pullback(Tensor.Full(y.Shape, 1.0)));
    }

    [Fact]
    public void At_a_tie_all_of_the_derivative_goes_to_the_first()
    {
        var ones = Tensor.Full<double>([2], 1);
        Assert.Equal(ones, Grad.Of(a => Var.Max(a, Var.Of(ones)).Sum(), ones));
        Assert.Equal(Tensor.Zeros<double>([2]), Grad.Of(b => Var.Min(Var.Of(ones), b).Sum(), ones));
        Assert.Equal(Tensor.Vector(1.0, 0), Grad.Of(x => x.Max(0), ones));
        Assert.Equal(Tensor.Zeros<double>([2]), Grad.Of(x => Var.Relu(x).Sum() + Var.Abs(x).Sum(), Tensor.Zeros<double>([2])));
    }

    private static Tensor<double> Difference(Func<Tensor<double>, Tensor<double>> f, Tensor<double> at, Tensor<double> v) => (f(at + v * Step) - f(at - v * Step)) / (2 * Step);
}
