using System.Runtime.InteropServices;

namespace Functional.NN.Providers;

/// <summary>The two products of a BLAS with the C interface, with sizes of 32 bits.</summary>
internal sealed unsafe class CBlas(NativeCode code)
{
    private const int ByRows = 101, AsItIs = 111, Transposed = 112;

    private readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _float =
        (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)code.Function("cblas_sgemm");

    private readonly delegate* unmanaged<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void> _double =
        (delegate* unmanaged<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void>)code.Function("cblas_dgemm");

    /// <summary>C = A·B or C += A·B by rows, as <see cref="Backend.Product"/>.</summary>
    public void Multiply<T>(ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int k, int n, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (flagA, flagB) = (transposeA ? Transposed : AsItIs, transposeB ? Transposed : AsItIs);
        var (stepA, stepB, beta) = (transposeA ? m : k, transposeB ? k : n, accumulate ? 1 : 0);
        fixed (T* pa = a, pb = b, pc = c)
        {
            if (typeof(T) == typeof(float)) _float(ByRows, flagA, flagB, m, n, k, 1, (float*)pa, stepA, (float*)pb, stepB, beta, (float*)pc, n);
            else if (typeof(T) == typeof(double)) _double(ByRows, flagA, flagB, m, n, k, 1, (double*)pa, stepA, (double*)pb, stepB, beta, (double*)pc, n);
            else throw new BackendException($"{code.Product.Product} multiplies float and double, not {typeof(T).Name}.");
        }
    }

    /// <summary>Text that a function without arguments hands out.</summary>
    public static string Text(nint function) => Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)function)()) ?? "";
}
