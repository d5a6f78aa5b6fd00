namespace Functional.NN.Kernels.Products;

/// <summary>What a tile of a product needs of a vector. The chains are the same in any of them: the number of lanes cannot change a bit.</summary>
internal unsafe interface ITileLanes<T, TVector> where T : unmanaged where TVector : unmanaged
{
    /// <summary>The most rows of a tile one vector wide that leave its sums in registers.</summary>
    static abstract int MostRows { get; }

    /// <summary>The most rows of a tile two vectors wide that leave its sums in registers.</summary>
    static abstract int MostRowsOfTwo { get; }

    /// <summary>The most rows of B that are read where they are when whole pages lie between them: they fall on one another in the cache.</summary>
    static abstract int MostPages { get; }

    /// <summary>The same for odd numbers of half pages; for fourths it is twice as many, and so on.</summary>
    static abstract int MostHalfPages { get; }

    /// <summary>Whether part of a vector can be read and written.</summary>
    static abstract bool HasMasks { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract TVector All(T value);

    static abstract TVector Load(T* from);

    static abstract void Store(TVector value, T* to);

    /// <summary>x·y + z, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>The mask of the first lanes.</summary>
    static virtual TVector First(int lanes) => throw new NotSupportedException();

    /// <summary>The lanes of the mask, and zeros; the memory of the others is not touched.</summary>
    static virtual TVector LoadSome(T* from, TVector mask) => throw new NotSupportedException();

    /// <summary>Writes the lanes of the mask; the memory of the others is not touched.</summary>
    static virtual void StoreSome(TVector value, T* to, TVector mask) => throw new NotSupportedException();
}
