namespace Functional.NN.Experiments.Verification;

/// <summary>Activations; all are checked to second order.</summary>
internal static class ActivationCases
{
    public static IEnumerable<LayerCase> All { get; } =
    [
        .. new ILayer[]
        {
            new Identity(), new Step(), new Step(AtZero: 0), new Sign(), new Sign(AtZero: 1), new Sigmoid(), new Tanh(), new Relu(), new Relu6(), new LeakyRelu(), new LeakyRelu(0.2),
            new PRelu(), new PRelu(Shared: true, Initial: 0.1), new Elu(), new Elu(0.5), new Selu(), new Celu(), new Celu(2), new Gelu(), new GeluTanh(), new Silu(), new Mish(), new Softplus(), new Softsign(),
            new HardTanh(), new HardTanh(-2, 0.5), new HardSigmoid(), new HardSwish(), new LogSigmoid(), new Softmax(), new LogSoftmax(), new TanhShrink(), new SoftShrink(), new SoftShrink(1.25),
            new HardShrink(), new HardShrink(0), new ScaledTanh(), new ScaledTanh(-2, 0.3),
        }.Select(layer => new LayerCase(layer, [2, 3]) { SecondOrder = true, Scale = 2 }),
        new(new Maxout(), [4]) { SecondOrder = true }, new(new Maxout(3), [2, 6]) { SecondOrder = true }, new(new PRelu(), [2, 2, 3]) { SecondOrder = true },
    ];
}
