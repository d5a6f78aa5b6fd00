using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Functional.NN.Kernels;
using Functional.NN.Kernels.Products;

namespace Functional.NN.Experiments;

/// <summary>
/// What a number of threads can reach at most: fused multiply-adds in registers and nothing else, by the vectors that the kernels use. Two
/// operations each.
/// </summary>
/// <remarks>12 sums where there are 16 registers, 24 where there are 32: more than units times latency of today's processors.</remarks>
internal sealed class FmaPeak<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double PieceSeconds = 50e-6;
    private const int PiecesOfThread = 40, FewSums = 12, ManySums = 24;

    private readonly int _threads;
    private readonly Loops _work;

    public FmaPeak(int threads)
    {
        (_threads, _work) = (threads, new Loops());
        double seconds = 0;
        for (_work.Turns = 64; seconds < PieceSeconds; _work.Turns *= 2) seconds = Timing.Seconds(() => _work.Do(0, 0), 1);
        _work.Turns = Math.Max(64, (int)(_work.Turns / 2 * PieceSeconds / seconds));
    }

    /// <summary>The instructions it is measured with.</summary>
    public static string Instructions =>
        Vector512.IsHardwareAccelerated ? "AVX-512" : Fma.IsSupported ? "AVX2 and FMA" : AdvSimd.Arm64.IsSupported ? "AdvSimd" : "no vectors";

    /// <summary>Operations a second in some two milliseconds, with all threads awake.</summary>
    public double Measure()
    {
        int pieces = PiecesOfThread * _threads;
        var crew = Crew.Rent(_threads);
        try
        {
            crew.Do(_work, _threads);
            double seconds = Timing.Seconds(() => crew.Do(_work, pieces), 1);
            return 2.0 * pieces * _work.Turns * Loops.MultiplyAdds / seconds;
        }
        finally
        {
            crew.Return();
        }
    }

    /// <summary>One loop a piece.</summary>
    private sealed class Loops : Work
    {
        public int Turns { get; set; }

        /// <summary>Multiply-adds of numbers in one turn.</summary>
        public static int MultiplyAdds =>
            Vector512.IsHardwareAccelerated ? ManySums * Vector512<T>.Count
            : Fma.IsSupported ? FewSums * Vector256<T>.Count
            : AdvSimd.Arm64.IsSupported ? ManySums * Vector128<T>.Count
            : FewSums;

        public override void Do(int piece, int worker)
        {
            if (Vector512.IsHardwareAccelerated) Many<Vector512<T>, Lanes512<T>>(Turns);
            else if (Fma.IsSupported) Few<Vector256<T>, Lanes256<T>>(Turns);
            else if (AdvSimd.Arm64.IsSupported) Many<Vector128<T>, Lanes128<T>>(Turns);
            else Few<T, SingleLane<T>>(Turns);
        }
    }

    private static readonly T Small = T.CreateTruncating(1.0 / 1024);   // s ← s + 2⁻²⁰ stays an ordinary number

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TVector Few<TVector, TLanes>(int turns) where TVector : unmanaged where TLanes : struct, ITileLanes<T, TVector>
    {
        TVector x = TLanes.All(Small), one = TLanes.All(T.One);
        TVector s0 = one, s1 = one, s2 = one, s3 = one, s4 = one, s5 = one, s6 = one, s7 = one, s8 = one, s9 = one, s10 = one, s11 = one;
        for (int turn = 0; turn < turns; turn++)
        {
            s0 = TLanes.MultiplyAdd(x, x, s0); s1 = TLanes.MultiplyAdd(x, x, s1); s2 = TLanes.MultiplyAdd(x, x, s2); s3 = TLanes.MultiplyAdd(x, x, s3);
            s4 = TLanes.MultiplyAdd(x, x, s4); s5 = TLanes.MultiplyAdd(x, x, s5); s6 = TLanes.MultiplyAdd(x, x, s6); s7 = TLanes.MultiplyAdd(x, x, s7);
            s8 = TLanes.MultiplyAdd(x, x, s8); s9 = TLanes.MultiplyAdd(x, x, s9); s10 = TLanes.MultiplyAdd(x, x, s10); s11 = TLanes.MultiplyAdd(x, x, s11);
        }
        TVector a = TLanes.MultiplyAdd(s0, s1, s2), b = TLanes.MultiplyAdd(s3, s4, s5), c = TLanes.MultiplyAdd(s6, s7, s8), d = TLanes.MultiplyAdd(s9, s10, s11);
        return TLanes.MultiplyAdd(TLanes.MultiplyAdd(a, b, c), d, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TVector Many<TVector, TLanes>(int turns) where TVector : unmanaged where TLanes : struct, ITileLanes<T, TVector>
    {
        TVector x = TLanes.All(Small), one = TLanes.All(T.One);
        TVector s0 = one, s1 = one, s2 = one, s3 = one, s4 = one, s5 = one, s6 = one, s7 = one, s8 = one, s9 = one, s10 = one, s11 = one;
        TVector t0 = one, t1 = one, t2 = one, t3 = one, t4 = one, t5 = one, t6 = one, t7 = one, t8 = one, t9 = one, t10 = one, t11 = one;
        for (int turn = 0; turn < turns; turn++)
        {
            s0 = TLanes.MultiplyAdd(x, x, s0); s1 = TLanes.MultiplyAdd(x, x, s1); s2 = TLanes.MultiplyAdd(x, x, s2); s3 = TLanes.MultiplyAdd(x, x, s3);
            s4 = TLanes.MultiplyAdd(x, x, s4); s5 = TLanes.MultiplyAdd(x, x, s5); s6 = TLanes.MultiplyAdd(x, x, s6); s7 = TLanes.MultiplyAdd(x, x, s7);
            s8 = TLanes.MultiplyAdd(x, x, s8); s9 = TLanes.MultiplyAdd(x, x, s9); s10 = TLanes.MultiplyAdd(x, x, s10); s11 = TLanes.MultiplyAdd(x, x, s11);
            t0 = TLanes.MultiplyAdd(x, x, t0); t1 = TLanes.MultiplyAdd(x, x, t1); t2 = TLanes.MultiplyAdd(x, x, t2); t3 = TLanes.MultiplyAdd(x, x, t3);
            t4 = TLanes.MultiplyAdd(x, x, t4); t5 = TLanes.MultiplyAdd(x, x, t5); t6 = TLanes.MultiplyAdd(x, x, t6); t7 = TLanes.MultiplyAdd(x, x, t7);
            t8 = TLanes.MultiplyAdd(x, x, t8); t9 = TLanes.MultiplyAdd(x, x, t9); t10 = TLanes.MultiplyAdd(x, x, t10); t11 = TLanes.MultiplyAdd(x, x, t11);
        }
        TVector a = TLanes.MultiplyAdd(s0, s1, s2), b = TLanes.MultiplyAdd(s3, s4, s5), c = TLanes.MultiplyAdd(s6, s7, s8), d = TLanes.MultiplyAdd(s9, s10, s11);
        TVector e = TLanes.MultiplyAdd(t0, t1, t2), f = TLanes.MultiplyAdd(t3, t4, t5), g = TLanes.MultiplyAdd(t6, t7, t8), h = TLanes.MultiplyAdd(t9, t10, t11);
        return TLanes.MultiplyAdd(TLanes.MultiplyAdd(a, b, c), TLanes.MultiplyAdd(d, e, f), TLanes.MultiplyAdd(g, h, x));
    }
}
