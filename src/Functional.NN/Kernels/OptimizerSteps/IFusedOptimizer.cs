namespace Functional.NN.Kernels;

/// <summary>
/// An optimizer whose step is one pass over θ, g and the vectors of its state. Every element is computed alone, so θ may be cut anywhere and the pieces
/// updated in any order. State numbers smaller in magnitude than the smallest normal number of their precision become +0 (<see cref="IElements{TSelf, T}.Flushed"/>).
/// </summary>
internal interface IFusedOptimizer
{
    /// <summary>The names of the state's vectors, in the order <see cref="Update"/> takes them; at most four.</summary>
    IReadOnlyList<string> VectorNames { get; }

    /// <summary>How many numbers <see cref="Prepare"/> writes.</summary>
    int ScalarCount { get; }

    /// <summary>The numbers of the step after so many steps, derived in double; <see cref="Update"/> rounds each once.</summary>
    void Prepare(long step, Span<double> scalars);

    /// <summary>
    /// θ′ and the state's next vectors over one range; all spans have one length, and what is written may be the memory of what is read.
    /// False if a number of θ′ or of the next state is not finite.
    /// </summary>
    bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
