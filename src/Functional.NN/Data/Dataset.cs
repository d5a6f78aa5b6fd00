using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Samples that can be read by index, any number of times, with the same result: a pure source.</summary>
/// <remarks>
/// Made by <see cref="Dataset"/>. Every operation gives a new dataset that reads through the old one when it is read itself;
/// nothing is copied before. Datasets may be read from many threads.
/// </remarks>
public sealed partial class Dataset<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int LabelBlock = 4096;

    private readonly Func<ImmutableArray<int>, Batch<T>> _read;
    private readonly Func<ImmutableArray<int>, Tensor<T>> _readTargets;

    internal Dataset(int count, Shape inputShape, Shape targetShape, Func<ImmutableArray<int>, Batch<T>> read, int? classes = null,
        Func<ImmutableArray<int>, Tensor<T>>? readTargets = null, ImmutableArray<string> classNames = default, Kernels.SampleSource<T>? source = null)
    {
        if (count < 0) throw new NNException($"Dataset: the number of samples cannot be negative, got {count}.");
        if (classes is < 1) throw new NNException($"Dataset: there must be at least one class, got {classes}.");
        if (classes > 1 << 24 && typeof(T) == typeof(float)) throw new NNException($"Dataset: a float tells {1 << 24} classes apart, not {classes}. Use double.");
        (Count, InputShape, TargetShape, Classes, _read) = (count, inputShape, targetShape, classes, read);
        _readTargets = readTargets ?? (indices => read(indices).Targets);
        ClassNames = classNames.IsDefault ? [] : classNames;
        Source = source;
    }

    /// <summary>The same samples for memory that is used again, where they lie in memory.</summary>
    internal Kernels.SampleSource<T>? Source { get; }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    /// <summary>The shape of one sample's input.</summary>
    public Shape InputShape { get; }

    /// <summary>The shape of one sample's target; a scalar for a class index.</summary>
    public Shape TargetShape { get; }

    /// <summary>The number of classes, where targets are class indices.</summary>
    public int? Classes { get; }

    /// <summary>The names of the classes in the order of their indices; empty where they have none.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>The samples with these indices, in that order; an index may come again.</summary>
    /// <exception cref="NNException">An index is not one of this dataset.</exception>
    public Batch<T> Read(ImmutableArray<int> indices) => _read(Checked(indices));

    /// <summary>The targets of the samples with these indices, (N × target shape), without reading the inputs where the source allows it.</summary>
    public Tensor<T> ReadTargets(ImmutableArray<int> indices) => _readTargets(Checked(indices));

    /// <summary>All samples in one batch.</summary>
    public Batch<T> All() => _read(Range(0, Count));

    /// <summary>The same samples read once and kept in memory, so that what was computed on the way is not computed again.</summary>
    public Dataset<T> InMemory() => Dataset.Held(All(), Classes).WithClassNames(ClassNames);

    /// <summary>The class index of every sample.</summary>
    /// <exception cref="DataException">The targets are not one class index a sample.</exception>
    public ImmutableArray<int> Labels()
    {
        if (Classes is null || TargetShape.Rank > 0)
            throw new DataException($"Dataset.Labels: needs one class index as the target of each sample, these targets are {TargetText()}. Make the dataset with its number of classes.");
        var labels = ImmutableArray.CreateBuilder<int>(Count);
        for (int start = 0; start < Count; start += LabelBlock)
            foreach (var label in _readTargets(Range(start, Math.Min(LabelBlock, Count - start))).AsSpan())
                labels.Add(!T.IsNaN(label) ? int.CreateTruncating(label) : throw new DataException(Sentence.Of($"Dataset.Labels: sample {labels.Count} has no label.")));
        return labels.MoveToImmutable();
    }

    /// <summary>What the dataset holds: <c>60000 samples: 1×28×28 → one of 10 classes</c>.</summary>
    public override string ToString() => Sentence.Of($"{Count} samples: {InputShape} → {TargetText()}");

    private string TargetText() => Classes is not { } classes ? Sentence.Of($"{TargetShape}")
        : TargetShape.Rank == 0 ? Sentence.Of($"one of {classes} classes") : Sentence.Of($"{TargetShape} of {classes} classes");

    private ImmutableArray<int> Checked(ImmutableArray<int> indices)
    {
        if (indices.IsDefault) throw new NNException("Dataset.Read: needs a list of indices, got none (a default ImmutableArray).");
        foreach (int index in indices)
            if ((uint)index >= (uint)Count)
                throw new NNException(Count == 0
                    ? Sentence.Of($"Dataset.Read: there is no sample {index}, the dataset is empty.")
                    : Sentence.Of($"Dataset.Read: there is no sample {index}; the {Count} samples have the indices 0 to {Count - 1}."));
        return indices;
    }

    private static ImmutableArray<int> Range(int start, int count) => [.. Enumerable.Range(start, count)];
}
