using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties;

/// <summary>Generators of keys, shapes and tensors.</summary>
internal static class Draw
{
    private static readonly double[] Extremes =
        [0, -0.0, 1, -1, double.Epsilon, -1e-310, 1e-300, 1e300, -1e300, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    public static Gen<RandomKey> Key { get; } = Gen.Choose(0, int.MaxValue).Select(RandomKey.FromSeed);

    public static Gen<bool> Coin { get; } = Gen.Elements(true, false);

    /// <summary>Up to four axes of up to four places.</summary>
    public static Gen<Shape> Shape(int leastRank = 0, int mostRank = 4) => from rank in Gen.Choose(leastRank, mostRank)
                                                                           from dimensions in Gen.Choose(1, 4).ArrayOf(rank)
                                                                           select NN.Shape.Of(dimensions);

    /// <summary>As <see cref="Shape"/>, and now and then with an axis that has no places.</summary>
    public static Gen<Shape> ShapeWithEmpty { get; } = Gen.Frequency((9, Shape()), (1, from shape in Shape(1)
                                                                                       from axis in Gen.Choose(0, shape.Rank - 1)
                                                                                       select shape.With(axis, 0)));

    /// <summary>Two shapes that broadcast: one shape, with axes left out in front or set to 1 in either.</summary>
    public static Gen<(Shape A, Shape B)> BroadcastPair { get; } = from whole in Shape()
                                                                   from a in Part(whole)
                                                                   from b in Part(whole)
                                                                   select (a, b);

    /// <summary>Ordinary numbers, and at some places extreme ones: zeros of either sign, subnormals, the largest, infinities, NaN.</summary>
    public static Gen<Tensor<double>> WithExtremes(Shape shape) =>
        Gen.Frequency((4, Gen.Choose(-1000, 1000).Select(i => i / 128.0)), (1, Gen.Elements(Extremes))).ArrayOf(shape.Size).Select(values => Tensor.Of(shape, values));

    public static Gen<Tensor<double>> Tensors { get; } = ShapeWithEmpty.SelectMany(WithExtremes);

    public static Gen<ImmutableArray<int>> Permutation(int n) => Gen.Shuffle(Enumerable.Range(0, n)).Select(order => order.ToImmutableArray());

    /// <summary>A smaller tensor: half of an axis, or zeros.</summary>
    public static IEnumerable<Tensor<double>> Smaller(Tensor<double> tensor)
    {
        for (int axis = 0; axis < tensor.Shape.Rank; axis++)
            if (tensor.Shape[axis] > 1) yield return tensor.Slice(axis, 0, tensor.Shape[axis] / 2);
        var zeros = Tensor.Zeros<double>(tensor.Shape);
        if (tensor != zeros) yield return zeros;
    }

    /// <summary>True when something drawn is a case: it is as wanted, and the library does not refuse it.</summary>
    public static bool IsCase(Func<bool> wanted)
    {
        try
        {
            return wanted();
        }
        catch (NNException)
        {
            return false;
        }
    }

    /// <summary>The numbers 0 … n − 1, one of them, as a key has it.</summary>
    public static int Below(this RandomKey key, string use, int bound) => key.Fold(use).Integers(1, bound)[0];

    private static Gen<Shape> Part(Shape whole) => from lead in Gen.Choose(0, whole.Rank)
                                                   from ones in Coin.ArrayOf(whole.Rank - lead)
                                                   select NN.Shape.Of([.. whole.Skip(lead).Select((d, i) => ones[i] ? 1 : d)]);
}
