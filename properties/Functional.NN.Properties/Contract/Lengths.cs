using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Contract;

/// <summary>Lengths and shapes that go around the borders of vectors and tiles.</summary>
internal static class Lengths
{
    /// <summary>0 to 256.</summary>
    public static Gen<int> Any { get; } = Gen.Frequency((2, Gen.Choose(0, 256)), (2, Gen.Choose(0, 40)), (1, Gen.Elements(0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256)));

    /// <summary>1 or more, mostly few.</summary>
    public static Gen<int> Axis { get; } = Gen.Frequency((4, Gen.Choose(1, 5)), (3, Gen.Choose(6, 40)), (2, Gen.Elements(15, 16, 17, 31, 32, 33)), (1, Gen.Choose(41, 256)));

    /// <summary>A batch, mostly no multiple of sixteen.</summary>
    public static Gen<int> Batch { get; } = Gen.Frequency((4, Gen.Choose(1, 5)), (2, Gen.Choose(6, 20)), (2, Gen.Elements(15, 16, 17, 32, 33, 35)), (1, Gen.Choose(0, 40)));

    /// <summary>Shapes of some axes with not too many elements; now and then one of them has no places.</summary>
    public static Gen<Shape> Shapes(int leastRank, int mostRank, int mostElements = 2000, bool empty = true) =>
        from rank in Gen.Choose(leastRank, mostRank)
        from lengths in Axis.ArrayOf(rank)
        from nothing in empty && rank > 0 ? Gen.Frequency((12, Gen.Constant(-1)), (1, Gen.Choose(0, rank - 1))) : Gen.Constant(-1)
        select Shape.Of([.. Bounded(lengths, mostElements).Select((length, axis) => axis == nothing ? 0 : length)]);

    /// <summary>Two shapes that broadcast: one shape, with axes left out in front or set to 1 in either.</summary>
    public static Gen<(Shape A, Shape B)> BroadcastPairs { get; } = from whole in Shapes(0, 4)
                                                                    from a in Part(whole)
                                                                    from b in Part(whole)
                                                                    select (a, b);

    /// <summary>N × C × H × W.</summary>
    public static Gen<Shape> Images { get; } = from batch in Batch from channels in Gen.Choose(1, 9) from height in Gen.Choose(1, 7) from width in Gen.Choose(1, 7) select Shape.Of(batch, channels, height, width);

    /// <summary>Images, and as much again or a number for each channel, or one for all.</summary>
    public static Gen<(Shape A, Shape B)> ImagePairs { get; } = from images in Images
                                                                from other in Gen.Elements(images, Shape.Of(images[1], 1, 1), Shape.Scalar)
                                                                select (images, other);

    private static Gen<Shape> Part(Shape whole) => Gen.Frequency((1, Gen.Constant(whole)), (1,
        from lead in Gen.Choose(0, whole.Rank)
        from ones in Draw.Coin.ArrayOf(whole.Rank - lead)
        select Shape.Of([.. whole.Skip(lead).Select((d, i) => ones[i] ? 1 : d)])));

    /// <summary>The longest axes cut in half until there are no more elements than that.</summary>
    private static int[] Bounded(int[] lengths, int mostElements)
    {
        while (lengths.Aggregate(1L, (product, length) => product * length) > mostElements) lengths[Array.IndexOf(lengths, lengths.Max())] /= 2;
        return lengths;
    }
}
