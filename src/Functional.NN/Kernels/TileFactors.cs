using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>What the left factors of a tile of chains are, what the chains start from and how they end.</summary>
internal unsafe interface ITileFactors<T, TVector> where T : unmanaged where TVector : unmanaged
{
    /// <summary>The left factor: one number for all lanes, or a number for each.</summary>
    static abstract TVector Left(T* left);

    /// <summary>What a chain starts from, that ends at this place.</summary>
    static abstract TVector Start(T* result);

    /// <summary>What is kept of a chain in a row with this bias, which is read only when it counts.</summary>
    static abstract TVector End(TVector sum, T* bias);
}

/// <summary>Weights, the same for all samples. The chains start from +0 and are kept as they are.</summary>
internal readonly unsafe struct WeightFactors<T, TVector, TLanes> : ITileFactors<T, TVector>
    where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Left(T* left) => TLanes.All(*left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Start(T* result) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector End(TVector sum, T* bias) => sum;
}

/// <summary>Weights; and after the chain the bias is added.</summary>
internal readonly unsafe struct BiasedFactors<T, TVector, TLanes> : ITileFactors<T, TVector>
    where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Left(T* left) => TLanes.All(*left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Start(T* result) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector End(TVector sum, T* bias) => TLanes.Add(sum, TLanes.All(*bias));
}

/// <summary>Weights; and after the chain the bias is added and the positive part taken.</summary>
internal readonly unsafe struct RectifiedFactors<T, TVector, TLanes> : ITileFactors<T, TVector>
    where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Left(T* left) => TLanes.All(*left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Start(T* result) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector End(TVector sum, T* bias) => TLanes.PositivePart(TLanes.Add(sum, TLanes.All(*bias)));
}

/// <summary>Cells of sixteen samples, one for each lane. The chains go on from where they were.</summary>
internal readonly unsafe struct CellFactors<T, TVector> : ITileFactors<T, TVector> where T : unmanaged where TVector : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Left(T* left) => *(TVector*)left;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Start(T* result) => *(TVector*)result;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector End(TVector sum, T* bias) => sum;
}
