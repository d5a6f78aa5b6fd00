using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.Properties.Contract;

/// <summary>Each operation on a few elements of θ's shape, against the same on one number after another.</summary>
internal static unsafe class ElementChecks
{
    public static void Agree<TElements, T>(int seed) where TElements : unmanaged, IElements<TElements, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = MixedNumbers.Of<T>(TElements.Count, seed, extremes: true), y = MixedNumbers.Of<T>(TElements.Count, seed + 1, extremes: true);
        TElements xs, ys;
        fixed (T* a = x, b = y) (xs, ys) = (TElements.Load(a), TElements.Load(b));
        Same("x + y", xs + ys, (a, b) => a + b);
        Same("x − y", xs - ys, (a, b) => a - b);
        Same("x·y", xs * ys, (a, b) => a * b);
        Same("x/y", xs / ys, (a, b) => a / b);
        Same("√x", TElements.Sqrt(xs), (a, _) => T.Sqrt(a));
        Same("|x|", TElements.Abs(xs), (a, _) => T.Abs(a));
        Same("max", TElements.Max(xs, ys), (a, b) => b > a ? b : a);
        Same("min", TElements.Min(xs, ys), (a, b) => b < a ? b : a);
        Same("sign", TElements.Sign(xs), (a, _) => a > T.Zero ? T.One : a < T.Zero ? -T.One : T.Zero);
        Same("by sign", TElements.BySign(xs, ys, T.CreateChecked(3), T.CreateChecked(5)), (a, b) => a > T.Zero ? b : a < T.Zero ? T.CreateChecked(3) : T.CreateChecked(5));
        Same("flushed", TElements.Flushed(xs), (a, _) => T.IsSubnormal(a) || a == T.Zero ? T.Zero : a);
        Same("all", (TElements)x[0], (_, _) => x[0]);
        Assert.Equal(x.All(T.IsFinite), TElements.IsUnmarked(TElements.Mark(default, xs)));
        Assert.Equal(x.All(T.IsFinite) && y.All(T.IsFinite), TElements.IsUnmarked(TElements.Mark(TElements.Mark(default, xs), ys)));

        void Same(string what, TElements got, Func<T, T, T> one)
        {
            var lanes = new T[TElements.Count];
            fixed (T* to = lanes) TElements.Store(got, to);
            SameBits.Assert<T>(x.Zip(y, one).ToArray(), lanes, what);
        }
    }
}
