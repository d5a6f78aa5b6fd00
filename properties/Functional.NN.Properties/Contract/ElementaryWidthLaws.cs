using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Kernels;

namespace Functional.NN.Properties.Contract;

/// <summary>Elementary functions by vectors of any width have the bits of one number at a time, at any bits a number can have.</summary>
public unsafe class ElementaryWidthLaws
{
    private static readonly Gen<(RandomKey Key, int Count)> Cases = from key in Draw.Key from count in Lengths.Any select (key, count);

    [Fact]
    public void They_are_the_same_by_vectors_of_any_width() => Law.Holds(Cases, c =>
    {
        double[] doubles = [.. Enumerable.Range(0, c.Count).Select(i => c.Key.Bits(i)).Select((bits, i) => i % 3 == 0 ? BitConverter.UInt64BitsToDouble(bits) : ((long)bits >> 11) / (double)(1L << 49))];
        float[] floats = [.. Enumerable.Range(0, c.Count).Select(i => c.Key.Bits(i)).Select((bits, i) => i % 3 == 0 ? BitConverter.UInt32BitsToSingle((uint)bits) : ((int)bits >> 5) / (float)(1 << 22))];
        Agrees<Elementwise.Exp<double>>(doubles, floats);
        Agrees<Elementwise.Expm1<double>>(doubles, floats);
        Agrees<Elementwise.Log<double>>(doubles, floats);
        Agrees<Elementwise.Log1p<double>>(doubles, floats);
        Agrees<Elementwise.Tanh<double>>(doubles, floats);
        Agrees<Elementwise.TanhShrink<double>>(doubles, floats);
        Agrees<Elementwise.Sigmoid<double>>(doubles, floats);
        Agrees<Elementwise.Softplus<double>>(doubles, floats);
        Agrees<Elementwise.Erf<double>>(doubles, floats);
        Agrees<Elementwise.Erfc<double>>(doubles, floats);
        Agrees<Elementwise.Sin<double>>(doubles, floats);
        Agrees<Elementwise.Cos<double>>(doubles, floats);
        Agrees<Elementwise.Atan<double>>(doubles, floats);
    });

    private static void Agrees<TFunction>(double[] doubles, float[] floats) where TFunction : struct, IElementary
    {
        Widths<double, TFunction>(doubles);
        Widths<float, TFunction>(floats);
    }

    private static void Widths<T, TFunction>(T[] x) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IElementary
    {
        T[] one = By<T, TFunction, OneDouble>(x);
        if (Avx2.IsSupported && Fma.IsSupported) SameBits.Assert<T>(one, By<T, TFunction, FourDoubles>(x), $"{typeof(TFunction).Name}, four at a time");
        if (Avx512F.IsSupported && Vector512.IsHardwareAccelerated) SameBits.Assert<T>(one, By<T, TFunction, EightDoubles>(x), $"{typeof(TFunction).Name}, eight at a time");
        var chosen = new T[x.Length];
        ElementaryMap.Map<T, TFunction>(x, chosen);
        SameBits.Assert<T>(one, chosen, $"{typeof(TFunction).Name}, as chosen");
    }

    private static T[] By<T, TFunction, TReal>(T[] x) where T : unmanaged where TFunction : struct, IElementary where TReal : unmanaged, IDoubles<TReal>
    {
        var y = new T[x.Length];
        fixed (T* from = x, to = y) ElementaryMap.All<T, TFunction, TReal>(from, to, x.Length);
        return y;
    }
}
