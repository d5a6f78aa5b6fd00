using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Generators;

/// <summary>Generators of layers that disturb what passes in training, and of those that ask a price for it.</summary>
internal static class Disturbances
{
    public static Gen<ILayer> On(Shape input) => Gen.Frequency(
        (4, Gen.Elements<ILayer>(new Dropout(0.3), new Dropout(0), new AlphaDropout(0.2), new GaussianNoise(0.3))),
        (1, Gen.Constant<ILayer>(new SpatialDropout(0.3, input.Rank == 2 ? -1 : 1))),
        (1, Gen.Constant<ILayer>(new ActivityL1(0.1))),
        (1, Gen.Constant<ILayer>(new Sequential(new Sigmoid(), new SparseRate(0.1, 0.2)))));
}
