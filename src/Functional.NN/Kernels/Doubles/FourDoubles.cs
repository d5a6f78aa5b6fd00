using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Kernels;

/// <summary>Four doubles in a vector of AVX2 with fused multiply-add.</summary>
internal readonly struct FourDoubles(Vector256<double> lanes) : IDoubles<FourDoubles>
{
    private readonly Vector256<double> lanes = lanes;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator FourDoubles(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator +(FourDoubles x, FourDoubles y) => new(x.lanes + y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator -(FourDoubles x, FourDoubles y) => new(x.lanes - y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator *(FourDoubles x, FourDoubles y) => new(x.lanes * y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator /(FourDoubles x, FourDoubles y) => new(x.lanes / y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator -(FourDoubles x) => new(-x.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles MultiplyAdd(FourDoubles x, FourDoubles y, FourDoubles z) => new(Vector256.FusedMultiplyAdd(x.lanes, y.lanes, z.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles Abs(FourDoubles x) => new(Vector256.Abs(x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles SquareRoot(FourDoubles x) => new(Vector256.Sqrt(x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles CopySign(FourDoubles x, FourDoubles sign) => new(Vector256.ConditionalSelect(Vector256.Create(-0.0), sign.lanes, x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles WhereLess(FourDoubles x, FourDoubles y, FourDoubles a, FourDoubles b) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(x.lanes, y.lanes), a.lanes, b.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles WhereAtMost(FourDoubles x, FourDoubles y, FourDoubles a, FourDoubles b) =>
        new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(x.lanes, y.lanes), a.lanes, b.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles WhereEqual(FourDoubles x, FourDoubles y, FourDoubles a, FourDoubles b) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(x.lanes, y.lanes), a.lanes, b.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles AddBits(FourDoubles x, FourDoubles y) => new((x.lanes.AsUInt64() + y.lanes.AsUInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles SubtractBits(FourDoubles x, FourDoubles y) => new((x.lanes.AsUInt64() - y.lanes.AsUInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles ExclusiveOr(FourDoubles x, FourDoubles y) => new(x.lanes ^ y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles And(FourDoubles x, FourDoubles y) => new(x.lanes & y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles ShiftBitsLeft(FourDoubles x, int count) => new((x.lanes.AsUInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles ShiftBitsRight(FourDoubles x, int count) => new((x.lanes.AsUInt64() >>> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllAtMost(FourDoubles x, FourDoubles y) => Vector256.LessThanOrEqualAll(x.lanes, y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe FourDoubles Load<T>(T* from) where T : unmanaged =>
        new(typeof(T) == typeof(float) ? Avx.ConvertToVector256Double(Vector128.Load((float*)from)) : Vector256.Load((double*)from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store<T>(FourDoubles x, T* to) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) Avx.ConvertToVector128Single(x.lanes).Store((float*)to);
        else x.lanes.Store((double*)to);
    }
}
