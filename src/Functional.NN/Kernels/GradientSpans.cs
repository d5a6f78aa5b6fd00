using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>
/// The spans in which the norm of a θ-shaped vector is taken: each block is read as a matrix, its first axis against the others; a span is as many whole rows as have
/// at most 4096 numbers, one row at least. In a span the squares are summed in double in the order of <see cref="Reduction"/>; then the spans, in theirs.
/// So whoever computes some spans of a gradient can sum their squares while they are at hand, and the bits do not depend on who did.
/// </summary>
internal static class GradientSpans
{
    private const int Most = 4096;

    /// <summary>Rows of a block in a span.</summary>
    public static int Rows(Shape block) => block.Rank == 0 ? 1 : Math.Max(1, Most / Math.Max(1, block.Sample.Size));

    /// <summary>Numbers of a block in a span.</summary>
    public static int Length(Shape block) => block.Rank == 0 ? 1 : Rows(block) * Math.Max(1, block.Sample.Size);

    /// <summary>The number of the first span of each block, and of all spans at last.</summary>
    public static int[] Starts(ParameterLayout layout)
    {
        var starts = new int[layout.Count + 1];
        for (int i = 0; i < layout.Count; i++) starts[i + 1] = starts[i] + (layout[i].Shape.Size + Length(layout[i].Shape) - 1) / Length(layout[i].Shape);
        return starts;
    }

    /// <summary>√Σx² of a vector of a layout.</summary>
    public static double Norm<T>(ParameterLayout layout, ReadOnlySpan<T> vector) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] starts = Starts(layout);
        var sums = new double[starts[^1]];
        for (int i = 0; i < layout.Count; i++)
            Squares(vector.Slice(layout[i].Start, layout[i].Shape.Size), Length(layout[i].Shape), sums.AsSpan(starts[i]));
        return Norm(sums);
    }

    /// <summary>√ of the sum of the spans' sums.</summary>
    public static double Norm(ReadOnlySpan<double> sums) => Math.Sqrt(Reduction.Row(sums));

    /// <summary>Σx² of each span of some neighbouring ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Squares<T>(ReadOnlySpan<T> x, int span, Span<double> sums) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int start = 0, at = 0; start < x.Length; start += span, at++) sums[at] = Squares(x.Slice(start, Math.Min(span, x.Length - start)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Squares<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<double> low = default, high = default;
        int i = 0;
        for (; i <= x.Length - Reduction.Chains; i += Reduction.Chains)
        {
            var (a, b) = Sixteen(x[i..]);
            low += a * a;
            high += b * b;
        }
        Span<double> chains = stackalloc double[Reduction.Chains];
        low.CopyTo(chains);
        high.CopyTo(chains[8..]);
        for (int chain = 0; i < x.Length; i++, chain++)
        {
            double value = double.CreateTruncating(x[i]);
            chains[chain] += value * value;
        }
        return Reduction.Tree(chains);
    }

    /// <summary>Sixteen numbers in double.</summary>
    public static (Vector512<double> Low, Vector512<double> High) Sixteen<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double)
            ? (Vector512.Create(x).AsDouble(), Vector512.Create(x[8..]).AsDouble())
            : Vector512.Widen(Vector512.Create(x).AsSingle());
}
