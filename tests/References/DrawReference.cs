using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.References;

/// <summary>The samplers word by word, as their definition says.</summary>
internal static class DrawReference
{
    private static readonly int[] Rotations = [16, 42, 12, 31, 16, 32, 24, 21];

    /// <summary>Threefry-2×64-20 with its key schedule as in the paper: after every fourth round the next two words of the key and the number of the addition.</summary>
    public static ulong[] Block(RandomKey key, ulong counter0, ulong counter1)
    {
        ulong[] schedule = [key.First, key.Second, 0x1BD11BDAA9FC1A22 ^ key.First ^ key.Second], x = [counter0 + key.First, counter1 + key.Second];
        for (int round = 0; round < 20; round++)
        {
            x[0] += x[1];
            x[1] = BitOperations.RotateLeft(x[1], Rotations[round % 8]) ^ x[0];
            if (round % 4 != 3) continue;
            int addition = (round + 1) / 4;
            x[0] += schedule[addition % 3];
            x[1] += schedule[(addition + 1) % 3] + (ulong)addition;
        }
        return x;
    }

    public static ulong Word(RandomKey key, long word) => Block(key, (ulong)word / 2, 0)[word % 2];

    public static double Unit(RandomKey key, long word) => (Word(key, word) >> 11) * (1.0 / 9007199254740992);

    public static T[] Bernoulli<T>(RandomKey key, int count, double probability) where T : IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, count).Select(i => Unit(key, i) < probability ? T.One : T.Zero)];

    public static T[] Uniform<T>(RandomKey key, int count, double low, double high) where T : IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, count).Select(i => low + (high - low) * Unit(key, i)).Select(value => T.CreateTruncating(value) < T.CreateTruncating(high) ? T.CreateTruncating(value) : T.BitDecrement(T.CreateTruncating(high)))];

    public static T[] Normal<T>(RandomKey key, int count, double mean, double deviation) where T : IBinaryFloatingPointIeee754<T> => [.. Enumerable.Range(0, count).Select(i =>
    {
        double r = Math.Sqrt(-2 * Elementary.Log(1 - Unit(key, i / 2 * 2))), φ = 2 * Math.PI * Unit(key, i / 2 * 2 + 1);
        return T.CreateTruncating(mean + deviation * (r * (i % 2 == 0 ? Elementary.Cos(φ) : Elementary.Sin(φ))));
    })];

    public static ulong Below(RandomKey key, ulong bound, ref long word)
    {
        while (true)
        {
            var product = (UInt128)Word(key, word++) * bound;
            if ((ulong)product >= (0 - bound) % bound) return (ulong)(product >> 64);
        }
    }

    public static int[] Permutation(RandomKey key, int n)
    {
        int[] order = [.. Enumerable.Range(0, n)];
        long word = 0;
        for (int i = n - 1; i > 0; i--)
        {
            int j = (int)Below(key, (ulong)i + 1, ref word);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }
}
