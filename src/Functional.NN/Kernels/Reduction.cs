using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>
/// Sums and maxima. The one order of summation: sixteen chains from +0, then added as a tree, chain l and l + 8, then l and l + 4, l + 2,
/// l + 1. Where the summed axes are neighbours, element i of them goes to chain i mod 16, ascending. Where others lie between, as in the sum over
/// samples and pixels of each channel, the first neighbours say the chain: place i of them goes to chain i mod 16, and a chain ascends over
/// (i div 16, the other summed axes).
/// </summary>
internal static class Reduction
{
    public const int Chains = 16;

    public static Tensor<T> Sum<T>(Tensor<T> x, int[] axes, bool keep) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var loop = new SumLoop(x.Shape, axes);
        return loop.IsTrivial ? x : new SumKernel<T>(x.Shape, loop).Of(loop.Result(keep), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<T>(SumLoop loop, ReadOnlySpan<T> x, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.IsEmpty)
        {
            to.Clear();
            return;
        }
        if (loop.Between is { } between)
        {
            for (int i = 0; i < to.Length; i++) to[i] = Apart(x[between.Kept[i]..], loop.Count, loop.Inner, between.Summed);
            return;
        }
        if (loop.Inner == 1 && loop.Count <= Chains && loop.Count > 0)
        {
            NarrowRows.Sum(x, loop.Count, to);
            return;
        }
        for (int outer = 0; outer < loop.Outer; outer++)
        {
            var from = x.Slice(outer * loop.Count * loop.Inner, loop.Count * loop.Inner);
            if (loop.Inner == 1) to[outer] = Row(from);
            else Columns(from, loop.Count, loop.Inner, to.Slice(outer * loop.Inner, loop.Inner));
        }
    }

    /// <summary>One element of a sum over axes with others between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Apart<T>(ReadOnlySpan<T> x, int count, int step, int[] others) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> chain = stackalloc T[Chains];
        chain.Clear();
        for (int first = 0; first < count; first += Chains)
            foreach (int other in others)
                for (int i = first; i < Math.Min(first + Chains, count); i++)
                    chain[i - first] += x[i * step + other];
        return Tree(chain);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe T Row<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> low = default, high = default;
        int i = 0, length = x.Length, half = Vector512<T>.Count;
        fixed (T* from = x)
        {
            for (; i <= length - Chains; i += Chains)
            {
                low += *(Vector512<T>*)(from + i);
                if (half < Chains) high += *(Vector512<T>*)(from + i + half);
            }
            if (i < length)
            {
                // Zeros beside the last elements: no chain is ever −0, so they change none.
                T* last = stackalloc T[Chains];
                for (int lane = 0; lane < Chains; lane++) last[lane] = i + lane < length ? from[i + lane] : T.Zero;
                low += *(Vector512<T>*)last;
                if (half < Chains) high += *(Vector512<T>*)(last + half);
            }
        }
        return half < Chains ? EightChains(low + high) : EightChains(low.GetLower() + low.GetUpper());
    }

    /// <summary>The sixteen chains added: l and l + 8, then l + 4, l + 2, l + 1.</summary>
    public static T Tree<T>(ReadOnlySpan<T> chain) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector512<T>.Count < Chains ? EightChains(Vector512.Create(chain) + Vector512.Create(chain[8..])) : EightChains(Vector256.Create(chain) + Vector256.Create(chain[8..]));

    /// <summary>The tree from eight chains of doubles on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T EightChains<T>(Vector512<T> eight) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var four = eight.GetLower() + eight.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    /// <summary>The tree from eight chains of floats on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T EightChains<T>(Vector256<T> eight) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var four = eight.GetLower() + eight.GetUpper();
        return four[0] + four[2] + (four[1] + four[3]);
    }

    /// <summary>Sums down the columns of (n × columns); where they are few, sixteen rows at a time, one to each chain.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Columns<T>(ReadOnlySpan<T> x, int n, int columns, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (columns >= Chains)
        {
            fixed (T* from = x, sums = to) ColumnSums.Of(from, n, columns, columns, sums);
            return;
        }
        Span<T> chains = stackalloc T[Chains * columns];
        chains.Clear();
        int i = 0;
        for (; i <= n - Chains; i += Chains) AddTo(chains, x.Slice(i * columns, Chains * columns));
        AddTo(chains[..((n - i) * columns)], x.Slice(i * columns, (n - i) * columns));
        for (int half = Chains / 2; half > 0; half /= 2)
            AddTo(chains[..(half * columns)], chains.Slice(half * columns, half * columns));
        chains[..columns].CopyTo(to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo<T>(Span<T> sum, ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= sum.Length - Vector<T>.Count; i += Vector<T>.Count) (new Vector<T>(sum[i..]) + new Vector<T>(x[i..])).CopyTo(sum[i..]);
        for (; i < sum.Length; i++) sum[i] += x[i];
    }

    public static Tensor<T> Max<T>(Tensor<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Along(x, axis, places: false);

    public static Tensor<T> ArgMax<T>(Tensor<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Along(x, axis, places: true);

    /// <summary>Whether no number is infinite or a NaN: x − x = 0 for all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsFinite<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var numbers = new Vector<T>(x[i..]);
            if (!Vector.EqualsAll(numbers - numbers, Vector<T>.Zero)) return false;
        }
        for (; i < x.Length; i++)
            if (!T.IsFinite(x[i])) return false;
        return true;
    }

    private static Tensor<T> Along<T>(Tensor<T> x, int axis, bool places) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Shape[axis] == 0) throw new ShapeException(Sentence.Of($"Tensor {x.Shape}: axis {axis} is empty and has no largest element."));
        var to = new T[x.Shape.Size / x.Shape[axis]];
        Largest(x.AsSpan(), x.Shape, axis, places, to);
        return Tensor<T>.Own(x.Shape.Without(axis), to);
    }

    /// <summary>The largest along an axis, or the places of the first largest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Largest<T>(ReadOnlySpan<T> x, Shape shape, int axis, bool places, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = shape[axis], inner = Math.Max(1, Arrangement.Around(shape, shape.Axis(axis)).Inner);
        for (int i = 0; i < to.Length; i++)
        {
            int start = i / inner * n * inner + i % inner, place = Largest(x, start, n, inner);
            to[i] = places ? T.CreateChecked(place) : x[start + place * inner];
        }
    }

    /// <summary>The place of the first largest of n numbers; the first NaN, if there is one.</summary>
    public static int Largest<T>(ReadOnlySpan<T> from, int start, int n, int step) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int best = 0;
        for (int i = 0; i < n; i++)
        {
            var value = from[start + i * step];
            if (T.IsNaN(value)) return i;
            if (value > from[start + best * step]) best = i;
        }
        return best;
    }
}
