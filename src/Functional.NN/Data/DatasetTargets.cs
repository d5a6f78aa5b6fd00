using System.Collections.Immutable;

namespace Functional.NN;

public sealed partial class Dataset<T>
{
    /// <summary>The same samples without targets: every number of a target is a NaN, which objectives that know such samples (<see cref="MultiTask"/>, <see cref="PseudoLabels"/>) take for "not known".</summary>
    /// <remarks><c>labelled.Concat(others.Unlabelled())</c> holds both. Losses themselves know no such targets: with <see cref="Supervised"/> they are refused or make the loss a NaN.</remarks>
    public Dataset<T> Unlabelled()
    {
        Tensor<T> Unknown(int count) => Tensor.Full(TargetShape.Prepend(count), T.NaN);
        return new Dataset<T>(Count, InputShape, TargetShape, indices => _read(indices) with { Targets = Unknown(indices.Length) }, Classes, indices => Unknown(indices.Length), ClassNames);
    }

    /// <summary>The same samples with the targets of another dataset behind theirs: several targets a sample, each a part of one vector, for <see cref="MultiTask"/>.</summary>
    /// <param name="other">as many samples; its inputs are not read</param>
    public Dataset<T> AndTargets(Dataset<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count != Count) throw new DataException(Sentence.Of($"Dataset.AndTargets: the targets of as many samples are needed; this dataset has {Count} samples, the other {other.Count}."));
        Tensor<T> Both(Tensor<T> first, ImmutableArray<int> indices) =>
            Tensor.Concat(1, first.Reshape(indices.Length, TargetShape.Size), other._readTargets(indices).Reshape(indices.Length, other.TargetShape.Size));
        return new Dataset<T>(Count, InputShape, Shape.Of(TargetShape.Size + other.TargetShape.Size), indices =>
        {
            var batch = _read(indices);
            return batch with { Targets = Both(batch.Targets, indices) };
        }, readTargets: indices => Both(_readTargets(indices), indices));
    }

    /// <summary>The same samples with a part of the labels replaced: with a probability, a sample's class index is drawn anew from the other classes, all alike.</summary>
    /// <remarks>Goodfellow et al. 2016, section 7.5.1. What becomes of sample i depends on the key folded with i alone.</remarks>
    /// <param name="probability">of a label being replaced, from 0 to 1</param>
    /// <param name="key">draws which, and by what</param>
    public Dataset<T> WithLabelNoise(double probability, RandomKey key)
    {
        if (probability is not (>= 0 and <= 1)) throw new NNException(Sentence.Of($"Dataset.WithLabelNoise: the probability must be from 0 to 1, got {probability}."));
        if (Classes is not { } classes || TargetShape.Rank > 0) throw new DataException($"Dataset.WithLabelNoise: needs one class index as the target of each sample, these targets are {TargetText()}. Make the dataset with its number of classes.");
        Tensor<T> Noisy(Tensor<T> targets, ImmutableArray<int> indices) => Tensor.Of(targets.Shape, indices.Select((index, place) => Replaced(targets.AsSpan()[place], classes, key.Fold(index))));
        T Replaced(T label, int count, RandomKey drawn) => count < 2 || T.IsNaN(label) || drawn.Fold("whether").Uniform<double>([]).ToScalar() >= probability ? label
            : T.CreateTruncating((int.CreateTruncating(label) + 1 + drawn.Fold("what").Integers(1, count - 1)[0]) % count);
        return new Dataset<T>(Count, InputShape, TargetShape, indices =>
        {
            var batch = _read(indices);
            return batch with { Targets = Noisy(batch.Targets, indices) };
        }, Classes, indices => Noisy(_readTargets(indices), indices), ClassNames);
    }

    /// <summary>The same samples with each class index c as probabilities: 1 − s + s/C at c, and s/C at each of the other C − 1 classes.</summary>
    /// <remarks>Szegedy et al. 2016; <see cref="SoftmaxCrossEntropy"/> can do it by itself.</remarks>
    /// <param name="smoothing">s, what part of the target is spread over all classes, from 0 to 1</param>
    public Dataset<T> WithSmoothedLabels(double smoothing)
    {
        if (smoothing is not (>= 0 and <= 1)) throw new NNException(Sentence.Of($"Dataset.WithSmoothedLabels: the smoothing must be from 0 to 1, got {smoothing}."));
        var oneHot = OneHot();
        return oneHot.MapTargets(targets => targets * T.CreateTruncating(1 - smoothing) + T.CreateTruncating(smoothing / Classes!.Value), oneHot.TargetShape);
    }
}
