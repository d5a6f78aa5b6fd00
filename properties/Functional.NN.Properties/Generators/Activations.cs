using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Generators;

/// <summary>Generators of activations: all of the catalogue, the smooth ones most often, and seldom those through which no gradient passes.</summary>
internal static class Activations
{
    /// <summary>Differentiable everywhere, and number by number.</summary>
    public static Gen<ILayer> Smooth { get; } = Gen.Elements<ILayer>(
        new Identity(), new Sigmoid(), new Tanh(), new Softplus(), new Gelu(), new GeluTanh(), new Silu(), new Mish(), new LogSigmoid(), new TanhShrink(), new Softsign(), new ScaledTanh(), new Celu(), new Elu());

    /// <summary>With corners.</summary>
    private static readonly Gen<ILayer> Kinked = Gen.Elements<ILayer>(
        new Relu(), new Relu6(), new LeakyRelu(), new LeakyRelu(0.2), new Elu(0.5), new Celu(2), new Selu(), new HardTanh(), new HardTanh(-2, 0.5), new HardSigmoid(), new HardSwish(), new SoftShrink(0.25));

    /// <summary>With jumps.</summary>
    private static readonly Gen<ILayer> Broken = Gen.Elements<ILayer>(new Step(), new Step(AtZero: 0), new Sign(), new HardShrink(0.25));

    /// <summary>Over the last axis.</summary>
    private static readonly Gen<ILayer> Joint = Gen.Elements<ILayer>(new Softmax(), new LogSoftmax());

    /// <summary>With slopes that are learned.</summary>
    private static readonly Gen<ILayer> Learned = Gen.Elements<ILayer>(new PRelu(), new PRelu(Shared: true, Initial: 0.1));

    /// <summary>Those that keep the shape of any sample with axes.</summary>
    public static Gen<ILayer> Any { get; } = Gen.Frequency((14, Smooth), (12, Kinked), (1, Broken), (2, Joint), (2, Learned));

    /// <summary>Maxout, where the last axis can be cut.</summary>
    public static Gen<ILayer> MaxoutOn(Shape input) => DivisorOf(input[-1]).Select(pieces => (ILayer)new Maxout(pieces));

    /// <summary>A number that divides another.</summary>
    public static Gen<int> DivisorOf(int n) => Gen.Elements(Enumerable.Range(1, n).Where(d => n % d == 0));
}
