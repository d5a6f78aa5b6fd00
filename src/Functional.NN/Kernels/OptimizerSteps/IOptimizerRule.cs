namespace Functional.NN.Kernels;

/// <summary>One step of an optimizer on a few elements: the lines of its paper. A rule holds the step's numbers, rounded once to T.</summary>
internal interface IOptimizerRule<T> where T : unmanaged
{
    /// <summary>How many vectors the state has.</summary>
    static abstract int Vectors { get; }

    /// <summary>θ′; the state becomes the next one.</summary>
    TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>;
}

/// <summary>The same few elements of each vector of an optimizer's state.</summary>
internal struct StateElements<TElements>
{
    public TElements First, Second, Third, Fourth;
}
