using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>a + w(x − a), and x itself where w is 1.</summary>
internal readonly struct MovingAverage<T>(double weight) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T weight = T.CreateTruncating(weight);
    private readonly bool replaces = weight == 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TElements Of<TElements>(TElements average, TElements x) where TElements : unmanaged, IElements<TElements, T> => replaces ? x : average + weight * (x - average);
}
