using Functional.NN.Primitives;

namespace Functional.NN.Tests.Images;

/// <summary>⟨ȳ, J·v⟩ = ⟨Jᵀ·ȳ, v⟩ for every primitive of images in every input, and derivatives of derivatives.</summary>
public sealed class ImageDerivativeTests
{
    private static readonly Conv2DGeometry Geometry = new(new Extent2D(2, 1), new Padding2D(1, 0, 2, 1), new Extent2D(1, 2), 2);
    private static readonly Pool2DGeometry Pool = new(new Extent2D(3, 2), new Extent2D(2, 1), new Padding2D(1, 2, 0, 1));
    private static readonly Extent2D Adapted = new(4, 2);
    private static readonly Tensor<double> X = Numbers.Some<double>(Shape.Of(3, 4, 6, 5), 1), Weight = Numbers.Some<double>(Shape.Of(6, 2, 3, 2), 2);
    private static readonly Tensor<double> Dy = Numbers.Some<double>(Geometry.OutputShape(X.Shape, Weight.Shape), 3), Pooled = Numbers.Some<double>(Pool.OutputShape(X.Shape), 4);

    public static TheoryData<string> Names => [.. Functions.Keys];

    /// <summary>Every primitive as a function of each of its inputs alone, with the point to look at.</summary>
    private static readonly Dictionary<string, (Func<Var, Var> F, Tensor<double> At)> Functions = new()
    {
        ["convolution in x"] = (v => Var.Conv2D(v, Var.Of(Weight), Geometry), X),
        ["convolution in w"] = (v => Var.Conv2D(Var.Of(X), v, Geometry), Weight),
        ["input gradient in ȳ"] = (v => Var.Apply(new Conv2DInputGradient(Geometry, X.Shape), v, Var.Of(Weight)), Dy),
        ["input gradient in w"] = (v => Var.Apply(new Conv2DInputGradient(Geometry, X.Shape), Var.Of(Dy), v), Weight),
        ["weight gradient in x"] = (v => Var.Apply(new Conv2DWeightGradient(Geometry, Weight.Shape), v, Var.Of(Dy)), X),
        ["weight gradient in ȳ"] = (v => Var.Apply(new Conv2DWeightGradient(Geometry, Weight.Shape), Var.Of(X), v), Dy),
        ["maximum"] = (v => Var.MaxPool2D(v, Pool), X),
        ["push"] = (v => Var.Apply(new MaxPoolPush(Pool), Var.Of(X), v), Numbers.Some<double>(X.Shape, 5)),
        ["pull"] = (v => Var.Apply(new MaxPoolPull(Pool), Var.Of(X), v), Pooled),
        ["average"] = (v => Var.AveragePool2D(v, Pool), X),
        ["average without padding"] = (v => Var.AveragePool2D(v, Pool, countPadding: false), X),
        ["sum"] = (v => Var.SumPool2D(v, Pool), X),
        ["spread"] = (v => Var.Apply(new AverageSpread(Pool, WindowDivisor.Window, X.Shape), v), Pooled),
        ["spread without padding"] = (v => Var.Apply(new AverageSpread(Pool, WindowDivisor.Image, X.Shape), v), Pooled),
        ["spread of sums"] = (v => Var.Apply(new AverageSpread(Pool, WindowDivisor.One, X.Shape), v), Pooled),
        ["maximum of adaptive windows"] = (v => Var.AdaptiveMaxPool2D(v, Adapted), X),
        ["push of adaptive windows"] = (v => Var.Apply(new MaxPoolPush(new AdaptiveWindows(Adapted)), Var.Of(X), v), Numbers.Some<double>(X.Shape, 5)),
        ["pull of adaptive windows"] = (v => Var.Apply(new MaxPoolPull(new AdaptiveWindows(Adapted)), Var.Of(X), v), Numbers.Some<double>(Shape.Of(3, 4, 4, 2), 4)),
        ["average of adaptive windows"] = (v => Var.AdaptiveAveragePool2D(v, Adapted), X),
        ["upsampling"] = (v => Var.Upsample2D(v, new(3, 2)), X),
        ["transposed convolution in x"] = (v => Var.ConvTranspose2D(v, Var.Of(Weight), new(6, 5), Geometry), Dy),
        ["transposed convolution in w"] = (v => Var.ConvTranspose2D(Var.Of(Dy), v, new(6, 5), Geometry), Weight),
    };

    [Theory, MemberData(nameof(Names))]
    public void Tangent_and_pullback_are_each_others_transpose(string name)
    {
        var (f, at) = Functions[name];
        var v = Numbers.Some<double>(at.Shape, 6);
        var (y, tangent) = Grad.Jvp(f, at, v);
        var dy = Numbers.Some<double>(y.Shape, 7);
        double left = Numbers.Dot(dy, tangent), right = Numbers.Dot(Grad.Vjp(f, at).Pullback(dy), v);
        Assert.True(Math.Abs(left) > 0.01, "the check must see something");
        Assert.Equal(left, right, 1e-12 * Math.Max(1, Math.Abs(left)));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_tangent_is_the_limit_of_differences(string name)
    {
        var (f, at) = Functions[name];
        var v = Numbers.Some<double>(at.Shape, 8);
        Numbers.Near(Difference(x => f(Var.Of(x)).Value<double>(), at, v), Grad.Jvp(f, at, v).Tangent, 1e-7, 1e-7);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_gradient_of_a_gradient_is_the_limit_of_differences_of_the_gradient(string name)
    {
        var (f, at) = Functions[name];
        var v = Numbers.Some<double>(at.Shape, 9);
        Var Loss(Var x) => Var.Tanh(f(x)).Sum();
        var expected = Difference(x => Grad.Of(Loss, x), at, v);
        var reverseOverReverse = Grad.Of(x => (Grad.Of(Loss, x) * Var.Of(v)).Sum(), at);
        Assert.Contains(expected.ToArray(), value => Math.Abs(value) > 0.01);
        Numbers.Near(expected, reverseOverReverse, 1e-6, 1e-7);
        Numbers.Near(reverseOverReverse, Grad.HessianVector(Loss, at, v), 1e-12, 1e-12);
    }

    [Fact]
    public void The_mixed_second_derivative_in_image_and_weight_is_the_limit_of_differences()
    {
        var v = Numbers.Some<double>(Weight.Shape, 10);
        Var ImageGradient(Var w) => Grad.Of(x => Var.Square(Var.Conv2D(x, w, Geometry)).Sum(), Var.Of(X));
        var expected = Difference(w => ImageGradient(Var.Of(w)).Value<double>(), Weight, v);
        Numbers.Near(expected, Grad.Jvp(ImageGradient, Weight, v).Tangent, 1e-6, 1e-7);
        var u = Numbers.Some<double>(X.Shape, 11);
        double left = Numbers.Dot(u, expected), right = Numbers.Dot(Grad.Vjp(ImageGradient, Weight).Pullback(u), v);
        Assert.Equal(left, right, 1e-6 * Math.Abs(left));
    }

    /// <summary>(f(x + hv) − f(x − hv))/2h.</summary>
    private static Tensor<double> Difference(Func<Tensor<double>, Tensor<double>> f, Tensor<double> at, Tensor<double> v)
    {
        const double H = 1e-5;
        var step = v.Map(d => d * H);
        return (f(at + step) - f(at - step)).Map(d => d / (2 * H));
    }
}
