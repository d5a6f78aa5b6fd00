namespace Functional.NN.Kernels;

/// <summary>
/// Sums and maxima. The one order of summation: element i of those summed goes to chain i mod 16, each chain starting at +0 and
/// ascending; then the sixteen chains are added as a tree, chain l and l + 8, then l and l + 4, l + 2, l + 1.
/// </summary>
internal static class Reduction
{
    public const int Chains = 16;

    public static Tensor<T> Sum<T>(Tensor<T> x, ReadOnlySpan<int> axes, bool keep) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var summed = new bool[x.Shape.Rank];
        foreach (int axis in axes) summed[x.Shape.Axis(axis)] = true;
        var kept = Shape.Of([.. Enumerable.Range(0, summed.Length).Where(a => keep || !summed[a]).Select(a => summed[a] ? 1 : x.Shape[a])]);
        int first = Array.IndexOf(summed, true), last = Array.LastIndexOf(summed, true);
        if (first < 0) return x;
        if (summed.AsSpan()[first..(last + 1)].Contains(false))
        {
            int[] order = [.. Enumerable.Range(0, summed.Length).OrderBy(a => summed[a])];
            int count = summed.Count(s => s);
            return Sum(x.Transpose(order), [.. Enumerable.Range(summed.Length - count, count)], keep: false).Reshape(kept);
        }
        int outer = x.Shape.Range(0, first).Size, n = x.Shape.Range(first, last + 1).Size, inner = x.Shape.Range(last + 1, summed.Length).Size;
        var to = new T[outer * inner];
        for (int o = 0; o < outer; o++)
        {
            var from = x.AsSpan().Slice(o * n * inner, n * inner);
            if (inner == 1) to[o] = Row(from);
            else Columns(from, n, to.AsSpan(o * inner, inner));
        }
        return Tensor<T>.Own(kept, to);
    }

    public static T Row<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> chain = stackalloc T[Chains];
        chain.Clear();
        int i = 0;
        for (; i <= x.Length - Chains; i += Chains)
            for (int lane = 0; lane < Chains; lane += Vector<T>.Count)
                (new Vector<T>(chain[lane..]) + new Vector<T>(x[(i + lane)..])).CopyTo(chain[lane..]);
        for (; i < x.Length; i++) chain[i % Chains] += x[i];
        return Tree(chain);
    }

    public static T Tree<T>(Span<T> chain) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int half = Chains / 2; half > 0; half /= 2)
            for (int lane = 0; lane < half; lane++)
                chain[lane] += chain[lane + half];
        return chain[0];
    }

    private static void Columns<T>(ReadOnlySpan<T> x, int n, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = to.Length;
        var chains = new T[Chains * columns];
        for (int i = 0; i < n; i++) AddTo(chains.AsSpan(i % Chains * columns, columns), x.Slice(i * columns, columns));
        for (int half = Chains / 2; half > 0; half /= 2)
            AddTo(chains.AsSpan(0, half * columns), chains.AsSpan(half * columns, half * columns));
        chains.AsSpan(0, columns).CopyTo(to);
    }

    private static void AddTo<T>(Span<T> sum, ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= sum.Length - Vector<T>.Count; i += Vector<T>.Count) (new Vector<T>(sum[i..]) + new Vector<T>(x[i..])).CopyTo(sum[i..]);
        for (; i < sum.Length; i++) sum[i] += x[i];
    }

    public static Tensor<T> Max<T>(Tensor<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Along(x, axis, static (from, start, n, step) => from[start + Largest(from, start, n, step) * step]);

    public static Tensor<T> ArgMax<T>(Tensor<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Along(x, axis, static (from, start, n, step) => T.CreateChecked(Largest(from, start, n, step)));

    public static bool IsFinite<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var value in x)
            if (!T.IsFinite(value)) return false;
        return true;
    }

    private delegate T Line<T>(ReadOnlySpan<T> from, int start, int n, int step);

    private static Tensor<T> Along<T>(Tensor<T> x, int axis, Line<T> line) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = x.Shape[axis], inner = x.Shape.Range(axis + 1, x.Shape.Rank).Size;
        if (n == 0) throw new ShapeException(Sentence.Of($"Tensor {x.Shape}: axis {axis} is empty and has no largest element."));
        var to = new T[x.Shape.Size / n];
        for (int place = 0; place < to.Length; place++) to[place] = line(x.AsSpan(), place / inner * n * inner + place % inner, n, inner);
        return Tensor<T>.Own(x.Shape.Without(axis), to);
    }

    /// <summary>The place of the first largest of n numbers; the first NaN, if there is one.</summary>
    private static int Largest<T>(ReadOnlySpan<T> from, int start, int n, int step) where T : unmanaged, IBinaryFloatingPointIeee754<T>
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
