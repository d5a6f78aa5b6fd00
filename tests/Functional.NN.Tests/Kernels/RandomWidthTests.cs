using System.Runtime.Intrinsics.X86;
using Functional.NN.Kernels;

namespace Functional.NN.Tests.Kernels;

/// <summary>Random words and normal numbers are the same with every width of vectors that this machine has.</summary>
public sealed unsafe class RandomWidthTests
{
    private static readonly RandomKey Key = new(0x243f6a8885a308d3, 0x13198a2e03707344);

    [Fact]
    public void One_word_at_a_time_is_the_definition() => Check<OneDouble, OneWord>();

    [Fact]
    public void Four_words_at_a_time_are_the_same()
    {
        if (Avx2.IsSupported && Fma.IsSupported) Check<FourDoubles, FourWords>();
    }

    [Fact]
    public void Eight_words_at_a_time_are_the_same()
    {
        if (Avx512F.IsSupported) Check<EightDoubles, EightWords>();
    }

    [Fact]
    public void Words_that_are_rejected_are_left_out_as_one_by_one()
    {
        var words = new WordStream(Key, 0, new ulong[6]);
        long word = 0;
        foreach (ulong bound in Enumerable.Repeat<ulong[]>([(1UL << 63) + 1, 3, ulong.MaxValue, (1UL << 63) + (1UL << 62)], 50).SelectMany(bounds => bounds))
            Assert.Equal(DrawReference.Below(Key, bound, ref word), words.Below(bound));
        Assert.True(word > 220, "of 200 numbers every fourth has about half of its words rejected, another fourth a quarter");
    }

    [Fact]
    public void Sine_and_cosine_at_once_are_those_one_by_one()
    {
        foreach (double x in Enumerable.Range(0, 4000).Select(i => i * Math.PI / 256).Concat([0, double.Epsilon, 1e-9, 1e5, 1048576]))
        {
            var sin = Elementary<OneDouble>.SinAndCos(x, out var cos);
            Assert.Equal((Bits(Elementary.Sin(x)), Bits(Elementary.Cos(x))), (Bits(sin.Value), Bits(cos.Value)));
        }
    }

    private static void Check<TReal, TWords>() where TReal : unmanaged, IDoubles<TReal> where TWords : unmanaged, IWords<TWords>
    {
        for (int n = 0; n <= 257; n++)
        {
            foreach (ulong first in new[] { 0UL, 1000UL, (1UL << 32) - 3, ulong.MaxValue - 5 })
                Assert.Equal(Enumerable.Range(0, n).Select(i => DrawReference.Block(Key, first + (ulong)(i / 2), 2)[i % 2]), Words<TWords>(first, n));
            Assert.Equal(DrawReference.Bernoulli<float>(Key, n, 0.4), Ones<float, TWords>(n, 0.4));
            Assert.Equal(DrawReference.Bernoulli<double>(Key, n, 0.4), Ones<double, TWords>(n, 0.4));
            Assert.Equal(DrawReference.Normal<float>(Key, n, 1, 2), Normal<float, TReal, TWords>(n));
            Assert.Equal(DrawReference.Normal<double>(Key, n, 1, 2), Normal<double, TReal, TWords>(n));
        }
    }

    private static ulong[] Words<TWords>(ulong first, int count) where TWords : unmanaged, IWords<TWords> => Filled<ulong>(count, ulong.MaxValue, to =>
        ThreefryBlocks.All<ulong, InOrder, TWords>(Key, first, 2, default, (ulong*)to, count));

    private static T[] Ones<T, TWords>(int count, double probability) where T : unmanaged where TWords : unmanaged, IWords<TWords> => Filled<T>(count, default, to =>
        ThreefryBlocks.All<T, OnesBelow<T>, TWords>(Key, 0, 0, new((ulong)Math.Ceiling(probability * (1L << 53))), (T*)to, count));

    private static T[] Normal<T, TReal, TWords>(int count) where T : unmanaged where TReal : unmanaged, IDoubles<TReal> where TWords : unmanaged, IWords<TWords> => Filled<T>(count, default, to =>
        NormalNumbers.All<T, TReal, TWords>(Key, 0, 1, 2, (T*)to, count));

    /// <summary>As many numbers as are asked for; what comes after them in memory stays as it was.</summary>
    private static T[] Filled<T>(int count, T mark, Action<nint> fill) where T : unmanaged
    {
        var memory = new T[count + 40];
        memory.AsSpan().Fill(mark);
        fixed (T* start = memory) fill((nint)start);
        Assert.All(memory[count..], number => Assert.Equal(mark, number));
        return memory[..count];
    }

    private static long Bits(double x) => BitConverter.DoubleToInt64Bits(x);
}
