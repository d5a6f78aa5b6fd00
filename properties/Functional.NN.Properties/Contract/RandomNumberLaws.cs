using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Kernels;

namespace Functional.NN.Properties.Contract;

/// <summary>Random numbers drawn many at a time, by vectors of any width and from any place on, are those drawn word by word.</summary>
public unsafe class RandomNumberLaws
{
    private static readonly Gen<(RandomKey Key, int Count, int First, double A, double B)> Cases =
        from key in Draw.Key
        from count in Lengths.Any
        from first in Gen.Choose(0, 500)
        from a in Gen.Choose(-2000, 2000)
        from b in Gen.Choose(0, 1000)
        select (key, count, 2 * first, a / 128.0, b / 1000.0);

    [Fact]
    public void Normal_numbers_are_the_same_by_vectors_of_any_width() => Law.Holds(Cases, c =>
    {
        foreach (var of in (string[])["one", "four", "eight"])
        {
            NormalAgrees<float>(of, c.Key, c.Count, c.First, c.A, c.B);
            NormalAgrees<double>(of, c.Key, c.Count, c.First, c.A, c.B);
        }
    });

    [Fact]
    public void Words_and_coins_are_the_same_by_vectors_of_any_width() => Law.Holds(Cases, c =>
    {
        WordsAgree<OneWord>(c.Key, c.Count, c.First, c.B);
        if (Avx2.IsSupported) WordsAgree<FourWords>(c.Key, c.Count, c.First, c.B);
        if (Avx512F.IsSupported) WordsAgree<EightWords>(c.Key, c.Count, c.First, c.B);
    });

    [Fact]
    public void Whole_numbers_and_permutations_take_the_words_one_after_the_other() => Law.Holds(
        from key in Draw.Key from count in Lengths.Any from bound in Gen.OneOf(Gen.Choose(1, 10), Gen.Choose(1, int.MaxValue)) select (Key: key, Count: count, Bound: bound), c =>
    {
        long word = 0;
        Assert.Equal(Enumerable.Range(0, c.Count).Select(_ => (int)DrawReference.Below(c.Key, (ulong)c.Bound, ref word)), c.Key.Integers(c.Count, c.Bound));
        Assert.Equal(DrawReference.Permutation(c.Key, c.Count), c.Key.Permutation(c.Count));
        Assert.Equal(DrawReference.Uniform<float>(c.Key, c.Count, -0.5, 2), c.Key.Uniform<float>([c.Count], -0.5, 2).ToArray());
        Assert.Equal(DrawReference.Uniform<double>(c.Key, c.Count, -0.5, 2), c.Key.Uniform<double>([c.Count], -0.5, 2).ToArray());
    });

    [Fact]
    public void Numbers_of_samples_go_by_their_place_in_the_batch_however_it_is_cut() => Law.Holds(
        from key in Draw.Key from samples in Gen.Choose(1, 40) from size in Gen.Choose(1, 40) from first in Gen.Choose(0, 100) from seed in Gen.Choose(0, 1000) select (Key: key, Samples: samples, Size: size, First: first, Seed: seed), c =>
    {
        var draw = new SampleDraw("noise", [c.Samples, c.Size], SampleDistribution.Normal(1, 2));
        double[] expected = [.. Enumerable.Range(0, c.Samples).SelectMany(i => DrawReference.Normal<double>(c.Key.Fold("noise").Fold(c.First + i), c.Size, 1, 2))];
        Assert.Equal(expected, draw.Tensor<double>(c.Key, c.First).ToArray());
        var got = new double[expected.Length];
        foreach (var piece in Piece.Shuffled(c.Samples, c.Seed)) draw.Into<double>(c.Key, c.First + piece.First, got.AsSpan(piece.First * c.Size, piece.Count * c.Size));
        Assert.Equal(expected, got);
    });

    private static void NormalAgrees<T>(string width, RandomKey key, int count, int first, double mean, double deviation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = new T[count];
        fixed (T* start = to)
            if (width == "one") NormalNumbers.All<T, OneDouble, OneWord>(key, 0, mean, deviation, start, count, first);
            else if (width == "four" && Avx2.IsSupported && Fma.IsSupported) NormalNumbers.All<T, FourDoubles, FourWords>(key, 0, mean, deviation, start, count, first);
            else if (width == "eight" && Avx512F.IsSupported && Vector512.IsHardwareAccelerated) NormalNumbers.All<T, EightDoubles, EightWords>(key, 0, mean, deviation, start, count, first);
            else return;
        SameBits.Assert<T>(DrawReference.Normal<T>(key, first + count, mean, deviation).AsSpan(first), to, width);
    }

    private static void WordsAgree<TWords>(RandomKey key, int count, int first, double probability) where TWords : unmanaged, IWords<TWords>
    {
        var words = new ulong[count];
        var coins = new float[count];
        fixed (ulong* to = words) ThreefryBlocks.All<ulong, InOrder, TWords>(key, (ulong)first, 3, default, to, count);
        fixed (float* to = coins) ThreefryBlocks.All<float, OnesBelow<float>, TWords>(key, 0, 0, new((ulong)Math.Ceiling(probability * (1L << 53))), to, count);
        Assert.Equal(Enumerable.Range(0, count).Select(i => DrawReference.Block(key, (ulong)(first + i / 2), 3)[i % 2]), words);
        Assert.Equal(DrawReference.Bernoulli<float>(key, count, probability), coins);
    }
}
