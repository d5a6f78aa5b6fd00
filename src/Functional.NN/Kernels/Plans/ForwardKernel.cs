namespace Functional.NN.Kernels;

/// <summary>Any operation, by its eager form: what has no kernel of its own. It allocates.</summary>
internal sealed unsafe class ForwardKernel<T>(Primitive operation, Shape[] shapes, Shape result) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override void Run(T** x, T* y)
    {
        var inputs = new Tensor<T>[shapes.Length];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = Tensor.Of(shapes[i], new ReadOnlySpan<T>(x[i], shapes[i].Size));
        operation.Forward(inputs).AsSpan().CopyTo(new Span<T>(y, result.Size));
    }
}
