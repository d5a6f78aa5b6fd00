using System.Runtime.CompilerServices;
using System.Collections.Immutable;

namespace Functional.NN.Kernels;

/// <summary>Samples that can be written into memory that is used again: what datasets in memory have beside their pure <c>Read</c>, with the same numbers.</summary>
internal abstract class SampleSource<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The samples with these indices, in that order; what there is no room for (an empty span) is not wanted.</summary>
    public abstract void Read(ReadOnlySpan<int> indices, Span<T> inputs, Span<T> targets, Span<T> mask, Span<T> weights);
}

/// <summary>Samples that lie in tensors.</summary>
internal sealed class TensorSource<T>(Tensor<T> inputs, Tensor<T> targets, Tensor<T>? mask, Tensor<T>? weights) : SampleSource<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(ReadOnlySpan<int> indices, Span<T> toInputs, Span<T> toTargets, Span<T> toMask, Span<T> toWeights)
    {
        Gather(inputs, indices, toInputs);
        Gather(targets, indices, toTargets);
        if (mask is not null) Gather(mask, indices, toMask);
        if (weights is not null) Gather(weights, indices, toWeights);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(Tensor<T> from, ReadOnlySpan<int> indices, Span<T> to)
    {
        if (to.IsEmpty) return;
        int size = to.Length / indices.Length;
        var values = from.AsSpan();
        for (int i = 0; i < indices.Length; i++) values.Slice(indices[i] * size, size).CopyTo(to.Slice(i * size, size));
    }
}

/// <summary>Images and labels that lie in bytes.</summary>
internal sealed class ByteSource<T>(ByteStore images, int sampleSize, byte[] labels, int firstLabel) : SampleSource<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(ReadOnlySpan<int> indices, Span<T> inputs, Span<T> targets, Span<T> mask, Span<T> weights)
    {
        if (!inputs.IsEmpty) ByteSamples.Read(images, sampleSize, indices, inputs);
        if (!targets.IsEmpty) ByteSamples.Labels(labels, firstLabel, indices, targets);
    }
}

/// <summary>Some samples of another source, under other numbers.</summary>
internal sealed class ChosenSource<T>(SampleSource<T> source, int start, ImmutableArray<int> chosen) : SampleSource<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Some = 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(ReadOnlySpan<int> indices, Span<T> inputs, Span<T> targets, Span<T> mask, Span<T> weights)
    {
        Span<int> places = stackalloc int[Some];
        int n = indices.Length;
        for (int first = 0; first < n; first += Some)
        {
            int count = Math.Min(Some, n - first);
            for (int i = 0; i < count; i++) places[i] = chosen.IsDefault ? indices[first + i] + start : chosen[indices[first + i]];
            source.Read(places[..count], Part(inputs, n, first, count), Part(targets, n, first, count), Part(mask, n, first, count), Part(weights, n, first, count));
        }
    }

    private static Span<T> Part(Span<T> whole, int n, int first, int count) => whole.Slice(whole.Length / n * first, whole.Length / n * count);
}
