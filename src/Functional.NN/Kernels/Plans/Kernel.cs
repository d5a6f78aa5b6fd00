namespace Functional.NN.Kernels;

/// <summary>An operation prepared for inputs of fixed shapes: y = f(x₀, x₁, …), from and to memory that does not move. It allocates nothing and may run on many threads at a time.</summary>
internal abstract unsafe class Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="x">where each input lies</param>
    /// <param name="y">where the result goes; every element is written</param>
    public abstract void Run(T** x, T* y);

    /// <summary>The result as a tensor of its own.</summary>
    public Tensor<T> Of(Shape shape, Tensor<T> x)
    {
        var to = GC.AllocateUninitializedArray<T>(shape.Size);
        fixed (T* from = x.AsSpan(), result = to) Run(&from, result);
        return Tensor<T>.Own(shape, to);
    }

    /// <inheritdoc cref="Of(Shape, Tensor{T})"/>
    public Tensor<T> Of(Shape shape, Tensor<T> x, Tensor<T> y)
    {
        var to = GC.AllocateUninitializedArray<T>(shape.Size);
        fixed (T* left = x.AsSpan(), right = y.AsSpan(), result = to)
        {
            T** from = stackalloc T*[2] { left, right };
            Run(from, result);
        }
        return Tensor<T>.Own(shape, to);
    }
}
