using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>The one loop of all optimizers: a rule over θ, g and the state's vectors, in one pass.</summary>
internal static unsafe class OptimizerPass
{
    /// <summary>The place of θ and that of g in a table of pointers, after those of the state's vectors.</summary>
    private const int OfTheta = StateSpans<float>.Most, OfSlope = OfTheta + 1, Places = OfTheta + 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Run<T, TRule>(TRule rule, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TRule : struct, IOptimizerRule<T>
    {
        int count = θ.Length;
        if (g.Length != count || nextθ.Length != count) throw new ArgumentException("θ, g and θ′ must have one length.", nameof(g));
        old.Require(TRule.Vectors, count);
        next.Require(TRule.Vectors, count);
        fixed (T* θFrom = θ, gFrom = g, θTo = nextθ, from1 = old.First, from2 = old.Second, from3 = old.Third, from4 = old.Fourth,
            to1 = next.First, to2 = next.Second, to3 = next.Third, to4 = next.Fourth)
        {
            T** from = stackalloc T*[Places] { from1, from2, from3, from4, θFrom, gFrom };
            T** to = stackalloc T*[Places] { to1, to2, to3, to4, θTo, null };
            return Vector512.IsHardwareAccelerated ? All<T, TRule, WideElements<T>>(ref rule, from, to, count) : All<T, TRule, UsualElements<T>>(ref rule, from, to, count);
        }
    }

    /// <summary>What a rule makes of θ and the gradient of a range, in another gradient's place.</summary>
    public static void OfGradient<T, TRule>(TRule rule, in StepRange<T> range, T* to) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TRule : struct, IOptimizerRule<T> =>
        Run(rule, range.ParameterSpan, range.GradientSpan, new Span<T>(to, range.Length), default, default);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool All<T, TRule, TElements>(ref TRule rule, T** from, T** to, int count)
        where T : unmanaged where TRule : struct, IOptimizerRule<T> where TElements : unmanaged, IElements<TElements, T>
    {
        int whole = count / TElements.Count * TElements.Count;
        bool finite = Vectors<T, TRule, TElements>(ref rule, from, to, whole);
        return (whole == count || Rest<T, TRule, TElements>(ref rule, from, to, whole, count)) && finite;
    }

    /// <summary>The elements that fill no vector, in one that the first of them fills up: so a lane nobody asked for is finite where the others are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Rest<T, TRule, TElements>(ref TRule rule, T** from, T** to, int start, int end)
        where T : unmanaged where TRule : struct, IOptimizerRule<T> where TElements : unmanaged, IElements<TElements, T>
    {
        int width = TElements.Count;
        T* padded = stackalloc T[Places * width];
        T** places = stackalloc T*[Places];
        for (int k = 0; k < Places; k++)
        {
            places[k] = padded + k * width;
            if (k < OfTheta && k >= TRule.Vectors) continue;
            for (int i = 0; i < width; i++) places[k][i] = from[k][start + i < end ? start + i : start];
        }
        bool finite = Vectors<T, TRule, TElements>(ref rule, places, places, width);
        for (int k = 0; k < OfSlope; k++)
            for (int i = start; i < end && (k < TRule.Vectors || k == OfTheta); i++) to[k][i] = places[k][i - start];
        return finite;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Vectors<T, TRule, TElements>(ref TRule rule, T** from, T** to, nint count)
        where T : unmanaged where TRule : struct, IOptimizerRule<T> where TElements : unmanaged, IElements<TElements, T>
    {
        T* from1 = from[0], from2 = from[1], from3 = from[2], from4 = from[3], θFrom = from[OfTheta], gFrom = from[OfSlope];
        T* to1 = to[0], to2 = to[1], to3 = to[2], to4 = to[3], θTo = to[OfTheta];
        TElements mark = default;
        for (nint i = 0; i < count; i += TElements.Count)
        {
            StateElements<TElements> state = default;
            if (TRule.Vectors > 0) state.First = TElements.Load(from1 + i);
            if (TRule.Vectors > 1) state.Second = TElements.Load(from2 + i);
            if (TRule.Vectors > 2) state.Third = TElements.Load(from3 + i);
            if (TRule.Vectors > 3) state.Fourth = TElements.Load(from4 + i);
            var θ = rule.Step(TElements.Load(θFrom + i), TElements.Load(gFrom + i), ref state);
            TElements.Store(θ, θTo + i);
            if (TRule.Vectors > 0) TElements.Store(state.First, to1 + i);
            if (TRule.Vectors > 1) TElements.Store(state.Second, to2 + i);
            if (TRule.Vectors > 2) TElements.Store(state.Third, to3 + i);
            if (TRule.Vectors > 3) TElements.Store(state.Fourth, to4 + i);
            mark = TElements.Mark(mark, θ);
            if (TRule.Vectors > 0) mark = TElements.Mark(mark, state.First);
            if (TRule.Vectors > 1) mark = TElements.Mark(mark, state.Second);
            if (TRule.Vectors > 2) mark = TElements.Mark(mark, state.Third);
            if (TRule.Vectors > 3) mark = TElements.Mark(mark, state.Fourth);
        }
        return TElements.IsUnmarked(mark);
    }
}
