namespace Functional.NN.Kernels;

/// <summary>Work in numbered pieces that do not depend on each other: any thread may do any of them, in any order.</summary>
internal abstract class Work
{
    /// <summary>How long it took of late, with helpers and without.</summary>
    public Experience Experience { get; } = new();

    /// <param name="piece">which piece, from 0</param>
    /// <param name="worker">who does it, from 0: no two pieces run under one number at a time, so scratch memory may go by it</param>
    public abstract void Do(int piece, int worker);
}
