namespace Functional.NN.Kernels;

/// <summary>Threefry-2×64 with 20 rounds: a counter and a key, two words of 64 bits each, to two random words.</summary>
/// <remarks>Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3". Frozen: every random number of an experiment comes from here.</remarks>
internal static class Threefry
{
    /// <summary>C₂₄₀, the constant of the key schedule (Threefish, Skein 1.3).</summary>
    private const ulong KeyParity = 0x1BD11BDAA9FC1A22;

    /// <summary>The block of random bits of (key, counter). A bijection of the counters for each key.</summary>
    public static (ulong Word0, ulong Word1) Block(ulong key0, ulong key1, ulong counter0, ulong counter1)
    {
        var key2 = KeyParity ^ key0 ^ key1;
        var x0 = counter0 + key0;
        var x1 = counter1 + key1;
        EvenRounds(ref x0, ref x1, key1, key2 + 1);
        OddRounds(ref x0, ref x1, key2, key0 + 2);
        EvenRounds(ref x0, ref x1, key0, key1 + 3);
        OddRounds(ref x0, ref x1, key1, key2 + 4);
        EvenRounds(ref x0, ref x1, key2, key0 + 5);
        return (x0, x1);
    }

    /// <summary>Four rounds with the first half of the rotations, then the key.</summary>
    private static void EvenRounds(ref ulong x0, ref ulong x1, ulong add0, ulong add1)
    {
        Round(ref x0, ref x1, 16);
        Round(ref x0, ref x1, 42);
        Round(ref x0, ref x1, 12);
        Round(ref x0, ref x1, 31);
        x0 += add0;
        x1 += add1;
    }

    /// <summary>Four rounds with the second half of the rotations, then the key.</summary>
    private static void OddRounds(ref ulong x0, ref ulong x1, ulong add0, ulong add1)
    {
        Round(ref x0, ref x1, 16);
        Round(ref x0, ref x1, 32);
        Round(ref x0, ref x1, 24);
        Round(ref x0, ref x1, 21);
        x0 += add0;
        x1 += add1;
    }

    /// <summary>x₀ ← x₀ + x₁; x₁ ← (x₁ ⋘ rotation) ⊕ x₀.</summary>
    private static void Round(ref ulong x0, ref ulong x1, int rotation)
    {
        x0 += x1;
        x1 = BitOperations.RotateLeft(x1, rotation) ^ x0;
    }
}
