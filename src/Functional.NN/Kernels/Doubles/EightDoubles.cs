using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Kernels;

/// <summary>Eight doubles in a vector of AVX-512.</summary>
internal readonly struct EightDoubles(Vector512<double> lanes) : IDoubles<EightDoubles>
{
    private readonly Vector512<double> lanes = lanes;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator EightDoubles(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles operator +(EightDoubles x, EightDoubles y) => new(x.lanes + y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles operator -(EightDoubles x, EightDoubles y) => new(x.lanes - y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles operator *(EightDoubles x, EightDoubles y) => new(x.lanes * y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles operator /(EightDoubles x, EightDoubles y) => new(x.lanes / y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles operator -(EightDoubles x) => new(-x.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles MultiplyAdd(EightDoubles x, EightDoubles y, EightDoubles z) => new(Vector512.FusedMultiplyAdd(x.lanes, y.lanes, z.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles Abs(EightDoubles x) => new(Vector512.Abs(x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles SquareRoot(EightDoubles x) => new(Vector512.Sqrt(x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles CopySign(EightDoubles x, EightDoubles sign) => new(Vector512.ConditionalSelect(Vector512.Create(-0.0), sign.lanes, x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles WhereLess(EightDoubles x, EightDoubles y, EightDoubles a, EightDoubles b) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(x.lanes, y.lanes), a.lanes, b.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles WhereAtMost(EightDoubles x, EightDoubles y, EightDoubles a, EightDoubles b) =>
        new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x.lanes, y.lanes), a.lanes, b.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles WhereEqual(EightDoubles x, EightDoubles y, EightDoubles a, EightDoubles b) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(x.lanes, y.lanes), a.lanes, b.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles AddBits(EightDoubles x, EightDoubles y) => new((x.lanes.AsUInt64() + y.lanes.AsUInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles SubtractBits(EightDoubles x, EightDoubles y) => new((x.lanes.AsUInt64() - y.lanes.AsUInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles ExclusiveOr(EightDoubles x, EightDoubles y) => new(x.lanes ^ y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles And(EightDoubles x, EightDoubles y) => new(x.lanes & y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles ShiftBitsLeft(EightDoubles x, int count) => new((x.lanes.AsUInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightDoubles ShiftBitsRight(EightDoubles x, int count) => new((x.lanes.AsUInt64() >>> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllAtMost(EightDoubles x, EightDoubles y) => Vector512.LessThanOrEqualAll(x.lanes, y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe EightDoubles Load<T>(T* from) where T : unmanaged =>
        new(typeof(T) == typeof(float) ? Avx512F.ConvertToVector512Double(Vector256.Load((float*)from)) : Vector512.Load((double*)from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store<T>(EightDoubles x, T* to) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) Avx512F.ConvertToVector256Single(x.lanes).Store((float*)to);
        else x.lanes.Store((double*)to);
    }
}
