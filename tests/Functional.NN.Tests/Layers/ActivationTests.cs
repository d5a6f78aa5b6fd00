using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class ActivationTests
{
    private static readonly Dictionary<string, (Activation Layer, Func<double, double> Plain)> All = new()
    {
        ["identity"] = (new Identity(), x => x),
        ["relu"] = (new Relu(), x => Math.Max(0, x)),
        ["leaky relu"] = (new LeakyRelu(0.1), x => x > 0 ? x : 0.1 * x),
        ["sigmoid"] = (new Sigmoid(), x => 1 / (1 + Math.Exp(-x))),
        ["tanh"] = (new Tanh(), Math.Tanh),
        ["softplus"] = (new Softplus(), x => Math.Log(1 + Math.Exp(x))),
        ["elu"] = (new Elu(1.5), x => x > 0 ? x : 1.5 * (Math.Exp(x) - 1)),
        ["gelu"] = (new Gelu(), x => 0.5 * x * (1 + MathNet.Numerics.SpecialFunctions.Erf(x / Math.Sqrt(2)))),
        ["silu"] = (new Silu(), x => x / (1 + Math.Exp(-x))),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void An_activation_is_its_formula(string name)
    {
        var x = Numbers.Some<double>([50], 1) * 3.0;
        Numbers.Near(x.Map(All[name].Plain), All[name].Layer.Apply(Var.Of(x)).Value<double>(), 1e-12, 1e-14);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_derivative_is_the_limit_of_differences(string name)
    {
        var (layer, plain) = All[name];
        var x = Numbers.Some<double>([50], 2) * 3.0;
        Numbers.Near(x.Map(v => (plain(v + 1e-6) - plain(v - 1e-6)) / 2e-6), Grad.Of(v => layer.Apply(v).Sum(), x), 1e-7, 1e-8);
    }

    [Theory, MemberData(nameof(Names))]
    public void Value_and_derivative_are_finite_at_a_thousand(string name)
    {
        var x = Tensor.Vector(-1000f, 1000f, 0f, -90f, 90f);
        Assert.True(All[name].Layer.Apply(Var.Of(x)).Value<float>().IsFinite);
        Assert.True(Grad.Of(v => All[name].Layer.Apply(v).Sum(), x).IsFinite);
    }

    [Fact]
    public void Softmax_sums_to_one_and_its_logarithm_is_log_softmax()
    {
        var x = Numbers.Some<double>([4, 6], 1) * 5.0;
        var y = new Softmax().Apply(Var.Of(x)).Value<double>();
        Numbers.Near(Tensor.Full<double>([4], 1), y.Sum(1), 1e-14, 0);
        Numbers.Near(y.Map(Math.Log), new LogSoftmax().Apply(Var.Of(x)).Value<double>(), 1e-13, 1e-14);
    }

    [Fact]
    public void Softmax_does_not_change_when_a_number_is_added_to_all() =>
        Assert.Equal(Var.Softmax(Var.Of(Tensor.Vector(1.0, 2, 4))).Value<double>(), Var.Softmax(Var.Of(Tensor.Vector(1025.0, 1026, 1028))).Value<double>());
}
