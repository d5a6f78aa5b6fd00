using System.Numerics;
using Functional.NN.Kernels;
using Functional.NN.Primitives;

namespace Functional.NN.Properties.Contract;

/// <summary>The forms that operations take in a plan: for some samples at a time, for some rows of the result, and in blocks of sixteen samples. Where an operation has no such form, it says none.</summary>
internal static unsafe class PlannedKernels
{
    private const int Samples = SampleBlocks<float>.Samples;

    /// <summary>Some samples at a time, in a drawn order.</summary>
    public static Tensor<T>? InSamples<T>(Primitive operation, Tensor<T>[] x, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (OfPlan(operation, x) is not { Cuts: { } cuts } planned) return null;
        int batch = planned.Output.Shape[0];
        // Only images know the size of their batch.
        if (operation is Primitives.Conv2D or Conv2DInputGradient or Primitives.MaxPool2D or MaxPoolPush or MaxPoolPull or AveragePool2D or AverageSpread) return null;
        var kernels = new OperationKernels<T>(batch, Backend.Managed);
        return Run(x, planned.Output.Shape, Piece.Shuffled(batch, seed), piece => (kernels.Of(planned, piece.Count), [.. x.Select((t, i) => cuts[i] ? (long)t.Shape.Size / batch * piece.First : 0)]));
    }

    /// <summary>Some rows of the result at a time, in a drawn order.</summary>
    public static Tensor<T>? InRows<T>(Primitive operation, Tensor<T>[] x, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = operation.Forward(x).Shape;
        if (shape.Rank == 0 || shape.Size == 0 || operation is MatMul { TransposeB: true }) return null;
        var planned = new PlanOperation(OperationForm.Rows, operation, [.. x.Select(t => new Operand(new Value(t.Shape, cut: false), t.Shape))], new Value(shape, cut: false), null);
        var kernels = new OperationKernels<T>(shape[0], Backend.Managed);
        return kernels.Rows(planned, 0, shape[0]) is null ? null : Run(x, shape, Piece.Shuffled(shape[0], seed), piece => kernels.Rows(planned, piece.First, piece.Count)!.Value);
    }

    /// <summary>Images in blocks; the gradient of a weight, and a sum, some channels at a time.</summary>
    public static Tensor<T>? InBlocks<T>(Primitive operation, Tensor<T>[] x, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (OfBlocks(operation, x) is not { } planned) return null;
        int batch = x[0].Shape[0];
        var kernels = new OperationKernels<T>(batch, Backend.Managed);
        bool[] blocked = [.. planned.Inputs.Select(input => input.Value.Blocked)];
        Tensor<T>[] blocks = [.. x.Select((t, i) => blocked[i] ? SampleBlock.Packed(t, planned.Cuts is null ? T.Zero : T.NaN) : t)];
        var output = planned.Output.Shape;
        if (planned.Cuts is null) return Run(blocks, output, Piece.Shuffled(output[0], seed), piece => kernels.Rows(planned, piece.First, piece.Count)!.Value);
        if (operation is MaxPoolPush or MaxPoolPull) blocks[0] = Places(operation, x[0]);
        if (operation is Primitives.MaxPool2D) blocks = [.. blocks, Tensor.Zeros<T>(SampleBlock.Packed(Tensor.Zeros<T>(output), T.Zero).Shape)];
        int inBlocks = SampleBlocks<T>.Count(batch);
        var got = Run(blocks, Shape.Of(inBlocks, output.Sample.Size, Samples), Piece.Shuffled(inBlocks, seed), piece =>
            (kernels.Of(planned, Math.Min(piece.Count * Samples, batch - piece.First * Samples)), [.. blocks.Select((t, i) => i >= blocked.Length || blocked[i] ? (long)t.Shape.Sample.Size * piece.First : 0)]),
            writes: operation is Primitives.MaxPool2D ? 1 : -1);
        return SampleBlock.Unpacked(got, output);
    }

    /// <summary>As the layout pass makes it where all inputs that could hold samples do.</summary>
    private static PlanOperation? OfPlan<T>(Primitive operation, Tensor<T>[] x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = operation.Forward(x).Shape;
        if (shape.Rank == 0 || shape.Size == 0 || operation is ISameNumbers) return null;
        Shape[] shapes = [.. x.Select(t => t.Shape)];
        bool[] cut = operation switch
        {
            Primitives.Conv2D or Conv2DInputGradient or MatMul => [true, false],
            Lookup => [false, true],
            _ => Array.ConvertAll(shapes, input => input.Rank > 0 && input[0] == shape[0]),
        };
        return cut.Contains(true) && operation.Cuts(cut, shapes, shape) is { } cuts
            ? new PlanOperation(OperationForm.Rows, operation, [.. shapes.Select((input, i) => new Operand(new Value(input, cuts[i]), input))], new Value(shape, cut: true), cuts) : null;
    }

    private static PlanOperation? OfBlocks<T>(Primitive operation, Tensor<T>[] x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = operation.Forward(x).Shape;
        if (x[0].Shape.Rank != 4 || x[0].Shape.Size == 0 || shape.Size == 0) return null;
        bool[]? cuts = operation switch
        {
            Primitives.Conv2D or Conv2DInputGradient => [true, false],
            Primitives.MaxPool2D or MaxPoolPush or MaxPoolPull or AveragePool2D or AverageSpread => [.. x.Select(_ => true)],
            Conv2DWeightGradient => null,
            Sum sum when sum.OverSamplesAndPixels(x[0].Shape) && !sum.Keep => null,
            IElementwise when shape == x[0].Shape && x.All(t => t.Shape == shape || (t.Shape.Rank == 3 && t.Shape[0] == shape[1] && t.Shape.Size == shape[1]) || t.Shape.Size == 1 && t.Shape.Rank < 4) => [.. x.Select(t => t.Shape == shape)],
            _ => [],
        };
        if (cuts is []) return null;
        var operands = x.Select((t, i) => new Operand(new Value(t.Shape, cut: cuts is null || cuts[i], blocked: cuts is null || cuts[i]), t.Shape));
        return new PlanOperation(OperationForm.Blocks, operation, [.. operands], new Value(shape, cuts is not null, cuts is not null), cuts);
    }

    /// <summary>The places that maximum pooling finds, in blocks.</summary>
    private static Tensor<T> Places<T>(Primitive operation, Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var windows = operation is MaxPoolPush push ? push.Windows : ((MaxPoolPull)operation).Windows;
        var (images, shape) = (SampleBlock.Packed(x, T.NaN), windows.OutputShape(x.Shape));
        T[] y = new T[SampleBlocks<T>.Count(shape[0]) * Samples * shape.Sample.Size], places = new T[y.Length];
        var largest = new LargestKernel<T>(new LargestCells(x.Shape, windows), SampleBlocks<T>.Count(shape[0]), x.Shape.Sample.Size, shape.Sample.Size);
        fixed (T* from = images.AsSpan(), to = y, at = places)
        {
            T** given = stackalloc T*[2] { from, at };
            largest.Run(given, to);
        }
        return Tensor.Of(Shape.Of(SampleBlocks<T>.Count(shape[0]), shape.Sample.Size, Samples), places);
    }

    /// <summary>A result that is put together of pieces of its first axis, each by a kernel of its own, over memory full of NaN.</summary>
    /// <param name="x">the inputs</param>
    /// <param name="shape">of the result</param>
    /// <param name="pieces">in which order</param>
    /// <param name="kernel">the kernel of a piece, and how far into each input it begins</param>
    /// <param name="writes">the input that is a result, or −1</param>
    private static Tensor<T> Run<T>(Tensor<T>[] x, Shape shape, Piece[] pieces, Func<Piece, (Kernel<T> Kernel, long[] Offsets)> kernel, int writes = -1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Guard = 32;
        Pinned<T>[] inputs = [.. x.Select(t => new Pinned<T>(t.Shape.Size))];
        for (int i = 0; i < x.Length; i++) x[i].AsSpan().CopyTo(inputs[i].Span);
        var result = new Pinned<T>(shape.Size + 2 * Guard);
        result.Span.Fill(T.NaN);
        T** at = stackalloc T*[x.Length];
        foreach (var piece in pieces)
        {
            var (run, offsets) = kernel(piece);
            for (int i = 0; i < x.Length; i++) at[i] = inputs[i].Start + offsets[i];
            run.Run(at, result.Start + Guard + (nint)piece.First * shape.Sample.Size);
        }
        foreach (var guard in result.Span[..Guard]) Assert.True(T.IsNaN(guard), "written before the result");
        foreach (var guard in result.Span[^Guard..]) Assert.True(T.IsNaN(guard), "written after the result");
        for (int i = 0; i < x.Length; i++)
            if (i != writes) SameBits.Assert(x[i].AsSpan(), inputs[i].Span, $"input {i}, which is only read,");
        GC.KeepAlive(inputs);
        return Tensor.Of(shape, result.Span.Slice(Guard, shape.Size));
    }
}
