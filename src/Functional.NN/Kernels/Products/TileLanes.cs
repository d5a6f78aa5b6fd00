namespace Functional.NN.Kernels.Products;

/// <summary>What a tile of a matrix product needs of a vector. The same chains in any of them: the number of lanes cannot change a bit.</summary>
internal unsafe interface ITileLanes<T, TVector> where T : unmanaged where TVector : unmanaged
{
    /// <summary>The most rows of a tile one vector wide whose sums all fit the registers.</summary>
    static abstract int MostRows { get; }

    /// <summary>The most rows of a tile two vectors wide whose sums all fit the registers.</summary>
    static abstract int MostRowsOfTwo { get; }

    /// <summary>Whether <see cref="LoadSome"/> and <see cref="StoreSome"/> are there.</summary>
    static abstract bool HasMasks { get; }

    static abstract TVector All(T value);

    static abstract TVector Load(T* from);

    static abstract void Store(TVector value, T* to);

    /// <summary>x·y + z, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>The mask of the first lanes.</summary>
    static abstract TVector First(int lanes);

    /// <summary>The lanes of the mask, and zeros; the memory of the others is not touched.</summary>
    static abstract TVector LoadSome(T* from, TVector mask);

    /// <summary>Writes the lanes of the mask; the memory of the others is not touched.</summary>
    static abstract void StoreSome(TVector value, T* to, TVector mask);
}
