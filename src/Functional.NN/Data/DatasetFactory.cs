using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace Functional.NN;

/// <summary>The place where datasets are made: from tensors, arrays, MathNet matrices, functions, bytes and files.</summary>
public static partial class Dataset
{
    /// <summary>A dataset over tensors, which are not copied: nobody can change them.</summary>
    /// <param name="inputs">(N × input shape)</param>
    /// <param name="targets">(N × target shape)</param>
    /// <param name="classes">the number of classes, where targets are class indices: exact integers from 0 to classes − 1</param>
    /// <param name="mask">(N × T): 1 for the steps of each sequence that count, 0 for the rest; none when all count</param>
    /// <param name="weights">(N): what each sample weighs; none when all weigh 1</param>
    /// <exception cref="ShapeException">The tensors have not the same number of samples.</exception>
    /// <exception cref="DataException">A target is not a class index.</exception>
    public static Dataset<T> FromTensors<T>(Tensor<T> inputs, Tensor<T> targets, int? classes = null, Tensor<T>? mask = null, Tensor<T>? weights = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        const string who = "Dataset.FromTensors";
        int count = inputs.Shape.Rank > 0 ? inputs.Shape[0] : throw new ShapeException($"{who}: inputs need a batch axis first, got a scalar.");
        SameCount(who, "targets", targets, count);
        if (mask is not null) SameCount(who, "mask", mask, count);
        if (weights is not null && weights.Shape != Shape.Of(count)) throw new ShapeException($"{who}: weights should be {count}, one for each sample, got {weights.Shape}.");
        ClassIndices(who, targets, classes, mask);
        return Held(new Batch<T>(inputs, targets, mask, weights), classes);
    }

    /// <summary>A dataset over the samples of a batch, whose targets may be unknown (NaN).</summary>
    internal static Dataset<T> Held<T>(Batch<T> all, int? classes) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(all.Count, all.Inputs.Shape.Sample, all.Targets.Shape.Sample,
        indices => new Batch<T>(all.Inputs.Gather(indices), all.Targets.Gather(indices), all.Mask?.Gather(indices), all.Weights?.Gather(indices)),
        classes, indices => all.Targets.Gather(indices), source: new Kernels.TensorSource<T>(all.Inputs, all.Targets, all.Mask, all.Weights));

    /// <summary>A dataset over tensors with a class index for each sample.</summary>
    /// <param name="inputs">(N × input shape)</param>
    /// <param name="labels">(N) indices from 0 to classes − 1; copied</param>
    /// <param name="classes">the number of classes</param>
    public static Dataset<T> FromTensors<T>(Tensor<T> inputs, IReadOnlyList<int> labels, int classes) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FromTensors(inputs, LabelTensor<T>(labels, classes), classes);

    /// <summary>A dataset from matrices whose rows are samples; copied.</summary>
    public static Dataset<T> FromArrays<T>(T[,] inputs, T[,] targets) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FromTensors(Tensor.Matrix(inputs), Tensor.Matrix(targets));

    /// <summary>A dataset from a matrix whose rows are samples, and one number to predict for each; copied. Targets are vectors of one number.</summary>
    public static Dataset<T> FromArrays<T>(T[,] inputs, T[] targets) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FromTensors(Tensor.Matrix(inputs), Column(targets));

    /// <summary>A dataset from a matrix whose rows are samples, and the class index of each; copied.</summary>
    public static Dataset<T> FromArrays<T>(T[,] inputs, int[] labels, int classes) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FromTensors(Tensor.Matrix(inputs), labels, classes);

    /// <summary>A dataset from rows, each a sample; copied.</summary>
    /// <exception cref="ShapeException">The rows are not of one length.</exception>
    public static Dataset<T> FromArrays<T>(T[][] inputs, T[][] targets) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FromTensors(Rows(nameof(inputs), inputs), Rows(nameof(targets), targets));

    /// <summary>A dataset from rows, each a sample, and one number to predict for each; copied. Targets are vectors of one number.</summary>
    public static Dataset<T> FromArrays<T>(T[][] inputs, T[] targets) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FromTensors(Rows(nameof(inputs), inputs), Column(targets));

    /// <summary>A dataset from rows, each a sample, and the class index of each; copied.</summary>
    public static Dataset<T> FromArrays<T>(T[][] inputs, int[] labels, int classes) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FromTensors(Rows(nameof(inputs), inputs), labels, classes);

    /// <summary>A dataset from MathNet matrices whose rows are samples; copied.</summary>
    public static Dataset<T> FromMathNet<T>(Matrix<T> inputs, Matrix<T> targets) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FromTensors(Tensor.FromMathNet(inputs), Tensor.FromMathNet(targets));

    /// <summary>A dataset from a MathNet matrix whose rows are samples, and one number to predict for each; copied. Targets are vectors of one number.</summary>
    public static Dataset<T> FromMathNet<T>(Matrix<T> inputs, MathNet.Numerics.LinearAlgebra.Vector<T> targets) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FromTensors(Tensor.FromMathNet(inputs), Tensor.FromMathNet(targets).Reshape(-1, 1));

    /// <summary>A dataset from a MathNet matrix whose rows are samples, and the class index of each; copied.</summary>
    public static Dataset<T> FromMathNet<T>(Matrix<T> inputs, IReadOnlyList<int> labels, int classes) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FromTensors(Tensor.FromMathNet(inputs), labels, classes);

    /// <summary>A dataset read from a function of indices.</summary>
    /// <param name="count">the number of samples</param>
    /// <param name="inputShape">the shape of one input</param>
    /// <param name="targetShape">the shape of one target; a scalar for a class index</param>
    /// <param name="read">gives the samples with these indices, in that order; must be pure: the same indices, the same batch, from any thread</param>
    /// <param name="classes">the number of classes, where targets are class indices; each batch is checked</param>
    /// <exception cref="ShapeException">When read: the function gave a batch of other shapes.</exception>
    public static Dataset<T> FromSource<T>(int count, Shape inputShape, Shape targetShape, Func<ImmutableArray<int>, Batch<T>> read, int? classes = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        ArgumentNullException.ThrowIfNull(targetShape);
        ArgumentNullException.ThrowIfNull(read);
        return new Dataset<T>(count, inputShape, targetShape, indices => SourceBatch(read(indices), indices.Length, inputShape, targetShape, classes), classes);
    }

    /// <summary>A dataset read from a function of one index.</summary>
    /// <param name="count">the number of samples</param>
    /// <param name="inputShape">the shape of one input</param>
    /// <param name="targetShape">the shape of one target; a scalar for a class index</param>
    /// <param name="read">gives the sample with this index; must be pure: the same index, the same sample, from any thread</param>
    /// <param name="classes">the number of classes, where targets are class indices; each batch is checked</param>
    public static Dataset<T> FromSamples<T>(int count, Shape inputShape, Shape targetShape, Func<int, Sample<T>> read, int? classes = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        ArgumentNullException.ThrowIfNull(targetShape);
        ArgumentNullException.ThrowIfNull(read);
        return FromSource(count, inputShape, targetShape, indices =>
        {
            ImmutableArray<Sample<T>> samples = [.. indices.Select(read)];
            return samples.IsEmpty ? new Batch<T>(Tensor.Zeros<T>(inputShape.Prepend(0)), Tensor.Zeros<T>(targetShape.Prepend(0)))
                : new Batch<T>(Tensor.Stack(samples.Select(sample => sample.Input)), Tensor.Stack(samples.Select(sample => sample.Target)));
        }, classes);
    }

    /// <summary>The targets again, after a check that they are class indices, if there are classes. Those of masked steps may be anything.</summary>
    internal static Tensor<T> ClassIndices<T>(string who, Tensor<T> targets, int? classes, Tensor<T>? mask = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (classes is not { } count) return targets;
        if (count < 1) throw new DataException($"{who}: there must be at least one class, got {count}.");
        var values = targets.AsSpan();
        var steps = mask is not null && mask.Shape == targets.Shape ? mask.AsSpan() : default;
        for (int i = 0; i < values.Length; i++)
            if ((steps.IsEmpty || steps[i] != T.Zero) && (!T.IsInteger(values[i]) || values[i] < T.Zero || values[i] >= T.CreateTruncating(count)))
                throw new DataException(Sentence.Of($"{who}: target {i} should be a class index, a whole number from 0 to {count - 1}; it is {values[i]}."));
        return targets;
    }

    private static Tensor<T> LabelTensor<T>(IReadOnlyList<int> labels, int classes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(labels);
        for (int i = 0; i < labels.Count; i++)
            if (labels[i] < 0 || labels[i] >= classes)
                throw new DataException($"Dataset: label {i} should be a class index from 0 to {classes - 1}; it is {labels[i]}.");
        return Tensor.Generate(Shape.Of(labels.Count), i => T.CreateTruncating(labels[i]));
    }

    private static Tensor<T> Column<T>(T[] values) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Tensor.Vector(values).Reshape(Shape.Of(values.Length, 1));

    private static Tensor<T> Rows<T>(string what, T[][] rows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        int width = rows.Length > 0 ? rows[0].Length : throw new DataException($"Dataset.FromArrays: {what} has no rows, so that the shape of a sample is unknown. Use a T[0, n].");
        for (int i = 0; i < rows.Length; i++)
            if (rows[i].Length != width)
                throw new ShapeException($"Dataset.FromArrays: all rows of {what} must be of one length; row 0 has {width} numbers, row {i} has {rows[i].Length}.");
        return Tensor.Of(Shape.Of(rows.Length, width), rows.SelectMany(row => row));
    }

    private static void SameCount<T>(string who, string what, Tensor<T> tensor, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (tensor.Shape.Rank == 0 || tensor.Shape[0] != count)
            throw new ShapeException($"{who}: inputs have {count} samples, {what} of shape {tensor.Shape} should have as many along the first axis.");
    }

    private static Batch<T> SourceBatch<T>(Batch<T> batch, int count, Shape inputShape, Shape targetShape, int? classes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const string who = "Dataset.FromSource";
        if (batch.Inputs.Shape != inputShape.Prepend(count)) throw new ShapeException($"{who}: inputs should be {inputShape.Prepend(count)}, the source gave {batch.Inputs.Shape}.");
        if (batch.Targets.Shape != targetShape.Prepend(count)) throw new ShapeException($"{who}: targets should be {targetShape.Prepend(count)}, the source gave {batch.Targets.Shape}.");
        if (batch.Mask is not null) SameCount(who, "mask", batch.Mask, count);
        if (batch.Weights is not null && batch.Weights.Shape != Shape.Of(count)) throw new ShapeException($"{who}: weights should be {count}, one for each sample, the source gave {batch.Weights.Shape}.");
        ClassIndices(who, batch.Targets, classes, batch.Mask);
        return batch;
    }
}
