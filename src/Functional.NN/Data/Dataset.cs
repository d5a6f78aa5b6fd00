using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Samples that can be read by index, any number of times, with the same result: a pure source.</summary>
public sealed class Dataset<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Func<ImmutableArray<int>, Batch<T>> _read;

    internal Dataset(int count, Shape inputShape, Shape targetShape, Func<ImmutableArray<int>, Batch<T>> read, int? classes = null)
    {
        (Count, InputShape, TargetShape, Classes, _read) = (count, inputShape, targetShape, classes, read);
    }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    /// <summary>The shape of one sample's input.</summary>
    public Shape InputShape { get; }

    /// <summary>The shape of one sample's target; a scalar for a class index.</summary>
    public Shape TargetShape { get; }

    /// <summary>The number of classes, where targets are class indices.</summary>
    public int? Classes { get; }

    /// <summary>The samples with these indices, in that order.</summary>
    public Batch<T> Read(ImmutableArray<int> indices) => _read(indices);
}
