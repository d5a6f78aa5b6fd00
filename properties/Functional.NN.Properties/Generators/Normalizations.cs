using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Generators;

/// <summary>Generators of normalisations.</summary>
/// <remarks>ε is large: with a small one a channel without variance has third derivatives that no difference can follow.</remarks>
internal static class Normalizations
{
    private const double Epsilon = 0.05;

    public static Gen<ILayer> On(Shape input) => Gen.OneOf(
        from affine in Draw.Coin from momentum in Gen.Elements(0.1, 0.5) select (ILayer)new BatchNorm(momentum, Epsilon, affine, input.Rank == 2 ? -1 : 1),
        from axes in Gen.Choose(1, input.Rank) from affine in Draw.Coin select (ILayer)new LayerNorm(axes, Epsilon, affine),
        from groups in Activations.DivisorOf(input[0]) from affine in Draw.Coin select (ILayer)new GroupNorm(groups, Epsilon, affine),
        from affine in Draw.Coin select (ILayer)new RmsNorm(Epsilon, affine),
        from size in Gen.Choose(1, 3) from over in Draw.Coin select (ILayer)new LocalResponseNormalization(size, Alpha: 0.5, AlphaOverSize: over));
}
