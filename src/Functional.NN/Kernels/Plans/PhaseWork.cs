using System.Runtime.CompilerServices;
using System.Collections.Immutable;

namespace Functional.NN.Kernels;

/// <summary>A phase made ready to run: pieces that any worker may take.</summary>
internal abstract unsafe class PhaseWork<T> : Work where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public abstract int Pieces { get; }

    public static PhaseWork<T> Of(Phase phase, PlanMemory<T> memory, OperationKernels<T> kernels, int chunk, int workers, Dictionary<Value, List<BlockGradient>> gradients) =>
        phase.Kind == PhaseKind.Samples ? new SamplesWork<T>(phase, memory, kernels, chunk) : new PiecesWork<T>(phase, memory, kernels, workers, gradients);
}

/// <summary>One operation of a phase on one chunk of samples, or on the whole batch.</summary>
internal abstract class Instruction
{
    public abstract void Run(int chunk, int worker);
}

/// <summary>A kernel with the addresses it reads and writes.</summary>
internal sealed unsafe class KernelInstruction<T>(PlanMemory<T> memory, Kernel<T> kernel, Address[] inputs, Address output) : Instruction where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int chunk, int worker)
    {
        T** x = stackalloc T*[inputs.Length];
        for (int i = 0; i < inputs.Length; i++) x[i] = memory.At(inputs[i], chunk, worker);
        kernel.Run(x, memory.At(output, chunk, worker));
    }
}

/// <summary>Random numbers of the step's key for some samples.</summary>
internal sealed unsafe class DrawInstruction<T>(PlanMemory<T> memory, SampleDraw draw, int samples, int chunkSamples, Address output) : Instruction where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _length = draw.Shape.Size / draw.Shape[0] * samples;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int chunk, int worker) => draw.Into(memory.Key, memory.FirstSample + chunk * chunkSamples, new Span<T>(memory.At(output, chunk, worker), _length));
}

/// <summary>Random numbers of the step's key that are the same for all samples: some rows of them.</summary>
internal sealed unsafe class DrawOnceInstruction<T>(PlanMemory<T> memory, SampleDraw draw, int first, int length, Address output) : Instruction where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int chunk, int worker) => draw.Into(memory.Key, first, new Span<T>(memory.At(output, chunk, worker), length));
}

/// <summary>Operations for some samples after others; the last chunk may be shorter.</summary>
internal sealed class SamplesWork<T> : PhaseWork<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ImmutableArray<Instruction> _usual, _last;

    public SamplesWork(Phase phase, PlanMemory<T> memory, OperationKernels<T> kernels, int chunk)
    {
        int samples = kernels.Batch;
        Pieces = (samples + chunk - 1) / chunk;
        int rest = samples - (Pieces - 1) * chunk;
        _last = [.. phase.Operations.Select(operation => Made(operation, memory, kernels, rest, chunk))];
        _usual = Pieces == 1 ? _last : [.. phase.Operations.Select(operation => Made(operation, memory, kernels, chunk, chunk))];
    }

    public override int Pieces { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Do(int piece, int worker)
    {
        foreach (var instruction in piece == Pieces - 1 ? _last : _usual) instruction.Run(piece, worker);
    }

    private static Instruction Made(PlanOperation operation, PlanMemory<T> memory, OperationKernels<T> kernels, int some, int chunk) => operation.Draw is { } draw
        ? new DrawInstruction<T>(memory, draw, some, chunk, operation.Output.Address)
        : new KernelInstruction<T>(memory, kernels.Of(operation, some),
            [.. operation.Inputs.Select((input, i) => operation.Cuts![i] ? Chunked(input.Value, kernels.Batch, chunk) : input.Value.Address with { PerChunk = 0 }), .. operation.Also.Select(also => also.Address)], operation.Output.Address);

    /// <summary>What is given whole, such as a constant for every sample, is read from its samples of the chunk on.</summary>
    private static Address Chunked(Value value, int samples, int chunk) =>
        value.Cut ? value.Address : value.Address with { PerChunk = value.Shape.Size / samples * (long)chunk };
}
