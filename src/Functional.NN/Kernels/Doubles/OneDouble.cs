using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>One double: what the functions of a single number are computed with, and all of them where there are no vectors with fused multiply-add.</summary>
internal readonly struct OneDouble(double value) : IDoubles<OneDouble>
{
    public double Value { get; } = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator OneDouble(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble operator +(OneDouble x, OneDouble y) => new(x.Value + y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble operator -(OneDouble x, OneDouble y) => new(x.Value - y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble operator *(OneDouble x, OneDouble y) => new(x.Value * y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble operator /(OneDouble x, OneDouble y) => new(x.Value / y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble operator -(OneDouble x) => new(-x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble MultiplyAdd(OneDouble x, OneDouble y, OneDouble z) => new(Math.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble Abs(OneDouble x) => new(Math.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble SquareRoot(OneDouble x) => new(Math.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble CopySign(OneDouble x, OneDouble sign) => new(Math.CopySign(x.Value, sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble WhereLess(OneDouble x, OneDouble y, OneDouble a, OneDouble b) => x.Value < y.Value ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble WhereAtMost(OneDouble x, OneDouble y, OneDouble a, OneDouble b) => x.Value <= y.Value ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble WhereEqual(OneDouble x, OneDouble y, OneDouble a, OneDouble b) => x.Value == y.Value ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble AddBits(OneDouble x, OneDouble y) => OfBits(x.Bits + y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble SubtractBits(OneDouble x, OneDouble y) => OfBits(x.Bits - y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble ExclusiveOr(OneDouble x, OneDouble y) => OfBits(x.Bits ^ y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble And(OneDouble x, OneDouble y) => OfBits(x.Bits & y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble ShiftBitsLeft(OneDouble x, int count) => OfBits(x.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneDouble ShiftBitsRight(OneDouble x, int count) => OfBits(x.Bits >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllAtMost(OneDouble x, OneDouble y) => x.Value <= y.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe OneDouble Load<T>(T* from) where T : unmanaged => new(typeof(T) == typeof(float) ? *(float*)from : *(double*)from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store<T>(OneDouble x, T* to) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) *(float*)to = (float)x.Value;
        else *(double*)to = x.Value;
    }

    private ulong Bits => BitConverter.DoubleToUInt64Bits(Value);

    private static OneDouble OfBits(ulong bits) => new(BitConverter.UInt64BitsToDouble(bits));
}
