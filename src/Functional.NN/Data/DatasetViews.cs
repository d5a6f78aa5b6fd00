using System.Collections.Immutable;

namespace Functional.NN;

public sealed partial class Dataset<T>
{
    /// <summary>The samples with these indices, in that order; an index may come again.</summary>
    public Dataset<T> Subset(ImmutableArray<int> indices)
    {
        Checked(indices);
        return View(indices.Length, places => [.. places.Select(place => indices[place])], Source is null ? null : new Kernels.ChosenSource<T>(Source, 0, indices));
    }

    /// <summary>The first samples.</summary>
    /// <exception cref="NNException">There are not so many.</exception>
    public Dataset<T> Take(int count) => Window(nameof(Take), 0, count, count);

    /// <summary>The samples after the first ones.</summary>
    /// <exception cref="NNException">There are not so many.</exception>
    public Dataset<T> Skip(int count) => Window(nameof(Skip), count, Count - count, count);

    /// <summary>The same samples with a function of each sample's input: a pure function from (input shape) to one other shape.</summary>
    /// <param name="function">given the input of one sample; must give the same tensor every time</param>
    /// <param name="inputShape">the shape the function gives; found from the first sample when left out</param>
    public Dataset<T> MapSamples(Func<Tensor<T>, Tensor<T>> function, Shape? inputShape = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        var shape = inputShape ?? (Count > 0 ? function(_read([0]).Inputs.At(0)).Shape
            : throw new NNException("Dataset.MapSamples: an empty dataset has no sample to find the shape from. Give the inputShape."));
        return MapInputs(inputs => inputs.Shape[0] == 0 ? Tensor.Zeros<T>(shape.Prepend(0))
            : Tensor.Stack(Enumerable.Range(0, inputs.Shape[0]).Select(i => function(inputs.At(i)))), shape);
    }

    /// <summary>The same samples with a function of the inputs of a whole batch at once, (N × input shape) to (N × another shape).</summary>
    /// <param name="function">a pure function that treats each sample alone, so that it does not matter in which batch a sample is read</param>
    /// <param name="inputShape">the shape the function gives to one sample; found from the first sample when left out</param>
    public Dataset<T> MapInputs(Func<Tensor<T>, Tensor<T>> function, Shape? inputShape = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        var shape = inputShape ?? Found(nameof(MapInputs), indices => function(_read(indices).Inputs));
        return new Dataset<T>(Count, shape, TargetShape, indices =>
        {
            var batch = _read(indices);
            return batch with { Inputs = Mapped(nameof(MapInputs), function(batch.Inputs), shape.Prepend(indices.Length)) };
        }, Classes, _readTargets, ClassNames);
    }

    /// <summary>The same samples with a function of the targets of a whole batch at once, (N × target shape) to (N × another shape).</summary>
    /// <param name="function">a pure function that treats each sample alone</param>
    /// <param name="targetShape">the shape the function gives to one target; found from the first sample when left out</param>
    /// <param name="classes">the number of classes, if the new targets are class indices</param>
    public Dataset<T> MapTargets(Func<Tensor<T>, Tensor<T>> function, Shape? targetShape = null, int? classes = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        var shape = targetShape ?? Found(nameof(MapTargets), indices => function(_readTargets(indices)));
        Tensor<T> Targets(Tensor<T> targets) =>
            Dataset.ClassIndices("Dataset.MapTargets", Mapped(nameof(MapTargets), function(targets), shape.Prepend(targets.Shape[0])), classes);
        return new Dataset<T>(Count, InputShape, shape, indices =>
        {
            var batch = _read(indices);
            return batch with { Targets = Targets(batch.Targets) };
        }, classes, indices => Targets(_readTargets(indices)));
    }

    /// <summary>The same samples with each class index c as a vector that is 1 at c and 0 elsewhere, for losses that compare with such vectors.</summary>
    public Dataset<T> OneHot()
    {
        if (Classes is not { } classes) throw new DataException($"Dataset.OneHot: the targets must be class indices, these are {TargetText()}. Make the dataset with its number of classes.");
        return MapTargets(targets => Tensor.Generate(targets.Shape.Append(classes),
            i => targets.AsSpan()[i / classes] == T.CreateTruncating(i % classes) ? T.One : T.Zero), TargetShape.Append(classes));
    }

    /// <summary>The same samples with each input as its own target, for autoencoders.</summary>
    public Dataset<T> InputsAsTargets() =>
        new(Count, InputShape, InputShape, indices =>
        {
            var batch = _read(indices);
            return batch with { Targets = batch.Inputs };
        });

    /// <summary>The same samples with each input as a vector.</summary>
    public Dataset<T> Flattened() => Reshaped(Shape.Of(InputShape.Size));

    /// <summary>The same samples with each input under another shape of the same size.</summary>
    /// <exception cref="ShapeException">The sizes differ.</exception>
    public Dataset<T> Reshaped(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        if (inputShape.Size != InputShape.Size)
            throw new ShapeException($"Dataset.Reshaped: inputs are {InputShape}, {InputShape.Size} numbers each; {inputShape} has {inputShape.Size}.");
        return MapInputs(inputs => inputs.Reshape(inputShape.Prepend(inputs.Shape[0])), inputShape);
    }

    /// <summary>The same samples in another precision: exact from <c>float</c> to <c>double</c>, rounded once the other way.</summary>
    /// <remarks>What was computed in this precision stays as it was rounded: a byte divided by 255 in <c>float</c> is not that quotient in <c>double</c>.</remarks>
    public Dataset<TOther> Cast<TOther>() where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther> =>
        this as Dataset<TOther> ?? new Dataset<TOther>(Count, InputShape, TargetShape, indices =>
        {
            var batch = _read(indices);
            return new Batch<TOther>(batch.Inputs.Cast<TOther>(), batch.Targets.Cast<TOther>(), batch.Mask?.Cast<TOther>(), batch.Weights?.Cast<TOther>());
        }, Classes, indices => _readTargets(indices).Cast<TOther>(), ClassNames);

    /// <summary>The same samples with names for the classes, in the order of their indices; an empty list takes the names away.</summary>
    public Dataset<T> WithClassNames(ImmutableArray<string> names)
    {
        if (!names.IsDefaultOrEmpty && names.Length != Classes)
            throw new DataException($"Dataset.WithClassNames: got {names.Length} names for targets that are {TargetText()}. Give one name for each class.");
        return new Dataset<T>(Count, InputShape, TargetShape, _read, Classes, _readTargets, names, Source);
    }

    /// <summary>The samples of this dataset, then those of another with the same shapes and classes.</summary>
    /// <remarks>Where one of the two has a mask or weights and the other has none, the other's are ones.</remarks>
    public Dataset<T> Concat(Dataset<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (InputShape != other.InputShape || TargetShape != other.TargetShape || Classes != other.Classes || !ClassNames.SequenceEqual(other.ClassNames))
            throw new DataException($"Dataset.Concat: the samples differ in shape or classes; the first has {this}, the second {other}.");
        long count = (long)Count + other.Count;
        if (count > int.MaxValue) throw new DataException($"Dataset.Concat: {count} samples are more than one dataset can have ({int.MaxValue}).");
        return new Dataset<T>((int)count, InputShape, TargetShape, indices =>
        {
            var parting = Parting.Of(indices, Count);
            return parting.Second.IsEmpty ? _read(parting.First)
                : parting.First.IsEmpty ? other._read(parting.Second)
                : Joined(_read(parting.First), other._read(parting.Second), parting.Places);
        }, Classes, indices =>
        {
            var parting = Parting.Of(indices, Count);
            return Tensor.Concat(0, _readTargets(parting.First), other._readTargets(parting.Second)).Gather(parting.Places);
        }, ClassNames);
    }

    private static Batch<T> Joined(Batch<T> first, Batch<T> second, ImmutableArray<int> places)
    {
        Tensor<T>? Join(Tensor<T>? a, Tensor<T>? b) => a is null && b is null ? null
            : Tensor.Concat(0, a ?? Ones(b!, first.Count), b ?? Ones(a!, second.Count)).Gather(places);
        return new Batch<T>(Join(first.Inputs, second.Inputs)!, Join(first.Targets, second.Targets)!,
            Join(first.Mask, second.Mask), Join(first.Weights, second.Weights));
    }

    private static Tensor<T> Ones(Tensor<T> like, int count) => Tensor.Full(like.Shape.With(0, count), T.One);

    /// <summary>Indices of two joined datasets: those of each, and where each index is found when both are read and joined.</summary>
    private readonly record struct Parting(ImmutableArray<int> First, ImmutableArray<int> Second, ImmutableArray<int> Places)
    {
        public static Parting Of(ImmutableArray<int> indices, int firstCount)
        {
            ImmutableArray<int> first = [.. indices.Where(index => index < firstCount)];
            ImmutableArray<int> second = [.. indices.Where(index => index >= firstCount).Select(index => index - firstCount)];
            int inFirst = 0, inSecond = first.Length;
            return new Parting(first, second, [.. indices.Select(index => index < firstCount ? inFirst++ : inSecond++)]);
        }
    }

    private Dataset<T> Window(string who, int start, int count, int asked)
    {
        if (asked < 0 || asked > Count) throw new NNException($"Dataset.{who}: asked for {asked} of {Count} samples; give a number from 0 to {Count}.");
        return View(count, places => [.. places.Select(place => place + start)], Source is null ? null : new Kernels.ChosenSource<T>(Source, start, default));
    }

    private Dataset<T> View(int count, Func<ImmutableArray<int>, ImmutableArray<int>> index, Kernels.SampleSource<T>? source) =>
        new(count, InputShape, TargetShape, places => _read(index(places)), Classes, places => _readTargets(index(places)), ClassNames, source);

    private Shape Found(string who, Func<ImmutableArray<int>, Tensor<T>> read)
    {
        if (Count == 0) throw new NNException($"Dataset.{who}: an empty dataset has no sample to find the shape from. Give the shape.");
        var found = read([0]).Shape;
        return found.Rank > 0 && found[0] == 1 ? found.Sample
            : throw new ShapeException($"Dataset.{who}: the function must keep the batch axis; for one sample it gave {found}, whose first dimension is not 1.");
    }

    private static Tensor<T> Mapped(string who, Tensor<T> result, Shape wanted) => result.Shape == wanted ? result
        : throw new ShapeException($"Dataset.{who}: the function should give {wanted} for this batch, it gave {result.Shape}.");
}
