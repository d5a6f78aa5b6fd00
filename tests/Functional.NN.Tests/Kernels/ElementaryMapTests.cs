using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Functional.NN.Kernels;

namespace Functional.NN.Tests.Kernels;

/// <summary>Functions over vectors give the bits of the functions of one number, whatever the width, the length and the place.</summary>
public sealed class ElementaryMapTests
{
    private static readonly Dictionary<string, ICase> Cases = new()
    {
        ["exp"] = new Case<Elementwise.Exp<double>>(Elementary.Exp, Elementary.Exp),
        ["expm1"] = new Case<Elementwise.Expm1<double>>(Elementary.Expm1, Elementary.Expm1),
        ["log"] = new Case<Elementwise.Log<double>>(Elementary.Log, Elementary.Log),
        ["log1p"] = new Case<Elementwise.Log1p<double>>(Elementary.Log1p, Elementary.Log1p),
        ["tanh"] = new Case<Elementwise.Tanh<double>>(Elementary.Tanh, Elementary.Tanh),
        ["tanh shrink"] = new Case<Elementwise.TanhShrink<double>>(Elementary.TanhShrink, Elementary.TanhShrink),
        ["sigmoid"] = new Case<Elementwise.Sigmoid<double>>(Elementary.Sigmoid, Elementary.Sigmoid),
        ["softplus"] = new Case<Elementwise.Softplus<double>>(Elementary.Softplus, Elementary.Softplus),
        ["erf"] = new Case<Elementwise.Erf<double>>(Elementary.Erf, Elementary.Erf),
        ["erfc"] = new Case<Elementwise.Erfc<double>>(Elementary.Erfc, Elementary.Erfc),
        ["sin"] = new Case<Elementwise.Sin<double>>(Elementary.Sin, Elementary.Sin),
        ["cos"] = new Case<Elementwise.Cos<double>>(Elementary.Cos, Elementary.Cos),
        ["atan"] = new Case<Elementwise.Atan<double>>(Elementary.Atan, Elementary.Atan),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static readonly double[] Special =
    [
        0.0, -0.0, 1, -1, double.NaN, -double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon,
        2.2250738585072014E-308, 0.5, -0.5, 709.7, 709.8, -708.4, -745.2, -20, 28, 1048576, 1048577, 6.5, BitConverter.Int64BitsToDouble(0x7FF0000000000001),
    ];

    /// <summary>Special numbers, every exponent with both signs, any bits, and numbers of everyday size; large and small are neighbours.</summary>
    private static readonly double[] Arguments =
    [
        .. Special,
        .. Enumerable.Range(-1074, 2098).SelectMany(n => new[] { Math.ScaleB(1.0, n), -1.618 * Math.ScaleB(1.0, n) }),
        .. Samples.Words(201, 5000).Select(BitConverter.UInt64BitsToDouble),
        .. Samples.Uniform(202, -20, 20, 5000), .. Samples.Uniform(203, -2, 2, 5000), .. Samples.Logarithmic(204, 1e-9, 1e9, 5000).OfBothSigns(),
    ];

    /// <summary>Every so many floats of all there are; fewer where fused multiply-add is slow, and all lanes are single numbers anyway.</summary>
    private static int Stride => Fma.IsSupported ? 4093 : 16 * 4093;

    [Theory, MemberData(nameof(Names))]
    public void Vectors_of_any_width_give_the_bits_of_single_numbers(string name)
    {
        Cases[name].AgreesWithOne(Arguments);
        Cases[name].AgreesWithOne([.. Arguments.Select(x => (float)x)]);
    }

    [Theory, MemberData(nameof(Names))]
    public void Vectors_give_the_bits_of_single_numbers_over_the_range_of_float(string name)
    {
        var floats = new List<float>();
        for (long bits = 0; bits <= uint.MaxValue; bits += Stride) floats.Add(BitConverter.UInt32BitsToSingle((uint)bits));
        Cases[name].AgreesWithOne([.. floats]);
    }

    [Theory, MemberData(nameof(Names))]
    public void Neither_length_nor_place_changes_a_bit(string name)
    {
        for (int length = 0; length <= 256; length++)
        {
            var x = Samples.Uniform((ulong)length, -9, 9, length).ToArray();
            Cases[name].AgreesInPlace(x);
            Cases[name].AgreesInPlace([.. x.Select(v => (float)v)]);
        }
    }

    [Fact]
    public void A_result_without_room_is_refused() =>
        Assert.Throws<ArgumentException>(() => ElementaryMap.Map<float, Elementwise.Exp<float>>(new float[3], new float[2]));

    private interface ICase
    {
        void AgreesWithOne(double[] x);
        void AgreesWithOne(float[] x);
        void AgreesInPlace(double[] x);
        void AgreesInPlace(float[] x);
    }

    private sealed class Case<TFunction>(Func<double, double> inDouble, Func<float, float> inFloat) : ICase where TFunction : struct, IElementary
    {
        public void AgreesWithOne(double[] x) => AgreesWithOne(x, inDouble, BitConverter.DoubleToInt64Bits);

        public void AgreesWithOne(float[] x) => AgreesWithOne(x, inFloat, v => BitConverter.SingleToInt32Bits(v));

        public void AgreesInPlace(double[] x) => AgreesInPlace(x, [.. x.Select(inDouble)]);

        public void AgreesInPlace(float[] x) => AgreesInPlace(x, [.. x.Select(inFloat)]);

        private static void AgreesWithOne<T>(T[] x, Func<T, T> one, Func<T, long> bits) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] expected = [.. x.Select(one)];
            foreach (var (width, got) in Widths(x))
                for (int i = 0; i < x.Length; i++)
                    if (bits(expected[i]) != bits(got[i])) Assert.Fail(FormattableString.Invariant($"{width} lanes at {x[i]:R}: {got[i]:R}, expected {expected[i]:R}"));
        }

        /// <summary>The function by every width this machine has.</summary>
        private static unsafe List<(int Width, T[] Result)> Widths<T>(T[] x) where T : unmanaged
        {
            var results = new List<(int, T[])>();
            fixed (T* from = x)
            {
                if (Avx512F.IsSupported && Vector512.IsHardwareAccelerated) { var y = new T[x.Length]; fixed (T* to = y) ElementaryMap.All<T, TFunction, EightDoubles>(from, to, x.Length); results.Add((8, y)); }
                if (Avx2.IsSupported && Fma.IsSupported) { var y = new T[x.Length]; fixed (T* to = y) ElementaryMap.All<T, TFunction, FourDoubles>(from, to, x.Length); results.Add((4, y)); }
                { var y = new T[x.Length]; fixed (T* to = y) ElementaryMap.All<T, TFunction, OneDouble>(from, to, x.Length); results.Add((1, y)); }
            }
            return results;
        }

        private static byte[] Bytes<T>(T[] x) where T : unmanaged => MemoryMarshal.AsBytes(x.AsSpan()).ToArray();

        private static void AgreesInPlace<T>(T[] x, T[] expected) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] larger = [.. x, T.One, T.One];
            ElementaryMap.Map<T, TFunction>(x, larger);
            Assert.Equal(Bytes([.. expected, T.One, T.One]), Bytes(larger));
            ElementaryMap.Map<T, TFunction>(x, x);
            Assert.Equal(Bytes(expected), Bytes(x));
        }
    }
}
