using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Reads the samples of a batch to where a plan wants them, some samples a piece.</summary>
internal sealed unsafe class ReadingWork<T> : Work where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int SamplesOfPiece = 16, WorthSharing = 32768;

    private readonly SampleSource<T> _source;
    private readonly int[] _indices;
    private readonly T* _inputs, _targets, _mask, _weights;
    private readonly int _input, _target, _step, _weight;

    public ReadingWork(SampleSource<T> source, int samples, Span<T> inputs, Span<T> targets, Span<T> mask, Span<T> weights)
    {
        (_source, _indices) = (source, new int[samples]);
        // The plan's memory is pinned: where a span begins it stays.
        _inputs = Start(inputs);
        _targets = Start(targets);
        _mask = Start(mask);
        _weights = Start(weights);
        (_input, _target, _step, _weight) = (inputs.Length / samples, targets.Length / samples, mask.Length / samples, weights.Length / samples);
        Pieces = inputs.Length < WorthSharing ? 1 : (samples + SamplesOfPiece - 1) / SamplesOfPiece;
    }

    public int Pieces { get; }

    public void Begin(ReadOnlySpan<int> indices) => indices.CopyTo(_indices);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Do(int piece, int worker)
    {
        int first = Pieces == 1 ? 0 : piece * SamplesOfPiece, count = Pieces == 1 ? _indices.Length : Math.Min(SamplesOfPiece, _indices.Length - first);
        _source.Read(_indices.AsSpan(first, count), Part(_inputs, _input, first, count), Part(_targets, _target, first, count), Part(_mask, _step, first, count), Part(_weights, _weight, first, count));
    }

    private static Span<T> Part(T* start, int sample, int first, int count) => new(start + (nint)first * sample, sample * count);

    private static T* Start(Span<T> span) => span.IsEmpty ? null : (T*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref span[0]);
}
