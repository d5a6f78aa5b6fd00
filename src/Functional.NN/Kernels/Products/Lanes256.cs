using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Kernels.Products;

/// <summary>The vectors of AVX; there are 16 registers.</summary>
internal readonly unsafe struct Lanes256<T> : ITileLanes<T, Vector256<T>> where T : unmanaged
{
    public static int MostRows => 12;

    public static int MostRowsOfTwo => 6;

    public static int MostPages => 24;

    public static int MostHalfPages => 512;

    public static bool HasMasks => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> All(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* from) => Vector256.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> value, T* to) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> x, Vector256<T> y, Vector256<T> z) =>
        typeof(T) == typeof(float)
            ? Vector256.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector256.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> First(int lanes) =>
        typeof(T) == typeof(float)
            ? Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(lanes)).As<int, T>()
            : Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)lanes)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadSome(T* from, Vector256<T> mask) =>
        typeof(T) == typeof(float)
            ? Avx.MaskLoad((float*)from, mask.AsSingle()).As<float, T>()
            : Avx.MaskLoad((double*)from, mask.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSome(Vector256<T> value, T* to, Vector256<T> mask)
    {
        if (typeof(T) == typeof(float)) Avx.MaskStore((float*)to, mask.AsSingle(), value.AsSingle());
        else Avx.MaskStore((double*)to, mask.AsDouble(), value.AsDouble());
    }
}
