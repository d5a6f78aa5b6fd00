using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Kernels;

/// <summary>The transpose of a matrix whose rows lie apart: to[column·toStep + row] = from[row·fromStep + column].</summary>
internal static unsafe class Transposition
{
    private const int Block = 16;

    /// <remarks>In blocks of sixteen by sixteen, so that both sides stay in the cache, of small squares that are turned in registers.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose<T>(T* from, int fromStep, T* to, int toStep, int rows, int columns) where T : unmanaged
    {
        int square = !Sse2.IsSupported ? 1 : sizeof(T) == sizeof(float) ? 4 : 2;
        int wholeRows = rows - rows % square, wholeColumns = columns - columns % square;
        for (int r0 = 0; r0 < wholeRows; r0 += Block)
            for (int c0 = 0; c0 < wholeColumns; c0 += Block)
                for (int r = r0, rEnd = Math.Min(r0 + Block, wholeRows); r < rEnd; r += square)
                    for (int c = c0, cEnd = Math.Min(c0 + Block, wholeColumns); c < cEnd; c += square)
                    {
                        T* source = from + (nint)r * fromStep + c, target = to + (nint)c * toStep + r;
                        if (square == 4) Four((float*)source, fromStep, (float*)target, toStep);
                        else if (square == 2) Two((double*)source, fromStep, (double*)target, toStep);
                        else *target = *source;
                    }
        for (int r = 0; r < rows; r++)
            for (int c = r < wholeRows ? wholeColumns : 0; c < columns; c++)
                to[(nint)c * toStep + r] = from[(nint)r * fromStep + c];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(float* from, nint fromStep, float* to, nint toStep)
    {
        Vector128<float> a = Sse.LoadVector128(from), b = Sse.LoadVector128(from + fromStep);
        Vector128<float> c = Sse.LoadVector128(from + 2 * fromStep), d = Sse.LoadVector128(from + 3 * fromStep);
        Vector128<float> abLow = Sse.UnpackLow(a, b), abHigh = Sse.UnpackHigh(a, b), cdLow = Sse.UnpackLow(c, d), cdHigh = Sse.UnpackHigh(c, d);
        Sse.Store(to, Sse.MoveLowToHigh(abLow, cdLow));
        Sse.Store(to + toStep, Sse.MoveHighToLow(cdLow, abLow));
        Sse.Store(to + 2 * toStep, Sse.MoveLowToHigh(abHigh, cdHigh));
        Sse.Store(to + 3 * toStep, Sse.MoveHighToLow(cdHigh, abHigh));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Two(double* from, nint fromStep, double* to, nint toStep)
    {
        Vector128<double> a = Sse2.LoadVector128(from), b = Sse2.LoadVector128(from + fromStep);
        Sse2.Store(to, Sse2.UnpackLow(a, b));
        Sse2.Store(to + toStep, Sse2.UnpackHigh(a, b));
    }
}
