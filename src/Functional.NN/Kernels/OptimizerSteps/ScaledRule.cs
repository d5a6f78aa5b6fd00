using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>f·g.</summary>
internal readonly struct ScaledRule<T>(double factor) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T factor = T.CreateTruncating(factor);

    public static int Vectors => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> => factor * g;
}
