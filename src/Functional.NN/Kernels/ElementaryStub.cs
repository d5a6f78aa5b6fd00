namespace Functional.NN.Kernels;
internal static partial class Elementary
{
    public static T Exp<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Exp(x);
    public static T Expm1<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.ExpM1(x);
    public static T Log<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Log(x);
    public static T Log1p<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.LogP1(x);
    public static T Tanh<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Tanh(x);
    public static T Sigmoid<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));
    public static T Softplus<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Log(T.One + T.Exp(x));
    public static T Erf<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x;
    public static T Erfc<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One - x;
    public static T Sin<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sin(x);
    public static T Cos<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Cos(x);
    public static double Pow(double x, double y) => Math.Pow(x, y);
}
internal static class Threefry { public static (ulong, ulong) Block(ulong a, ulong b, ulong c, ulong d) => (a * 31 + c * 0x9E3779B97F4A7C15 ^ d, b * 17 + c * 0xD1B54A32D192ED03 + d); }
