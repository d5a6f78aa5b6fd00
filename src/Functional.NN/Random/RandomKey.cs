using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>A random key: 128 bits from which any number of independent keys and random numbers follow, the same ones every time.</summary>
/// <remarks>
/// Threefry-2×64 with 20 rounds (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3") with the key as its key and
/// counter (i, use): use 0 draws numbers, use 1 folds, use 2 splits. Word w of a key's numbers is half w mod 2 of block w div 2. Drawing changes
/// nothing: asked again, a key gives the same numbers. This is version 1 of the algorithm and of every sampler; they are frozen.
/// </remarks>
/// <param name="First">the first word of the Threefry key</param>
/// <param name="Second">the second word of the Threefry key</param>
public readonly partial record struct RandomKey(ulong First, ulong Second)
{
    private const ulong Draw = 0, FoldUse = 1, SplitUse = 2;

    /// <summary>How many words are made at once where they are used one by one.</summary>
    private const int WordsAhead = 128;

    /// <summary>The key of a seed: the words (seed, 0).</summary>
    public static RandomKey FromSeed(ulong seed) => new(seed, 0);

    /// <summary>The key of a seed: the words (seed, 0).</summary>
    public static RandomKey FromSeed(int seed) => seed >= 0 ? FromSeed((ulong)seed) : throw new NNException(Sentence.Of($"RandomKey: a seed is a whole number from 0 on, got {seed}."));

    /// <summary>The key that belongs to a number below this key: to a step, an epoch, a sample.</summary>
    public RandomKey Fold(ulong number) => Key(number, FoldUse);

    /// <summary>The key that belongs to a number below this key: to a step, an epoch, a sample.</summary>
    public RandomKey Fold(long number) => Fold((ulong)number);

    /// <summary>The keys that belong to a number and those after it below this key, as many as there is room for.</summary>
    internal void FoldInto(long first, Span<RandomKey> keys) => ThreefryBlocks.Draw<ulong, InOrder>(this, (ulong)first, FoldUse, default, MemoryMarshal.Cast<RandomKey, ulong>(keys));

    /// <summary>The key that belongs to a name below this key: folded with FNV-1a (64 bits) of the name in UTF-8.</summary>
    public RandomKey Fold(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Fold(NumberOf(name));
    }

    /// <summary>FNV-1a (64 bits) of a name in UTF-8.</summary>
    internal static ulong NumberOf(string name)
    {
        ulong hash = 0xcbf29ce484222325;
        foreach (byte b in Encoding.UTF8.GetBytes(name)) hash = (hash ^ b) * 0x100000001b3;
        return hash;
    }

    /// <summary>Independent keys, for things that are done side by side.</summary>
    public ImmutableArray<RandomKey> Split(int count)
    {
        var self = this;
        return [.. Enumerable.Range(0, Counted(count, nameof(Split))).Select(i => self.Key((ulong)i, SplitUse))];
    }

    /// <summary>Random bits: word number <paramref name="word"/> of this key.</summary>
    public ulong Bits(long word)
    {
        var (even, odd) = Threefry.Block(First, Second, (ulong)word >> 1, Draw);
        return (word & 1) == 0 ? even : odd;
    }

    /// <summary>A number in [0, 1): the upper 53 bits of a word, times 2⁻⁵³.</summary>
    public double Unit(long word) => UnitOf(Bits(word));

    private static double UnitOf(ulong bits) => (bits >> 11) * (1.0 / (1L << 53));

    /// <summary>Independent numbers, uniform in [low, high); element i is low + (high − low)·<see cref="Unit"/>(i), computed in <c>double</c> and rounded once.</summary>
    public Tensor<T> Uniform<T>(Shape shape, double low = 0, double high = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        var values = new T[shape.Size];
        UniformInto<T>(values, low, high);
        return Tensor<T>.Own(shape, values);
    }

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void UniformInto<T>(Span<T> values, double low, double high) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!(low <= high) || !double.IsFinite(high - low)) throw new NNException(Sentence.Of($"RandomKey.Uniform: needs low ≤ high, both finite, got {low} and {high}."));
        T start = T.CreateTruncating(low), end = T.CreateTruncating(high), last = T.Max(T.BitDecrement(end), start);
        Span<ulong> words = stackalloc ulong[WordsAhead];
        for (int done = 0; done < values.Length; done += words.Length)
        {
            var some = values.Slice(done, Math.Min(words.Length, values.Length - done));
            ThreefryBlocks.Draw<ulong, InOrder>(this, (ulong)done / 2, Draw, default, words[..some.Length]);
            for (int i = 0; i < some.Length; i++)
            {
                var value = T.CreateTruncating(low + (high - low) * UnitOf(words[i]));
                some[i] = value >= end && low < high ? last : value;
            }
        }
    }

    /// <summary>Independent normal numbers by Box and Muller (1958), computed in <c>double</c> and rounded once.</summary>
    /// <remarks>Elements 2j and 2j + 1 are r·cos φ and r·sin φ with r = √(−2 ln(1 − u)), φ = 2πv, and u, v the unit numbers of words 2j and 2j + 1.</remarks>
    public Tensor<T> Normal<T>(Shape shape, double mean = 0, double standardDeviation = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        var values = new T[shape.Size];
        NormalInto<T>(values, mean, standardDeviation);
        return Tensor<T>.Own(shape, values);
    }

    internal void NormalInto<T>(Span<T> values, double mean, double standardDeviation, long first = 0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!(standardDeviation >= 0) || !double.IsFinite(standardDeviation) || !double.IsFinite(mean))
            throw new NNException(Sentence.Of($"RandomKey.Normal: needs a finite mean and a finite standard deviation that is not negative, got {mean} and {standardDeviation}."));
        NormalNumbers.Draw(this, Draw, mean, standardDeviation, values, first);
    }

    /// <summary>Independent ones (with a probability) and zeros: element i is 1 where <see cref="Unit"/>(i) &lt; probability.</summary>
    public Tensor<T> Bernoulli<T>(Shape shape, double probability) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        var values = new T[shape.Size];
        BernoulliInto<T>(values, probability);
        return Tensor<T>.Own(shape, values);
    }

    internal void BernoulliInto<T>(Span<T> values, double probability) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!(probability is >= 0 and <= 1)) throw new NNException(Sentence.Of($"RandomKey.Bernoulli: a probability is from 0 to 1, got {probability}."));
        var limit = (ulong)Math.Ceiling(probability * (1L << 53)); // k·2⁻⁵³ < p for a whole k just when k < ⌈p·2⁵³⌉; the product is exact
        ThreefryBlocks.Draw(this, 0, Draw, new OnesBelow<T>(limit), values);
    }

    /// <summary>Independent whole numbers from 0 to <paramref name="bound"/> − 1, all equally likely (Lemire 2019: multiply, and reject the biased rest).</summary>
    public ImmutableArray<int> Integers(int count, int bound)
    {
        if (bound <= 0) throw new NNException(Sentence.Of($"RandomKey.Integers: the bound must be positive, got {bound}."));
        var values = new int[Counted(count, nameof(Integers))];
        IntegersInto(values, bound);
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void IntegersInto(Span<int> values, int bound)
    {
        var words = new WordStream(this, Draw, stackalloc ulong[WordsAhead]);
        for (int i = 0; i < values.Length; i++) values[i] = (int)words.Below((ulong)bound);
    }

    /// <summary>The numbers 0 to n − 1 in a random order, every order equally likely (Fisher–Yates from the end).</summary>
    public ImmutableArray<int> Permutation(int n)
    {
        var order = new int[Counted(n, nameof(Permutation))];
        PermutationInto(order);
        return ImmutableCollectionsMarshal.AsImmutableArray(order);
    }

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void PermutationInto(Span<int> order)
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        var words = new WordStream(this, Draw, stackalloc ulong[WordsAhead]);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = (int)words.Below((ulong)i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    /// <summary>The two words in hexadecimal.</summary>
    public override string ToString() => $"{First:x16}{Second:x16}";

    private RandomKey Key(ulong number, ulong use)
    {
        var (first, second) = Threefry.Block(First, Second, number, use);
        return new RandomKey(first, second);
    }

    private static int Counted(int count, string who) => count >= 0 ? count : throw new NNException(Sentence.Of($"RandomKey.{who}: a count cannot be negative, got {count}."));
}
