namespace Functional.NN.Kernels;

/// <summary>An operation prepared for inputs of fixed shapes: y = f(x₀, x₁, …), from and to memory that does not move. It allocates nothing and may run on many threads at a time.</summary>
internal abstract unsafe class Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="x">where each input lies</param>
    /// <param name="y">where the result goes; every element is written</param>
    public abstract void Run(T** x, T* y);
}
