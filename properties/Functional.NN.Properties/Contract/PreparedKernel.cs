using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.Properties.Contract;

/// <summary>The kernels that plans have, run in memory of their own between guards.</summary>
internal static unsafe class PreparedKernel
{
    /// <summary>Runs an operation made ready for the shapes of its inputs.</summary>
    public static Tensor<T> Run<T>(Primitive operation, Tensor<T>[] x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = operation.Forward(x).Shape;
        return Run(operation.Prepare<T>([.. x.Select(t => t.Shape)], shape), x, shape);
    }

    /// <summary>Runs a kernel over a result full of NaN, not on the border of any vector, and sees that nothing beside it and no input is written.</summary>
    public static Tensor<T> Run<T>(Kernel<T> kernel, Tensor<T>[] x, Shape shape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Guard = 17;
        Pinned<T>[] inputs = [.. x.Select(t => new Pinned<T>(t.Shape.Size))];
        for (int i = 0; i < x.Length; i++) x[i].AsSpan().CopyTo(inputs[i].Span);
        var result = new Pinned<T>(shape.Size + 2 * Guard);
        result.Span.Fill(T.NaN);
        T** at = stackalloc T*[Math.Max(1, x.Length)];
        for (int i = 0; i < x.Length; i++) at[i] = inputs[i].Start;
        kernel.Run(at, result.Start + Guard);
        foreach (var guard in result.Span[..Guard]) Assert.True(T.IsNaN(guard), "written before the result");
        foreach (var guard in result.Span[^Guard..]) Assert.True(T.IsNaN(guard), "written after the result");
        for (int i = 0; i < x.Length; i++) SameBits.Assert(x[i].AsSpan(), inputs[i].Span, $"input {i}, which is only read,");
        var got = Tensor.Of(shape, result.Span.Slice(Guard, shape.Size));
        GC.KeepAlive(inputs);
        return got;
    }
}
