using System.Numerics;

namespace Functional.NN.References;

/// <summary>The one order of sums: sixteen chains from +0, then a tree 16 → 8 → 4 → 2 → 1.</summary>
internal static class SumReference
{
    public const int Chains = 16;

    /// <summary>Element i to chain i mod 16, then the tree.</summary>
    public static T Of<T>(IEnumerable<T> numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var chains = new T[Chains];
        int i = 0;
        foreach (var number in numbers) chains[i++ % Chains] += number;
        return Tree(chains);
    }

    /// <summary>Chain l and l + 8, then l and l + 4, l + 2, l + 1.</summary>
    public static T Tree<T>(ReadOnlySpan<T> chains) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] sums = chains.ToArray();
        for (int half = Chains / 2; half > 0; half /= 2)
            for (int l = 0; l < half; l++) sums[l] += sums[l + half];
        return sums[0];
    }

    /// <summary>The sum over some axes. Chain = place along the first neighbouring axes summed, mod 16; a chain ascends over (that place div 16, the other axes summed).</summary>
    public static Tensor<T> Along<T>(Tensor<T> x, int[] axes) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Along(x, axes, Of);

    /// <summary>As <see cref="Along{T}(Tensor{T}, int[])"/>, with the numbers of each sum, in the order of <see cref="Of{T}"/>, added up in another way. A chain without a place in the last block gets +0, which changes none.</summary>
    public static Tensor<T> Along<T>(Tensor<T> x, int[] axes, Func<IEnumerable<T>, T> sum) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rank = x.Shape.Rank;
        int[] summed = [.. axes.Select(axis => x.Shape.Axis(axis)).Order()], kept = [.. Enumerable.Range(0, rank).Except(summed)];
        int[] first = [.. summed.TakeWhile((axis, i) => axis == summed[0] + i)], others = [.. summed.Skip(first.Length)];
        int[][] alongFirst = [.. NaiveTensors.Indices(Part(x.Shape, first))], alongOthers = [.. NaiveTensors.Indices(Part(x.Shape, others))];
        return NaiveTensors.Build(Part(x.Shape, kept), outer => sum(
            from block in alongFirst.Chunk(Chains)
            from other in alongOthers
            from lane in Enumerable.Range(0, Chains)
            select lane < block.Length ? x[Join(rank, kept, outer, [.. first, .. others], [.. block[lane], .. other])] : T.Zero));
    }

    private static Shape Part(Shape shape, int[] axes) => Shape.Of([.. axes.Select(axis => shape[axis])]);

    private static int[] Join(int rank, int[] kept, int[] outer, int[] summed, int[] inner)
    {
        var index = new int[rank];
        for (int i = 0; i < kept.Length; i++) index[kept[i]] = outer[i];
        for (int i = 0; i < summed.Length; i++) index[summed[i]] = inner[i];
        return index;
    }
}
