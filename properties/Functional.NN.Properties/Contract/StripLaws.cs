using System.Numerics;
using Functional.NN.Kernels;
using Functional.NN.Primitives;

namespace Functional.NN.Properties.Contract;

/// <summary>Operations that a plan puts together have the bits of their naive twins one after the other.</summary>
public unsafe class StripLaws
{
    [Fact]
    public void Elementwise_operations_strip_by_strip_some_samples_at_a_time() => Law.Holds(StripCase.Any, c =>
    {
        InStrips<float>(c);
        InStrips<double>(c);
    }, tests: 150);

    [Fact]
    public void Sums_over_samples_and_pixels_of_elementwise_operations_that_are_not_written_down() => Law.Holds(StripCase.OfImages, c =>
    {
        Summed<float>(c);
        Summed<double>(c);
    }, tests: 100);

    [Theory]
    [InlineData("RectifiedSum"), InlineData("Gated"), InlineData("TanhPullback"), InlineData("SigmoidPullback")]
    public void Two_operations_that_are_one(string fusion) => Law.Holds(KernelCases.Of(nameof(Add)), c =>
    {
        Fused<float>(Enum.Parse<Fusion>(fusion), c);
        Fused<double>(Enum.Parse<Fusion>(fusion), c);
    });

    [Fact]
    public void Softmax_beside_its_logarithm() => Law.Holds(KernelCases.Of(nameof(Primitives.LogSoftmax)), c =>
    {
        BothSoftmaxes<float>(c);
        BothSoftmaxes<double>(c);
    });

    private static void Fused<T>(Fusion fusion, KernelCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Inputs<T>();
        var shape = Shape.Broadcast(x[0].Shape, x[1].Shape);
        Tensor<T> Each(Func<T, T, T> f) => ElementwiseReference.Each(x[0], x[1], f);
        var expected = fusion switch
        {
            Fusion.RectifiedSum => Each((a, b) => a + b <= T.Zero ? T.Zero : a + b),
            Fusion.Gated => Each((a, b) => a * (b > T.Zero ? T.One : T.Zero)),
            Fusion.TanhPullback => Each((a, b) => a * (T.One - b * b)),
            _ => Each((a, b) => a * (b * (T.One - b))),
        };
        var planned = new PlanOperation(OperationForm.Rows, c.Operation, [.. x.Select(t => new Operand(new Value(t.Shape, cut: false), t.Shape))], new Value(shape, cut: false), null) { Fusion = fusion };
        SameBits.Assert(expected, PreparedKernel.Run(new OperationKernels<T>(1, Backend.Managed).Of(planned, 1), x, shape), c);
    }

    private static void BothSoftmaxes<T>(KernelCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Inputs<T>()[0];
        T[] log = new T[x.Shape.Size], softmax = new T[x.Shape.Size];
        fixed (T* from = x.AsSpan(), also = softmax, to = log)
        {
            T** at = stackalloc T*[2] { from, also };
            new BothSoftmaxesKernel<T>(x.Shape.Size, x.Shape[^1]).Run(at, to);
        }
        SameBits.Assert(SoftmaxReference.LogOf(x).AsSpan(), log, c);
        SameBits.Assert(SoftmaxReference.Of(x).AsSpan(), softmax, c);
    }

    private static void InStrips<T>(StripCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (operation, kept) = Together(c, OperationForm.Strips);
        int batch = c.Shape[0], results = c.Shape.Size;
        bool[] cuts = operation.Cuts!;
        var numbers = c.Numbers<T>();
        Tensor<T>[] x = [.. c.Read.Select(i => numbers[i])];
        Pinned<T>[] memory = [.. x.Select(t => new Pinned<T>(t.Shape.Size)), .. Enumerable.Range(0, kept.Length + 1).Select(_ => new Pinned<T>(results))];
        for (int i = 0; i < x.Length; i++) x[i].AsSpan().CopyTo(memory[i].Span);
        foreach (var result in memory[x.Length..]) result.Span.Fill(T.NaN);
        T** at = stackalloc T*[memory.Length];
        var kernels = new OperationKernels<T>(batch, Backend.Managed);
        foreach (var piece in Piece.Shuffled(batch, c.Seed))
        {
            for (int i = 0; i < memory.Length; i++) at[i] = memory[i].Start + (i >= x.Length || cuts[i] ? (nint)memory[i].Length / batch * piece.First : 0);
            kernels.Of(operation, piece.Count).Run(at, at[memory.Length - 1]);
        }
        var expected = c.Results<T>();
        for (int i = 0; i < kept.Length; i++) SameBits.Assert(expected[kept[i]].AsSpan(), memory[x.Length + i].Span, $"{c}, result {kept[i]}");
        SameBits.Assert(expected[^1].AsSpan(), memory[^1].Span, c);
    }

    private static void Summed<T>(StripCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (together, _) = Together(c, OperationForm.Blocks);
        int channels = c.Shape[1];
        var sum = new PlanOperation(OperationForm.Blocks, new Sum([0, 2, 3], false), [new Operand(together.Output, c.Shape)], new Value([channels], false), null);
        var operation = new PlanOperation(OperationForm.Blocks, sum.Operation, together.Inputs, sum.Output, null) { Members = [.. together.Members, sum] };
        var numbers = c.Numbers<T>();
        Tensor<T>[] x = [.. c.Read.Select(i => numbers[i]).Select((t, i) => together.Inputs[i].Value.Blocked ? SampleBlock.Packed(t, T.NaN) : t)];
        var got = new Pinned<T>(channels);
        Pinned<T>[] memory = [.. x.Select(t => new Pinned<T>(t.Shape.Size))];
        for (int i = 0; i < x.Length; i++) x[i].AsSpan().CopyTo(memory[i].Span);
        T** at = stackalloc T*[x.Length];
        var kernels = new OperationKernels<T>(c.Shape[0], Backend.Managed);
        foreach (var piece in Piece.Shuffled(channels, c.Seed))
        {
            var (kernel, offsets) = kernels.Rows(operation, piece.First, piece.Count)!.Value;
            for (int i = 0; i < x.Length; i++) at[i] = memory[i].Start + offsets[i];
            kernel.Run(at, got.Start + piece.First);
        }
        SameBits.Assert(SumReference.Along(c.Results<T>()[^1], [0, 2, 3]).AsSpan(), got.Span, c);
    }

    /// <summary>The operations as one, and which results are kept besides the last.</summary>
    private static (PlanOperation Operation, int[] Kept) Together(StripCase c, OperationForm form)
    {
        bool blocks = form == OperationForm.Blocks;
        List<Value> values = [.. c.Operands.Select(shape => new Value(shape, shape.Rank == c.Shape.Rank && shape[0] == c.Shape[0], blocks && shape == c.Shape))];
        Operand[] operands = [.. c.Read.Select(i => new Operand(values[i], values[i].Shape))];
        var members = new List<PlanOperation>();
        foreach (var (operation, inputs) in c.Members)
        {
            values.Add(new Value(c.Shape, cut: true, blocks));
            members.Add(new PlanOperation(blocks ? OperationForm.Blocks : OperationForm.Rows, operation, [.. inputs.Select(i => new Operand(values[i], values[i].Shape))], values[^1], [.. inputs.Select(i => values[i].Cut)]));
        }
        int[] kept = [.. Enumerable.Range(0, c.Members.Length - 1).Where(i => c.Kept[i] || c.IsUnread(i))];
        return (new PlanOperation(form, null, operands, values[^1], [.. operands.Select(operand => operand.Value.Cut)]) { Members = [.. members], Also = [.. kept.Select(i => values[c.Operands.Length + i])] }, kept);
    }
}
