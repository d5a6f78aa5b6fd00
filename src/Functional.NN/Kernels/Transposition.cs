using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Kernels;

/// <summary>The transpose of a matrix whose rows lie apart: to[column·toStep + row] = from[row·fromStep + column].</summary>
/// <remarks>
/// A strip has as many rows as a vector has lanes, and is turned a small square's side of columns at a time: each register takes 128 bits from
/// every fourth row (every second of <c>double</c>s), so that each of its 128-bit parts belongs to one square, and all squares turn at once.
/// </remarks>
internal static unsafe class Transposition
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose<T>(T* from, nint fromStep, T* to, nint toStep, int rows, int columns) where T : unmanaged
    {
        int side = !Sse2.IsSupported ? 1 : 16 / sizeof(T), strip = Avx512F.IsSupported ? 64 / sizeof(T) : Avx.IsSupported ? 32 / sizeof(T) : side;
        int wholeColumns = side == 1 ? 0 : columns - columns % side, row = 0;
        for (int height = strip; height >= side && side > 1; height = height > side ? side : 0)
            for (; row <= rows - height; row += height)
                Strip(from + row * fromStep, fromStep, to + row, toStep, height, wholeColumns);
        for (int r = 0; r < rows; r++)
            for (int c = r < row ? wholeColumns : 0; c < columns; c++)
                to[c * toStep + r] = from[r * fromStep + c];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip<T>(T* from, nint fromStep, T* to, nint toStep, int height, int columns) where T : unmanaged
    {
        bool single = sizeof(T) == sizeof(float);
        if (height * sizeof(T) == 64 && single) Sixteen((float*)from, fromStep, (float*)to, toStep, columns);
        else if (height * sizeof(T) == 64) Eight((double*)from, fromStep, (double*)to, toStep, columns);
        else if (height * sizeof(T) == 32 && single) Eight((float*)from, fromStep, (float*)to, toStep, columns);
        else if (height * sizeof(T) == 32) Four((double*)from, fromStep, (double*)to, toStep, columns);
        else if (single) Four((float*)from, fromStep, (float*)to, toStep, columns);
        else Two((double*)from, fromStep, (double*)to, toStep, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sixteen(float* from, nint step, float* to, nint toStep, int columns)
    {
        for (int column = 0; column < columns; column += 4, from += 4, to += 4 * toStep)
        {
            Vector512<float> a = Quarters(from, 4 * step), b = Quarters(from + step, 4 * step);
            Vector512<float> c = Quarters(from + 2 * step, 4 * step), d = Quarters(from + 3 * step, 4 * step);
            Vector512<float> ab = Avx512F.UnpackLow(a, b), abHigh = Avx512F.UnpackHigh(a, b), cd = Avx512F.UnpackLow(c, d), cdHigh = Avx512F.UnpackHigh(c, d);
            // The rows of a quarter are neighbours only after this: quarter q holds the rows 4q … 4q + 3.
            Avx512F.Store(to, Avx512F.Shuffle(ab, cd, 0b01_00_01_00));
            Avx512F.Store(to + toStep, Avx512F.Shuffle(ab, cd, 0b11_10_11_10));
            Avx512F.Store(to + 2 * toStep, Avx512F.Shuffle(abHigh, cdHigh, 0b01_00_01_00));
            Avx512F.Store(to + 3 * toStep, Avx512F.Shuffle(abHigh, cdHigh, 0b11_10_11_10));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(double* from, nint step, double* to, nint toStep, int columns)
    {
        for (int column = 0; column < columns; column += 2, from += 2, to += 2 * toStep)
        {
            Vector512<double> a = Quarters((float*)from, 4 * step).AsDouble(), b = Quarters((float*)(from + step), 4 * step).AsDouble();
            Avx512F.Store(to, Avx512F.UnpackLow(a, b));
            Avx512F.Store(to + toStep, Avx512F.UnpackHigh(a, b));
        }
    }

    /// <summary>Four times 128 bits, each a step (counted in floats) after the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quarters(float* from, nint step)
    {
        var first = Vector512.Create(Vector256.Create(Sse.LoadVector128(from), Sse.LoadVector128(from + step)), default);
        return Avx512F.InsertVector128(Avx512F.InsertVector128(first, Sse.LoadVector128(from + 2 * step), 2), Sse.LoadVector128(from + 3 * step), 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(float* from, nint step, float* to, nint toStep, int columns)
    {
        for (int column = 0; column < columns; column += 4, from += 4, to += 4 * toStep)
        {
            Vector256<float> a = Halves(from, 4 * step), b = Halves(from + step, 4 * step), c = Halves(from + 2 * step, 4 * step), d = Halves(from + 3 * step, 4 * step);
            Vector256<float> ab = Avx.UnpackLow(a, b), abHigh = Avx.UnpackHigh(a, b), cd = Avx.UnpackLow(c, d), cdHigh = Avx.UnpackHigh(c, d);
            Avx.Store(to, Avx.Shuffle(ab, cd, 0b01_00_01_00));
            Avx.Store(to + toStep, Avx.Shuffle(ab, cd, 0b11_10_11_10));
            Avx.Store(to + 2 * toStep, Avx.Shuffle(abHigh, cdHigh, 0b01_00_01_00));
            Avx.Store(to + 3 * toStep, Avx.Shuffle(abHigh, cdHigh, 0b11_10_11_10));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(double* from, nint step, double* to, nint toStep, int columns)
    {
        for (int column = 0; column < columns; column += 2, from += 2, to += 2 * toStep)
        {
            Vector256<double> a = Halves((float*)from, 4 * step).AsDouble(), b = Halves((float*)(from + step), 4 * step).AsDouble();
            Avx.Store(to, Avx.UnpackLow(a, b));
            Avx.Store(to + toStep, Avx.UnpackHigh(a, b));
        }
    }

    /// <summary>Two times 128 bits, the second a step (counted in floats) after the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* from, nint step) => Vector256.Create(Sse.LoadVector128(from), Sse.LoadVector128(from + step));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(float* from, nint step, float* to, nint toStep, int columns)
    {
        for (int column = 0; column < columns; column += 4, from += 4, to += 4 * toStep)
        {
            Vector128<float> a = Sse.LoadVector128(from), b = Sse.LoadVector128(from + step), c = Sse.LoadVector128(from + 2 * step), d = Sse.LoadVector128(from + 3 * step);
            Vector128<float> ab = Sse.UnpackLow(a, b), abHigh = Sse.UnpackHigh(a, b), cd = Sse.UnpackLow(c, d), cdHigh = Sse.UnpackHigh(c, d);
            Sse.Store(to, Sse.MoveLowToHigh(ab, cd));
            Sse.Store(to + toStep, Sse.MoveHighToLow(cd, ab));
            Sse.Store(to + 2 * toStep, Sse.MoveLowToHigh(abHigh, cdHigh));
            Sse.Store(to + 3 * toStep, Sse.MoveHighToLow(cdHigh, abHigh));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two(double* from, nint step, double* to, nint toStep, int columns)
    {
        for (int column = 0; column < columns; column += 2, from += 2, to += 2 * toStep)
        {
            Vector128<double> a = Sse2.LoadVector128(from), b = Sse2.LoadVector128(from + step);
            Sse2.Store(to, Sse2.UnpackLow(a, b));
            Sse2.Store(to + toStep, Sse2.UnpackHigh(a, b));
        }
    }
}
