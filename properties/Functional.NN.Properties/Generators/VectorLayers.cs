using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Generators;

/// <summary>Generators of layers for vectors.</summary>
internal static class VectorLayers
{
    public static Gen<ILayer> On(int size, int width) => Gen.Frequency(
        (6, DenseOf(width)),
        (2, Tied(size, width)),
        (2, Noisy(width)),
        (1, Features(size, width)),
        (1, Activations.MaxoutOn(Shape.Of(size))),
        (1, Folded(size)));

    public static Gen<ILayer> DenseOf(int width) => from units in Gen.Choose(1, width)
                                                    from bias in Draw.Coin
                                                    select (ILayer)new Dense(units, bias);

    /// <summary>One square matrix wherever it comes, as it is or transposed; and a code read by the matrix that made it, transposed.</summary>
    private static Gen<ILayer> Tied(int size, int width) => Gen.OneOf(
        Gen.Constant<ILayer>(new Shared($"square{size}", new Dense(size))),
        Gen.Constant<ILayer>(new Shared($"square{size}", new Dense(size), Transpose: true)),
        from code in Gen.Choose(1, width)
        from activation in Activations.Smooth
        let name = $"code{size}to{code}"
        select (ILayer)new Sequential(new Shared(name, new Dense(code)), activation, new Shared(name, new Dense(size), Transpose: true)));

    private static Gen<ILayer> Noisy(int width) =>
        from units in Gen.Choose(1, width)
        from each in Draw.Coin
        from layer in Gen.Elements<ILayer>(new DropConnect(units, 0.3, Bias: each), new DropConnect(units, 0.3, PerSample: false), new WeightNoise(new Dense(units), 0.1), new WeightNoise(new Sequential(new Dense(units), new Tanh()), 0.1))
        select layer;

    private static Gen<ILayer> Features(int size, int width) => Gen.OneOf(
        from degree in Gen.Choose(1, size > 6 ? 1 : 2) from one in Draw.Coin select (ILayer)new PolynomialFeatures(degree, one || degree == 1),
        from features in Gen.Choose(1, width) from seed in Gen.Choose(0, 3) select (ILayer)new RandomFourierFeatures(features, Deviation: 0.5, Seed: seed),
        from rows in Gen.Choose(1, width) from key in Draw.Key select (ILayer)new RadialBasisOutput(key.Normal<double>(Shape.Of(rows, size))));

    /// <summary>The numbers as a sequence or as an image.</summary>
    private static Gen<ILayer> Folded(int size) =>
        from rows in Activations.DivisorOf(size)
        from image in Draw.Coin
        select (ILayer)new Reshape(image ? Shape.Of(1, rows, size / rows) : Shape.Of(rows, size / rows));
}
