using System.Numerics;

namespace Functional.NN.Tests.Tensors;

/// <summary>Slow, plain twins of what tensors do: the written-down orders, element by element.</summary>
internal static class NaiveTensors
{
    public static Tensor<T> Build<T>(Shape shape, Func<int[], T> element) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Tensor.Of(shape, Indices(shape).Select(element));

    /// <summary>All indices of a shape in row-major order.</summary>
    public static IEnumerable<int[]> Indices(Shape shape)
    {
        for (int place = 0; place < shape.Size; place++)
        {
            var index = new int[shape.Rank];
            for (int axis = shape.Rank - 1, rest = place; axis >= 0; rest /= shape[axis--]) index[axis] = rest % shape[axis];
            yield return index;
        }
    }

    /// <summary>The element that broadcasting reads at an index of the larger shape.</summary>
    public static T At<T>(Tensor<T> x, int[] index) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lead = index.Length - x.Shape.Rank;
        return x[[.. Enumerable.Range(0, x.Shape.Rank).Select(axis => x.Shape[axis] == 1 ? 0 : index[lead + axis])]];
    }

    /// <summary>Sixteen chains, element i to chain i mod 16, then 16→8→4→2→1.</summary>
    public static T SumOf<T>(IEnumerable<T> numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var chains = new T[16];
        int i = 0;
        foreach (var number in numbers) chains[i++ % 16] += number;
        for (int half = 8; half > 0; half /= 2)
            for (int l = 0; l < half; l++) chains[l] += chains[l + half];
        return chains[0];
    }

    /// <summary>Sixteen chains, then the tree. Chain = place along the first neighbouring axes summed, mod 16; a chain ascends over (that place div 16, the other axes summed).</summary>
    public static Tensor<T> Sum<T>(Tensor<T> x, int[] axes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] kept = [.. Enumerable.Range(0, x.Shape.Rank).Except(axes)], summed = [.. axes.Order()];
        int[] first = [.. summed.TakeWhile((axis, i) => axis == summed[0] + i)], others = [.. summed.Skip(first.Length)];
        var alongFirst = Indices(Shape.Of([.. first.Select(a => x.Shape[a])])).ToArray();
        return Build(Shape.Of([.. kept.Select(a => x.Shape[a])]), outer =>
        {
            var chains = new T[16];
            for (int block = 0; block < alongFirst.Length; block += 16)
                foreach (int[] other in Indices(Shape.Of([.. others.Select(a => x.Shape[a])])))
                    for (int i = block; i < Math.Min(block + 16, alongFirst.Length); i++)
                        chains[i - block] += x[Join(x.Shape.Rank, kept, outer, [.. first, .. others], [.. alongFirst[i], .. other])];
            return SumOf(chains);
        });
    }

    /// <summary>One chain of fused multiply-adds over ascending k, started at +0.</summary>
    public static Tensor<T> Product<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Build(Shape.Of(a.Shape[0], b.Shape[1]), at =>
        {
            var c = T.Zero;
            for (int k = 0; k < a.Shape[1]; k++) c = T.FusedMultiplyAdd(a[at[0], k], b[k, at[1]], c);
            return c;
        });

    private static int[] Join(int rank, int[] kept, int[] outer, int[] summed, int[] inner)
    {
        var index = new int[rank];
        for (int i = 0; i < kept.Length; i++) index[kept[i]] = outer[i];
        for (int i = 0; i < summed.Length; i++) index[summed[i]] = inner[i];
        return index;
    }
}
