using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>Σxy in double: the product of element i goes to chain i mod 16, and the chains are added as a tree 16→8→4→2→1.</summary>
internal static class DotProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<double> low = default, high = default;
        int i = 0;
        for (; i <= x.Length - Reduction.Chains; i += Reduction.Chains)
        {
            var (x1, x2) = GradientSpans.Sixteen(x[i..]);
            var (y1, y2) = GradientSpans.Sixteen(y[i..]);
            low += x1 * y1;
            high += x2 * y2;
        }
        Span<double> chains = stackalloc double[Reduction.Chains];
        low.CopyTo(chains);
        high.CopyTo(chains[8..]);
        for (int chain = 0; i < x.Length; i++, chain++) chains[chain] += double.CreateTruncating(x[i]) * double.CreateTruncating(y[i]);
        return Reduction.Tree(chains);
    }
}
