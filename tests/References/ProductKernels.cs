using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Functional.NN.Kernels;
using Functional.NN.Kernels.Products;

namespace Functional.NN.References;

/// <summary>C = A·B, or C += A·B, somehow.</summary>
internal unsafe delegate void ProductKernel<T>(T* a, T* b, T* c, in Steps steps, int m, int k, int n, bool accumulate) where T : unmanaged;

/// <summary>Every way this machine has to compute a product, by name: the one that is taken, and those that others take.</summary>
internal static unsafe class ProductKernels<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static IEnumerable<(string Name, ProductKernel<T> Run)> All =>
        [("as chosen", Chosen), .. ForEveryVector("whole", new Whole()), .. ForEveryVector("in small blocks", new SmallBlocks())];

    public static void Chosen(T* a, T* b, T* c, in Steps steps, int m, int k, int n, bool accumulate) =>
        MatrixProduct.Multiply(a, steps.RowOfA, steps.ColumnOfA, b, steps.RowOfB, c, steps.RowOfC, m, k, n, accumulate);

    private static IEnumerable<(string Name, ProductKernel<T> Run)> ForEveryVector(string how, IWay way)
    {
        if (Vector512.IsHardwareAccelerated) yield return ($"{how}, 512 bits", way.Kernel<Vector512<T>, Lanes512<T>>());
        if (Fma.IsSupported) yield return ($"{how}, 256 bits", way.Kernel<Vector256<T>, Lanes256<T>>());
        if (Vector128.IsHardwareAccelerated) yield return ($"{how}, 128 bits", way.Kernel<Vector128<T>, Lanes128<T>>());
        yield return ($"{how}, one by one", way.Kernel<T, SingleLane<T>>());
    }

    private interface IWay
    {
        ProductKernel<T> Kernel<TVector, TLanes>() where TVector : unmanaged where TLanes : struct, ITileLanes<T, TVector>;
    }

    private sealed class Whole : IWay
    {
        public ProductKernel<T> Kernel<TVector, TLanes>() where TVector : unmanaged where TLanes : struct, ITileLanes<T, TVector> =>
            Rectangle<T, TVector, TLanes>.Run;
    }

    private sealed class SmallBlocks : IWay
    {
        public ProductKernel<T> Kernel<TVector, TLanes>() where TVector : unmanaged where TLanes : struct, ITileLanes<T, TVector> =>
            static (T* a, T* b, T* c, in Steps steps, int m, int k, int n, bool accumulate) =>
            {
                if (k == 0) Rectangle<T, TVector, TLanes>.Run(a, b, c, steps, m, k, n, accumulate);
                else Blocks<T, TVector, TLanes>.Run(a, b, c, steps, m, k, n, accumulate, height: 9, depth: 6, width: 2 * Rectangle<T, TVector, TLanes>.Columns);
            };
    }
}
