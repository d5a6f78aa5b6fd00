using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Operations on the whole batch, cut into pieces of their results; a piece of a gradient is brought as soon as it is there, while it is in the cache.</summary>
internal sealed unsafe class PiecesWork<T> : PhaseWork<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Pieces for each worker, so that the end of a phase finds all of them at work.</summary>
    private const int PerWorker = 8;

    /// <summary>From so many bytes on an operand is no longer in the core's own cache, and then pieces have so many rows, unless there are more workers.</summary>
    private const int LargeOperand = 1 << 20, RowsOfLarge = 48;

    private readonly PlanMemory<T> _memory;
    private readonly OperationKernels<T> _kernels;
    private readonly List<Piece> _pieces = [];
    private readonly int _workers;

    private sealed record Piece(double Cost, List<Instruction> Instructions, BlockGradient? Gradient = null, int First = 0, int Length = 0);

    public PiecesWork(Phase phase, PlanMemory<T> memory, OperationKernels<T> kernels, int workers, Dictionary<Value, List<BlockGradient>> gradients)
    {
        (_memory, _kernels, _workers) = (memory, kernels, workers);
        double each = phase.Operations.Sum(o => o.Cost) / (PerWorker * workers);
        if (phase.Kind == PhaseKind.Alone) _pieces.Add(new Piece(0, [.. phase.Operations.Select(operation => Whole(operation))]));
        else foreach (var operation in phase.Operations) Cut(operation, Math.Max(1, (int)Math.Round(operation.Cost / each)), gradients);
        _pieces.Sort((a, b) => b.Cost.CompareTo(a.Cost));
    }

    public override int Pieces => _pieces.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Do(int piece, int worker)
    {
        var (_, instructions, gradient, first, length) = _pieces[piece];
        foreach (var instruction in instructions) instruction.Run(0, worker);
        if (gradient is not null) _memory.Sink?.Take(gradient.Block.Start + first, _memory.At(gradient.Value.Address, 0, 0) + first, length);
    }

    private Instruction Whole(PlanOperation operation) => operation.Draw is { } draw
        ? new DrawOnceInstruction<T>(_memory, draw, 0, draw.Shape.Size, operation.Output.Address)
        : new KernelInstruction<T>(_memory, _kernels.Of(operation, _kernels.Batch), [.. operation.Inputs.Select(input => input.Value.Address)], operation.Output.Address);

    /// <summary>Some rows (places of the first axis) of the result; none when it cannot be cut.</summary>
    private Instruction? Rows(PlanOperation operation, int first, int rows)
    {
        int row = operation.Output.Shape.Sample.Size;
        var output = operation.Output.Address with { Offset = operation.Output.Address.Offset + (long)first * row };
        if (operation.Draw is { } draw) return new DrawOnceInstruction<T>(_memory, draw, first, rows * row, output);
        return _kernels.Rows(operation, first, rows) is not var (kernel, offsets) ? null
            : new KernelInstruction<T>(_memory, kernel, [.. operation.Inputs.Select((input, i) => input.Value.Address with { Offset = input.Value.Address.Offset + offsets[i] })], output);
    }

    private void Cut(PlanOperation operation, int pieces, Dictionary<Value, List<BlockGradient>> gradients)
    {
        var shape = operation.Output.Shape;
        // Channels of a convolution's weight gradient are computed some at a time, from the same loads.
        if (operation.Operation is Primitives.Conv2DWeightGradient) pieces = Math.Min(pieces, Math.Max(1, shape[0] / 3));
        // A deep product reads all of B for each piece.
        if (operation.Operation is Primitives.MatMul && (long)operation.Inputs[1].Shape.Size * sizeof(T) > LargeOperand) pieces = Math.Min(pieces, Math.Max(_workers, shape[0] / RowsOfLarge));
        var gradient = gradients.TryGetValue(operation.Output, out var blocks) && blocks is [var only] && only.Block.Shape == shape ? only : null;
        // Where pieces are smaller than a span of the norm, the whole gradient is brought afterwards.
        if (gradient is not null && pieces > 1 && GradientSpans.Rows(shape) > Math.Max(1, shape[0] / pieces)) gradient = null;
        if (gradient is not null) gradient.Brought = true;
        if (pieces == 1 || shape.Rank == 0 || Rows(operation, 0, shape[0]) is null)
        {
            _pieces.Add(new Piece(operation.Cost, [Whole(operation)], gradient, 0, shape.Size));
            return;
        }
        int grain = gradient is null ? 1 : GradientSpans.Rows(shape), row = shape.Sample.Size;
        int rows = Math.Max(1, (int)Math.Round((double)shape[0] / pieces / grain)) * grain;
        for (int first = 0; first < shape[0]; first += rows)
        {
            int some = Math.Min(rows, shape[0] - first);
            _pieces.Add(new Piece(operation.Cost * some / shape[0], [Rows(operation, first, some)!], gradient, first * row, some * row));
        }
    }
}

/// <summary>Gradients that were computed whole, brought in ranges.</summary>
internal sealed unsafe class GradientWork<T> : PhaseWork<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int About = 16384;

    private readonly PlanMemory<T> _memory;
    private readonly List<(BlockGradient Gradient, int First, int Length)> _ranges = [];

    public GradientWork(IEnumerable<BlockGradient> gradients, PlanMemory<T> memory)
    {
        _memory = memory;
        foreach (var gradient in gradients)
        {
            int size = gradient.Block.Shape.Size, span = GradientSpans.Length(gradient.Block.Shape), each = Math.Max(1, About / Math.Max(1, span)) * span;
            for (int first = 0; first < size; first += each) _ranges.Add((gradient, first, Math.Min(each, size - first)));
        }
        // What is small altogether is not worth waking anybody.
        Pieces = _ranges.Sum(r => r.Length) <= About ? 1 : _ranges.Count;
    }

    public override int Pieces { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Do(int piece, int worker)
    {
        if (Pieces > 1) Bring(_ranges[piece]);
        else foreach (var range in _ranges) Bring(range);
    }

    private void Bring((BlockGradient Gradient, int First, int Length) range) =>
        _memory.Sink?.Take(range.Gradient.Block.Start + range.First, _memory.At(range.Gradient.Value.Address, 0, 0) + range.First, range.Length);
}
