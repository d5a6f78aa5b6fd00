using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>The moments of Adam and its kin: m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g². Their numbers are β₁, 1 − β₁, β₂, 1 − β₂.</summary>
internal readonly struct AdamMoments<T>(ReadOnlySpan<double> numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T β1 = T.CreateTruncating(numbers[0]), oneMinusβ1 = T.CreateTruncating(numbers[1]), β2 = T.CreateTruncating(numbers[2]), oneMinusβ2 = T.CreateTruncating(numbers[3]);

    /// <summary>m is the state's first vector, v its second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Update<TElements>(TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
    {
        state.First = TElements.Flushed(β1 * state.First + oneMinusβ1 * g);
        state.Second = TElements.Flushed(β2 * state.Second + oneMinusβ2 * g * g);
    }
}
