using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>
/// Elementwise operations that follow each other, all of them on one strip and then on the next, so that what passes between them stays in the nearest cache.
/// Every element sees the same operations as one after the other.
/// </summary>
internal sealed unsafe class StripKernel<T> : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements of a strip: ten of them fit into the nearest cache.</summary>
    public const int About = 1024;

    private readonly StripLoop _loop;
    private readonly StripProgram<T> _program;
    private readonly int _operands, _kept;

    /// <param name="operation">the operations together</param>
    /// <param name="seen">the shapes of one of them</param>
    /// <param name="prepared">the kernel of one of them</param>
    public StripKernel(PlanOperation operation, Func<PlanOperation, SeenShapes> seen, Func<PlanOperation, Shape[], Shape, Kernel<T>> prepared)
    {
        var members = operation.Members;
        var shapes = new Dictionary<Operand, Shape>();
        foreach (var member in members)
        {
            var (x, _) = seen(member);
            for (int i = 0; i < x.Length; i++) shapes[member.Inputs[i]] = x[i];
        }
        _loop = new StripLoop(seen(members[0]).Y, [.. operation.Inputs.Select(input => shapes[input])], About);
        StripOperand[] operands = [.. operation.Inputs.Select((input, i) => new StripOperand(input, last => _loop.Strip(i, last)))];
        _program = new StripProgram<T>(members, operands, [.. operation.Also, operation.Output], _loop.Strip, prepared);
        (_operands, _kept) = (operands.Length, operation.Also.Length + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        int given = _operands + _kept - 1;
        T** places = stackalloc T*[given + 1 + _program.Passing];
        T* passing = (T*)Products.Scratch.Of((nint)_program.Passing * _loop.Length * sizeof(T));
        for (int i = 0; i < _program.Passing; i++) places[given + 1 + i] = passing + i * _loop.Length;
        int inRow = 0;
        foreach (int[] starts in _loop.Starts)
        {
            for (int i = 0; i < _operands; i++) places[i] = x[i] + starts[i];
            for (int i = _operands; i < given; i++) places[i] = x[i] + starts[_operands];
            places[given] = y + starts[_operands];
            bool last = ++inRow == _loop.PerRow;
            if (last) inRow = 0;
            _program.Run(places, last);
        }
    }
}

/// <summary>
/// The sum over samples and pixels, for some channels, of what elementwise operations compute of blocks, without writing that down: chain = sample mod 16, ascending over
/// (block, y, x), then the tree. Lanes without a sample are left out.
/// </summary>
internal sealed unsafe class SummedStripsKernel<T> : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Samples = SampleBlocks<float>.Samples, Together = 4;

    private readonly StripProgram<T> _program;
    private readonly Operand[] _operands;
    private readonly int _blocks, _channelsOfBlock, _channels, _plane, _strip;
    private readonly T[] _lastBlock;

    /// <param name="operation">the operations and their sum</param>
    /// <param name="samples">how many samples there are</param>
    /// <param name="channels">how many channels are summed</param>
    /// <param name="prepared">the kernel of one of the operations</param>
    public SummedStripsKernel(PlanOperation operation, int samples, int channels, Func<PlanOperation, Shape[], Shape, Kernel<T>> prepared)
    {
        var images = operation.Members[0].Output.Shape;
        (_operands, _blocks, _channelsOfBlock, _channels) = (operation.Inputs, SampleBlocks<T>.Count(samples), images[1], channels);
        _plane = images.Sample.Size / images[1] * Samples;
        _strip = Math.Min(_plane, StripKernel<T>.About);
        int rest = _plane % _strip is > 0 and var some ? some : _strip;
        PlanOperation[] members = operation.Members[..^1];
        StripOperand[] operands = [.. _operands.Select(operand => new StripOperand(operand, last => IsBlocked(operand) ? Strip(last) : Shape.Of(1)))];
        _program = new StripProgram<T>(members, operands, [members[^1].Output], Strip, prepared);
        _lastBlock = [.. Enumerable.Range(0, Samples).Select(lane => (_blocks - 1) * Samples + lane < samples ? T.AllBitsSet : T.Zero)];

        Shape Strip(bool last) => Shape.Of(last ? rest : _strip);
    }

    /// <summary>How far an operand goes from channel to channel.</summary>
    public int PerChannel(int operand) => IsBlocked(_operands[operand]) ? _plane : _operands[operand].Shape.Size == 1 ? 0 : 1;

    private static bool IsBlocked(Operand operand) => operand.Value.Blocked;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        T* buffers = (T*)Products.Scratch.Of((nint)(Together + _program.Passing) * _strip * sizeof(T));
        T* chains = stackalloc T[Together * Samples];
        T** places = stackalloc T*[_operands.Length + 1 + _program.Passing];
        for (int i = 0; i < _program.Passing; i++) places[_operands.Length + 1 + i] = buffers + (Together + i) * _strip;
        for (int channel = 0; channel < _channels; channel += Together)
        {
            int some = Math.Min(Together, _channels - channel);
            new Span<T>(chains, Together * Samples).Clear();
            for (int block = 0; block < _blocks; block++)
                for (int start = 0; start < _plane; start += _strip)
                {
                    bool last = start + _strip >= _plane;
                    for (int i = 0; i < some; i++)
                    {
                        for (int operand = 0; operand < _operands.Length; operand++)
                            places[operand] = x[operand] + (IsBlocked(_operands[operand])
                                ? ((nint)block * _channelsOfBlock + channel + i) * _plane + start
                                : (nint)PerChannel(operand) * (channel + i));
                        places[_operands.Length] = buffers + i * _strip;
                        _program.Run(places, last);
                    }
                    Add(buffers, some, last ? _plane - start : _strip, block == _blocks - 1, chains);
                }
            for (int i = 0; i < some; i++) y[channel + i] = Reduction.Tree(new ReadOnlySpan<T>(chains + i * Samples, Samples));
        }
    }

    /// <summary>Adds strips of up to four channels to their chains; channels that are missing are the last one again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(T* buffers, int channels, int length, bool lastBlock, T* chains)
    {
        nint second = Math.Min(1, channels - 1) * _strip, third = Math.Min(2, channels - 1) * _strip, fourth = Math.Min(3, channels - 1) * _strip;
        for (int lane = 0; lane < Samples; lane += Vector512<T>.Count)
        {
            var mask = lastBlock ? Vector512.Create(_lastBlock, lane) : Vector512<T>.AllBitsSet;
            Vector512<T> a = *(Vector512<T>*)(chains + lane), b = *(Vector512<T>*)(chains + Samples + lane), c = *(Vector512<T>*)(chains + 2 * Samples + lane), d = *(Vector512<T>*)(chains + 3 * Samples + lane);
            T* at = buffers + lane, end = at + length;
            for (; at < end; at += Samples)
            {
                a += *(Vector512<T>*)at & mask;
                b += *(Vector512<T>*)(at + second) & mask;
                c += *(Vector512<T>*)(at + third) & mask;
                d += *(Vector512<T>*)(at + fourth) & mask;
            }
            *(Vector512<T>*)(chains + lane) = a;
            *(Vector512<T>*)(chains + Samples + lane) = b;
            *(Vector512<T>*)(chains + 2 * Samples + lane) = c;
            *(Vector512<T>*)(chains + 3 * Samples + lane) = d;
        }
    }
}
