using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Threefry-2×64 with 20 rounds: a counter and a key, two words of 64 bits each, to two random words.</summary>
/// <remarks>
/// Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3". Frozen: every random number of an experiment comes from here.
/// The rounds are written once for one block and for several side by side (<see cref="IWords{TSelf}"/>), so that they cannot differ in a bit.
/// </remarks>
internal static class Threefry
{
    /// <summary>C₂₄₀, the constant of the key schedule (Threefish, Skein 1.3).</summary>
    private const ulong KeyParity = 0x1BD11BDAA9FC1A22;

    /// <summary>The block of random bits of (key, counter). A bijection of the counters for each key.</summary>
    public static (ulong Word0, ulong Word1) Block(ulong key0, ulong key1, ulong counter0, ulong counter1)
    {
        OneWord x0 = counter0 + key0, x1 = counter1 + key1;
        TwentyRounds<OneWord>(ref x0, ref x1, key0, key1, ThirdWord(key0, key1));
        return (x0.Value, x1.Value);
    }

    /// <summary>The third word of the key schedule.</summary>
    public static ulong ThirdWord(ulong key0, ulong key1) => KeyParity ^ key0 ^ key1;

    /// <summary>All rounds, the first words of the key being added already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TwentyRounds<TWords>(ref TWords x0, ref TWords x1, TWords key0, TWords key1, TWords key2) where TWords : unmanaged, IWords<TWords>
    {
        EvenRounds(ref x0, ref x1, key1, key2 + 1UL);
        OddRounds(ref x0, ref x1, key2, key0 + 2UL);
        EvenRounds(ref x0, ref x1, key0, key1 + 3UL);
        OddRounds(ref x0, ref x1, key1, key2 + 4UL);
        EvenRounds(ref x0, ref x1, key2, key0 + 5UL);
    }

    /// <summary>Four rounds with the first half of the rotations, then the key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EvenRounds<TWords>(ref TWords x0, ref TWords x1, TWords add0, TWords add1) where TWords : unmanaged, IWords<TWords>
    {
        Round(ref x0, ref x1, 16);
        Round(ref x0, ref x1, 42);
        Round(ref x0, ref x1, 12);
        Round(ref x0, ref x1, 31);
        x0 += add0;
        x1 += add1;
    }

    /// <summary>Four rounds with the second half of the rotations, then the key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OddRounds<TWords>(ref TWords x0, ref TWords x1, TWords add0, TWords add1) where TWords : unmanaged, IWords<TWords>
    {
        Round(ref x0, ref x1, 16);
        Round(ref x0, ref x1, 32);
        Round(ref x0, ref x1, 24);
        Round(ref x0, ref x1, 21);
        x0 += add0;
        x1 += add1;
    }

    /// <summary>x₀ ← x₀ + x₁; x₁ ← (x₁ ⋘ rotation) ⊕ x₀.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round<TWords>(ref TWords x0, ref TWords x1, [ConstantExpected] byte rotation) where TWords : unmanaged, IWords<TWords>
    {
        x0 += x1;
        x1 = TWords.RotateLeft(x1, rotation) ^ x0;
    }
}
