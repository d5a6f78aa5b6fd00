using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Functional.NN.Kernels.Products;

namespace Functional.NN.Experiments;

/// <summary>What was reached in one try.</summary>
/// <param name="Flops">operations a second of all threads, each in its best loop</param>
/// <param name="Share">what part of its time a thread had its processor to itself: the time of its loops if each were its best, against what they took</param>
internal readonly record struct PeakTry(double Flops, double Share);

/// <summary>
/// What a number of threads can reach at most: fused multiply-adds in registers and nothing else, by the vectors that the kernels use. Two
/// operations each.
/// </summary>
/// <remarks>12 sums where there are 16 registers, 24 where there are 32: more than units times latency of today's processors.</remarks>
internal sealed class FmaPeak<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double LoopSeconds = 200e-6;
    private const int FewLoops = 10, FewSums = 12, ManySums = 24, FirstTurns = 64;

    private readonly int _threads, _turns;

    public FmaPeak(int threads)
    {
        (_threads, _turns) = (threads, FirstTurns);
        while (Enumerable.Range(0, FewLoops).Min(_ => SecondsOfLoop()) < LoopSeconds) _turns *= 2;
    }

    /// <summary>The instructions it is measured with.</summary>
    public static string Instructions =>
        Vector512.IsHardwareAccelerated ? "AVX-512" : Fma.IsSupported ? "AVX2 and FMA" : AdvSimd.Arm64.IsSupported ? "AdvSimd" : "no vectors";

    private static int MultiplyAddsOfTurn =>
        Vector512.IsHardwareAccelerated ? ManySums * Vector512<T>.Count
        : Fma.IsSupported ? FewSums * Vector256<T>.Count
        : AdvSimd.Arm64.IsSupported ? ManySums * Vector128<T>.Count
        : FewSums;

    /// <summary>Some loops of a fifth of a millisecond, on all threads at once.</summary>
    public PeakTry Measure(int loops = FewLoops)
    {
        if (_threads == 1) return OnThisThread(loops);
        var tries = new PeakTry[_threads];
        using var together = new Barrier(_threads);
        Thread[] threads = [.. Enumerable.Range(0, _threads).Select(i => new Thread(() =>
        {
            together.SignalAndWait();
            tries[i] = OnThisThread(loops);
        }) { IsBackground = true })];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return new PeakTry(tries.Sum(t => t.Flops), tries.Average(t => t.Share));
    }

    private PeakTry OnThisThread(int loops)
    {
        double best = double.PositiveInfinity;
        long start = Stopwatch.GetTimestamp();
        for (int loop = 0; loop < loops; loop++) best = Math.Min(best, SecondsOfLoop());
        return new PeakTry(2.0 * _turns * MultiplyAddsOfTurn / best, loops * best / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private double SecondsOfLoop()
    {
        long start = Stopwatch.GetTimestamp();
        if (Vector512.IsHardwareAccelerated) Many<Vector512<T>, Lanes512<T>>(_turns);
        else if (Fma.IsSupported) Few<Vector256<T>, Lanes256<T>>(_turns);
        else if (AdvSimd.Arm64.IsSupported) Many<Vector128<T>, Lanes128<T>>(_turns);
        else Few<T, SingleLane<T>>(_turns);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
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
